//! The names of what can be wrong with a fact base. They are stable: teachers search for them, scripts name them.

/// A file that is empty or no fact base.
pub const SHAPE: &str = "fact.shape";
/// No `version:`, or one this program does not read.
pub const VERSION: &str = "fact.version";
/// No facts.
pub const EMPTY: &str = "fact.empty";
/// An id that is missing, or is not a name.
pub const BAD_ID: &str = "fact.bad-id";
/// Two facts, groups or cards with one id.
pub const DUPLICATE_ID: &str = "fact.duplicate-id";
/// A fact or topic that is named and does not exist.
pub const UNKNOWN: &str = "fact.unknown";
/// A key a fact cannot do without.
pub const MISSING: &str = "fact.missing";
/// No value, and no gap either.
pub const NO_VALUE: &str = "fact.no-value";
/// Two values.
pub const TWO_VALUES: &str = "fact.two-values";
/// A unit nobody else uses, one letter off one that is used; or a number without one.
pub const UNKNOWN_UNIT: &str = "fact.unknown-unit";
/// A `{` that names no value.
pub const BAD_PLACEHOLDER: &str = "fact.bad-placeholder";
/// Eight words in a row of the notes.
pub const CARRIED_OVER: &str = "fact.carried-over";
/// A draft that nobody has reviewed.
pub const UNREVIEWED: &str = "fact.unreviewed";
/// A form that the value cannot be asked in.
pub const BAD_FORM: &str = "fact.bad-form";

/// Notes that cannot be compared with the facts.
pub const NOTES: &str = "fact.notes";
/// A phrase or a question that holds the value it asks for.
pub const LEAK: &str = "fact.leak";
/// A kind that is not that of the value.
pub const KIND: &str = "fact.kind";
/// A day before 1582 that names no calendar.
pub const NO_CALENDAR: &str = "fact.no-calendar";
/// A figure that grows, without the time it was counted.
pub const NO_AS_OF: &str = "fact.no-as-of";
/// Two facts that say the same.
pub const ALIKE: &str = "fact.alike";
/// Two facts that get mixed up, and no phrases to tell them apart with.
pub const RIVALS: &str = "fact.rivals";
/// A question with more than one right answer.
pub const TWO_ANSWERS: &str = "fact.two-answers";
/// A question that should be there: a sentence nobody wrote yet.
pub const NO_SENTENCE: &str = "fact.no-sentence";
/// A core fact that is asked in one form only.
pub const ONE_FORM: &str = "fact.one-form";
/// A fact that could be asked, is not, and does not say why.
pub const UNASKED: &str = "fact.unasked";
/// A question about a fact that cannot be asked: a gap, an anchor, or one that says it is not asked.
pub const ASKED: &str = "fact.asked";
/// A doubtful value asked without naming whose account it is.
pub const NO_ACCOUNT: &str = "fact.no-account";
/// A question that is finer than it is worth.
pub const TOO_FINE: &str = "fact.too-fine";
/// A comparison whose order is not certain, or whose values are the same.
pub const NO_ORDER: &str = "fact.no-order";
