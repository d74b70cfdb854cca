//! What the YAML reader says about a file it cannot read, sorted into the mistakes people make.

use serde_yaml::Location;
use serde_yaml::budget::BudgetBreach;
use serde_yaml::granit_parser::ErrorKind;
use serde_yaml::localizer::ExternalMessageSource;

/// A mistake that keeps the file from being read as YAML, and where the reader stumbled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) kind: SlipKind,
    /// From 1.
    pub(super) line: usize,
    /// From 1, in characters.
    pub(super) column: usize,
}

/// What the reader stumbled over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlipKind {
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
    pub(super) fn of(error: &serde_yaml::Error) -> Self {
        let place = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).max(1);
        let location = error.location().unwrap_or(Location::UNKNOWN);
        Self {
            kind: SlipKind::of(error),
            line: place(location.line()),
            column: place(location.column()),
        }
    }
}

impl SlipKind {
    fn of(error: &serde_yaml::Error) -> Self {
        use serde_yaml::Error;
        match error.without_snippet() {
            Error::ExternalMessage { source, .. } => match source.as_ref() {
                ExternalMessageSource::Parser(error) => Self::of_scan(error.kind()),
                _ => Self::Other,
            },
            Error::Budget { breach, .. } => match breach {
                BudgetBreach::Anchors { .. } => Self::Anchor,
                BudgetBreach::Aliases { .. } => Self::Alias,
                BudgetBreach::Documents { .. } => Self::Documents,
                BudgetBreach::Depth { .. } => Self::TooDeep,
                _ => Self::TooMany,
            },
            Error::UnknownAnchor { .. } => Self::Alias,
            Error::MultipleDocuments { .. } => Self::Documents,
            Error::UnsupportedTag { .. }
            | Error::InvalidBinaryBase64 { .. }
            | Error::BinaryNotUtf8 { .. }
            | Error::InvalidScalar { .. }
            | Error::TaggedScalarCannotDeserializeIntoString { .. } => Self::Tag,
            _ => Self::Other,
        }
    }

    fn of_scan(kind: &ErrorKind) -> Self {
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
