//! The names of the problems. They are stable: teachers search for them, `allow` and scripts name them.

/// A file over 16 MiB.
pub const FILE_TOO_LARGE: &str = "file.too-large";
/// Bytes that are not UTF-8.
pub const FILE_ENCODING: &str = "file.encoding";
/// A file that cannot be opened or read.
pub const FILE_UNREADABLE: &str = "file.unreadable";
/// So many problems that the rest of the file was not checked.
pub const FILE_TOO_MANY_PROBLEMS: &str = "file.too-many-problems";
/// A deck folder that is missing or no folder.
pub const FOLDER_UNREADABLE: &str = "folder.unreadable";

/// A tab where only spaces may stand.
pub const YAML_TAB: &str = "yaml.tab";
/// A space of a word processor before a key.
pub const YAML_ODD_SPACE: &str = "yaml.odd-space";
/// A `: ` inside an unquoted text.
pub const YAML_COLON: &str = "yaml.colon";
/// A key with no `:` after it, or no space after the `:`.
pub const YAML_MISSING_COLON: &str = "yaml.missing-colon";
/// A quote that is never closed, or closed too early.
pub const YAML_QUOTE: &str = "yaml.quote";
/// A backslash sequence that does not exist.
pub const YAML_ESCAPE: &str = "yaml.escape";
/// A line that is indented too little or too much.
pub const YAML_INDENTATION: &str = "yaml.indentation";
/// An unquoted text that begins with a character YAML keeps for itself.
pub const YAML_FIRST_CHARACTER: &str = "yaml.first-character";
/// `[` or `{` without its other half.
pub const YAML_BRACKET: &str = "yaml.bracket";
/// A list that begins on the line of its key.
pub const YAML_LIST: &str = "yaml.list";
/// A control character in the file.
pub const YAML_CONTROL_CHARACTER: &str = "yaml.control-character";
/// A second document, or a YAML directive.
pub const YAML_DOCUMENTS: &str = "yaml.documents";
/// Lists in lists in lists, or more values than any deck needs.
pub const YAML_TOO_MUCH: &str = "yaml.too-much";
/// Anything else that is not YAML.
pub const YAML_SYNTAX: &str = "yaml.syntax";

/// A key the format does not have.
pub const KEY_UNKNOWN: &str = "key.unknown";
/// A key given twice.
pub const KEY_DUPLICATE: &str = "key.duplicate";
/// A key beside which it has no meaning.
pub const KEY_MISPLACED: &str = "key.misplaced";
/// A key without a value.
pub const VALUE_EMPTY: &str = "value.empty";
/// A list where a text belongs, a text where a list belongs, and so on.
pub const VALUE_SHAPE: &str = "value.shape";
/// A word that is not one of those the key knows.
pub const VALUE_WORD: &str = "value.word";
/// A value that is not the whole number the key needs.
pub const VALUE_NUMBER: &str = "value.number";
/// The same value twice in one list.
pub const VALUE_TWICE: &str = "value.twice";
/// A text of over 64 KiB.
pub const VALUE_TOO_LONG: &str = "value.too-long";
/// A list of over 1,000 items, or a sentence of over 50 gaps.
pub const VALUE_TOO_MANY: &str = "value.too-many";
/// A ` #` that cuts an unquoted text short.
pub const TEXT_COMMENT: &str = "text.comment";
/// A control character in a text, mostly a backslash in double quotes.
pub const TEXT_CONTROL_CHARACTER: &str = "text.control-character";

/// A file that is empty or no deck at all.
pub const DECK_SHAPE: &str = "deck.shape";
/// No `format:`.
pub const DECK_NO_FORMAT: &str = "deck.no-format";
/// A `format:` that does not exist.
pub const DECK_BAD_FORMAT: &str = "deck.bad-format";
/// A `format:` of a later version of the program.
pub const DECK_NEWER_FORMAT: &str = "deck.newer-format";
/// An id that is not a name.
pub const DECK_BAD_ID: &str = "deck.bad-id";
/// Two files of one folder with one id.
pub const DECK_DUPLICATE_ID: &str = "deck.duplicate-id";
/// A deck without cards.
pub const DECK_EMPTY: &str = "deck.empty";
/// A retention outside its range.
pub const DECK_BAD_RETENTION: &str = "deck.bad-retention";

/// An id that is not a name.
pub const CARD_BAD_ID: &str = "card.bad-id";
/// A card without an id, which `check --write-ids` gives one.
pub const CARD_NO_ID: &str = "card.no-id";
/// Two cards with one id.
pub const CARD_DUPLICATE_ID: &str = "card.duplicate-id";
/// No `prompt:`.
pub const CARD_NO_PROMPT: &str = "card.no-prompt";
/// None of the answer keys.
pub const CARD_NO_ANSWER: &str = "card.no-answer";
/// Two answer keys.
pub const CARD_TWO_ANSWERS: &str = "card.two-answers";
/// Both `fact:` and `facts:`.
pub const CARD_TWO_FACTS: &str = "card.two-facts";
/// A fact that is not a name.
pub const CARD_BAD_FACT: &str = "card.bad-fact";
/// A date that does not exist or cannot be read.
pub const CARD_BAD_DATE: &str = "card.bad-date";
/// A precision finer than the date.
pub const CARD_TOO_FINE: &str = "card.too-fine";
/// A number that cannot be read.
pub const CARD_BAD_NUMBER: &str = "card.bad-number";
/// A unit that is not one.
pub const CARD_BAD_UNIT: &str = "card.bad-unit";
/// A margin that cannot be read, or is negative.
pub const CARD_BAD_MARGIN: &str = "card.bad-margin";
/// A wrong option that is right.
pub const CARD_CHOICE_IS_ANSWER: &str = "card.choice-is-answer";
/// Too few texts to make a set, an order or a match.
pub const CARD_TOO_FEW: &str = "card.too-few";
/// `form: choice` or `grow` without choices.
pub const CARD_NO_CHOICES: &str = "card.no-choices";
/// `after:` names a card that does not exist.
pub const CARD_UNKNOWN_AFTER: &str = "card.unknown-after";
/// Cards that wait for each other.
pub const CARD_AFTER_CIRCLE: &str = "card.after-circle";
/// A picture outside the deck's folder.
pub const CARD_BAD_IMAGE: &str = "card.bad-image";
/// A picture without words for it.
pub const CARD_NO_ALT: &str = "card.no-alt";
/// A cloze without a gap.
pub const CARD_NO_GAP: &str = "card.no-gap";
/// A gap with nothing in it.
pub const CARD_EMPTY_GAP: &str = "card.empty-gap";
/// A `{{` without `}}`.
pub const CARD_OPEN_GAP: &str = "card.open-gap";
