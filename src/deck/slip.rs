//! What the YAML reader says about a file it cannot read, sorted into the mistakes people make.

use serde_yaml::granit_parser::{ErrorKind, ScanError};

/// A mistake that keeps the file from being read as YAML, and where the reader stumbled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    pub(crate) kind: SlipKind,
    /// From 1.
    pub(crate) line: usize,
    /// From 1, in characters.
    pub(crate) column: usize,
}

/// What the reader stumbled over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SlipKind {
    /// A tab where spaces belong, on this line or the next.
    Tab,
    /// A `:` where no key can stand.
    UnexpectedColon,
    /// A line without a colon where a key must stand.
    NoColon,
    /// A line that is no key of the group it stands in.
    NoKey,
    /// A quote that is never closed.
    OpenQuote,
    /// A quote that is closed before the text ends.
    EarlyQuote,
    /// An unknown backslash sequence.
    Escape,
    /// A character that cannot stand here.
    Character(char),
    /// `&name`.
    Anchor,
    /// `*name`.
    Alias,
    /// `!name`.
    Tag,
    /// A second document or a directive.
    Documents,
    /// A list item where no list can begin.
    ListItem,
    /// `[` or `{` without its other half.
    Bracket,
    /// A `|` or `>` with text on its line.
    BlockHeader,
    /// A line at a column that fits no other.
    Indentation,
    /// Too many levels.
    TooDeep,
    /// Too many values.
    TooMany,
    /// Anything else.
    Other,
}

impl Slip {
    /// Sorts an error of the reader.
    pub(crate) fn of(error: &ScanError) -> Self {
        let at = error.marker();
        Self {
            kind: SlipKind::of(error.kind()),
            line: at.line().max(1),
            column: at.col() + 1,
        }
    }
}

impl SlipKind {
    fn of(kind: &ErrorKind) -> Self {
        use ErrorKind as E;
        match kind {
            E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabAtBlockScalarStart
            | E::TabInPlainScalar => Self::Tab,
            E::MappingValueNotAllowed | E::InvalidMappingValueWhitespace => Self::UnexpectedColon,
            E::SimpleKeyExpected | E::InvalidSimpleKey => Self::NoColon,
            E::ExpectedBlockMappingKey
            | E::ExpectedBlockSequenceEntry
            | E::UnexpectedEofBlockMapping
            | E::UnexpectedEofBlockSequence
            | E::ExpectedNodeContent => Self::NoKey,
            E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => Self::OpenQuote,
            E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
                Self::EarlyQuote
            }
            E::UnknownQuotedScalarEscape
            | E::InvalidQuotedScalarHexEscape
            | E::InvalidLowSurrogateHexEscape
            | E::InvalidLowSurrogate
            | E::MissingLowSurrogate
            | E::UnpairedLowSurrogate
            | E::InvalidUnicodeEscape => Self::Escape,
            E::UnexpectedCharacter { character } => Self::Character(*character),
            E::MappingKeyNotAllowed => Self::Character('?'),
            E::UnknownAnchor | E::MissingAnchorOrAliasName => Self::Alias,
            E::UndeclaredTagHandle
            | E::ExpectedTagBang
            | E::InvalidGlobalTagCharacter
            | E::InvalidTagTerminator
            | E::MissingTagUri
            | E::UnclosedVerbatimTag
            | E::InvalidTagEscape => Self::Tag,
            E::MultipleDocumentsUnsupported
            | E::ExpectedDocumentStart
            | E::InvalidDocumentEnd
            | E::DuplicateVersionDirective
            | E::UnsupportedYamlMajorVersion
            | E::MissingDocumentEndBeforeDirective
            | E::InvalidDirectiveTerminator
            | E::InvalidDirectiveName
            | E::MissingDirectiveName => Self::Documents,
            E::BlockSequenceEntryNotAllowed => Self::ListItem,
            E::UnexpectedEofFlowSequence
            | E::UnexpectedEofFlowMapping
            | E::UnexpectedEofImplicitFlowMapping
            | E::ExpectedFlowMappingSeparator
            | E::ExpectedFlowSequenceSeparator
            | E::MisplacedFlowCollectionEnd
            | E::MismatchedFlowCollectionEnd { .. }
            | E::UnclosedFlowCollection { .. }
            | E::BlockEntryInFlowCollection
            | E::FlowMappingValueAdjacentCollection
            | E::InvalidColonPlacement => Self::Bracket,
            E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => Self::BlockHeader,
            E::InvalidIndentation
            | E::InvalidBlockScalarIndent
            | E::InvalidQuotedScalarIndent
            | E::InvalidFlowScalarIndent => Self::Indentation,
            E::RecursionLimitExceeded => Self::TooDeep,
            _ => Self::Other,
        }
    }
}
