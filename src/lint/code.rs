//! The names of the lints. They are stable: `allow` and scripts name them, teachers search for them.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = $code;)*

        /// All of them, in the order of this file.
        pub const ALL: &[&str] = &[$($name,)*];
    };
}

codes! {
    /// The prompt holds the answer.
    ANSWER_IN_PROMPT = "lint.answer-in-prompt";
    /// The answer of a gap stands elsewhere in its sentence.
    GAP_ELSEWHERE = "lint.gap-elsewhere";
    /// The hint holds the answer.
    ANSWER_IN_HINT = "lint.answer-in-hint";
    /// `about` holds the answer.
    ANSWER_IN_ABOUT = "lint.answer-in-about";
    /// Only the right option repeats a word of the question.
    ECHOED_WORD = "lint.echoed-word";
    /// The prompt asks for two things.
    TWO_QUESTIONS = "lint.two-questions";
    /// Yes or no.
    YES_NO = "lint.yes-no";
    /// The prompt names another precision than the card asks.
    OTHER_PRECISION = "lint.other-precision";
    /// More to type than anybody types right.
    LONG_ANSWER = "lint.long-answer";

    /// A wrong option that is right.
    TWO_RIGHT_OPTIONS = "lint.two-right-options";
    /// Two wrong options that say the same.
    SAME_OPTIONS = "lint.same-options";
    /// The right option is the only long one.
    LONG_OPTION = "lint.long-option";
    /// The right option is the only round one, or the only exact one.
    ROUND_OPTION = "lint.round-option";
    /// The right option lies far from all others.
    FAR_OPTION = "lint.far-option";
    /// An option that stands for others.
    ALL_OF_THESE = "lint.all-of-these";
    /// Wrong options that are never shown.
    IDLE_CHOICES = "lint.idle-choices";
    /// A margin that makes a wrong option right.
    MARGIN_SWALLOWS = "lint.margin-swallows";

    /// An alternative that is right anyway.
    IDLE_ALTERNATIVE = "lint.idle-alternative";
    /// A response foreseen as wrong that is right.
    WRONG_IS_RIGHT = "lint.wrong-is-right";
    /// A response foreseen that nobody can give.
    WRONG_UNREACHABLE = "lint.wrong-unreachable";
    /// A measure without its unit.
    NO_UNIT = "lint.no-unit";
    /// A gap with digits that is asked as a text.
    GAP_AS_TEXT = "lint.gap-as-text";
    /// A year far ahead.
    LATE_YEAR = "lint.late-year";
    /// Items to be put in order that have one date.
    ORDER_TIE = "lint.order-tie";
    /// Items to be put in order that show their dates.
    ORDER_SHOWN = "lint.order-shown";

    /// Two cards that ask the same.
    NEAR_IDENTICAL = "lint.near-identical";
    /// One prompt with two answers.
    SAME_PROMPT = "lint.same-prompt";
    /// Cards that tell each other's answers in every order.
    MUTUAL_TELLS = "lint.mutual-tells";
    /// No explanation where the others have one.
    NO_EXPLANATION = "lint.no-explanation";
    /// No source where the others have one.
    NO_SOURCE = "lint.no-source";
    /// A picture that is not there.
    NO_PICTURE = "lint.no-picture";

    /// A number that a comma made two items of.
    COMMA_SPLIT = "lint.comma-split";
    /// Markup that is shown as it is typed.
    MARKUP = "lint.markup";
    /// Braces of a gap outside a cloze.
    STRAY_GAP = "lint.stray-gap";
    /// A character nobody sees.
    INVISIBLE_CHARACTER = "lint.invisible-character";
    /// More rows than a screen has.
    TOO_TALL = "lint.too-tall";

    /// `allow` names no lint.
    UNKNOWN_ALLOW = "lint.unknown-allow";
    /// `allow` silences nothing.
    IDLE_ALLOW = "lint.idle-allow";
}
