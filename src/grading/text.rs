//! Texts: right when they fold to the same, forgiven a slip of the keyboard when it can mean nothing else.

use super::{Judgement, Miss, Note};
use crate::card::{Answer, Card};
use crate::fold::{
    Comparison, Liberties, Script, Strictness, Tolerance, compare, fold, has_diacritics,
};

/// Folded characters from which a single slip is forgiven.
const FORGIVING_LENGTH: usize = 6;

/// Letters from which one word can stand for more of them.
const TELLING_LENGTH: usize = 4;

/// Words of that length that stand for nothing.
const SMALL_WORDS: [&str; 16] = [
    "about", "after", "against", "before", "between", "from", "into", "more", "over", "than",
    "that", "their", "this", "under", "upon", "with",
];

/// What a typed text is judged by.
pub(super) struct TextKey<'a> {
    /// The answer as shown.
    pub(super) expected: &'a str,
    /// Other texts that are right.
    pub(super) accept: &'a [String],
    /// What is not forgiven.
    pub(super) strictness: Strictness,
    /// All texts of the deck; a slip must not come as near to one of them.
    pub(super) known: &'a [&'a str],
}

/// Returns every text answer and option of a deck.
pub(super) fn known(deck: &[Card]) -> Vec<&str> {
    let none: [&[String]; 3] = [&[]; 3];
    deck.iter()
        .flat_map(|card| match &card.answer {
            Answer::Text {
                expected,
                accept,
                choices,
            } => [std::slice::from_ref(expected), accept, choices],
            Answer::Set { expected, choices } => [expected.as_slice(), &[], choices],
            Answer::Date { .. }
            | Answer::Figure { .. }
            | Answer::Order { .. }
            | Answer::Match { .. }
            | Answer::Flip { .. } => none,
        })
        .flatten()
        .map(String::as_str)
        .collect()
}

/// Judges a typed text.
///
/// A slip is right, with a note, when it is a single one in a text of some length, nothing is strict, and no other text of the deck is as near;
/// it is close otherwise. A response that is another text of the deck is no slip.
pub(super) fn judge(key: &TextKey<'_>, typed: &str) -> Judgement {
    let script = key.strictness.script;
    let nearest = key
        .right()
        .map(|right| (right, compare(right, typed, script)))
        .min_by_key(|(_, comparison)| rank(*comparison));
    match nearest {
        Some((right, Comparison::Same(liberties))) => judge_same(key, right, liberties),
        Some((right, Comparison::Slip(distance))) => judge_slip(key, right, typed, distance),
        Some((_, Comparison::Different)) | None => judge_other(key, typed),
    }
}

/// Tells whether two texts are one, whatever the liberties.
pub(super) fn is_same(expected: &str, typed: &str, script: Script) -> bool {
    matches!(compare(expected, typed, script), Comparison::Same(_))
}

impl<'a> TextKey<'a> {
    /// The texts that are right, the answer first.
    fn right(&self) -> impl Iterator<Item = &'a str> {
        std::iter::once(self.expected).chain(self.accept.iter().map(String::as_str))
    }
}

/// Nearest first.
fn rank(comparison: Comparison) -> usize {
    match comparison {
        Comparison::Same(liberties) if liberties == Liberties::default() => 0,
        Comparison::Same(_) => 1,
        Comparison::Slip(distance) => 1 + distance,
        Comparison::Different => usize::MAX,
    }
}

fn judge_same(key: &TextKey<'_>, right: &str, liberties: Liberties) -> Judgement {
    let is_breach = |taken: bool, tolerance: Tolerance| taken && tolerance == Tolerance::Strict;
    if is_breach(liberties.spelling, key.strictness.spelling) {
        return Judgement::close(Miss::Spelling);
    }
    if is_breach(liberties.diacritics, key.strictness.diacritics) {
        return Judgement::close(Miss::Diacritics);
    }
    if is_breach(liberties.case, key.strictness.case) {
        return Judgement::close(Miss::Case);
    }
    let is_misspelt = liberties.spelling || (liberties.diacritics && has_diacritics(right));
    let is_another =
        || compare(key.expected, right, key.strictness.script) == Comparison::Different;
    Judgement::correct(if is_misspelt {
        Some(spelling(right))
    } else if is_another() {
        Some(Note::Accepted)
    } else {
        None
    })
}

fn judge_slip(key: &TextKey<'_>, right: &str, typed: &str, distance: usize) -> Judgement {
    let Strictness {
        spelling: letters,
        diacritics,
        case,
        script,
    } = key.strictness;
    let is_right = |text: &str| key.right().any(|right| is_same(right, text, script));
    let others: Vec<Comparison> = key
        .known
        .iter()
        .filter(|text| !is_right(text))
        .map(|text| compare(text, typed, script))
        .collect();
    let is_near = |other: &Comparison| matches!(other, Comparison::Slip(far) if *far <= distance);
    if others
        .iter()
        .any(|other| matches!(other, Comparison::Same(_)))
    {
        return Judgement::wrong(Miss::Different);
    }
    let is_forgiven = distance == 1
        && fold(right, script).as_ref().chars().count() >= FORGIVING_LENGTH
        && [letters, diacritics, case]
            .iter()
            .all(|tolerance| *tolerance == Tolerance::Forgiving)
        && !others.iter().any(is_near);
    if is_forgiven {
        Judgement::correct(Some(spelling(right)))
    } else if is_part(right, typed, script) {
        // `Switzerland` for `in Switzerland` is spelt well, and short.
        Judgement::close(Miss::Part {
            of: right.to_owned(),
        })
    } else {
        Judgement::close(Miss::Spelling)
    }
}

/// Neither right nor a slip: some words of the answer, unless they are a text of the deck themselves.
fn judge_other(key: &TextKey<'_>, typed: &str) -> Judgement {
    let script = key.strictness.script;
    let is_known = key.known.iter().any(|text| is_same(text, typed, script));
    match key.right().find(|right| is_part(right, typed, script)) {
        Some(right) if !is_known => Judgement::close(Miss::Part {
            of: right.to_owned(),
        }),
        Some(_) | None => Judgement::wrong(Miss::Different),
    }
}

/// Tells whether `typed` is some of the words of `whole`, side by side, with one among them that says something; figures are
/// never left out.
fn is_part(whole: &str, typed: &str, script: Script) -> bool {
    let folded = |text: &str| -> Vec<String> {
        let words = text.split(|sign: char| !sign.is_alphanumeric() && sign != '\'');
        words
            .map(|word| fold(word, script).as_ref().to_owned())
            .filter(|word| !word.is_empty())
            .collect()
    };
    let (whole, part) = (folded(whole), folded(typed));
    let says_something = part.iter().any(|word| {
        word.chars().count() >= TELLING_LENGTH && !SMALL_WORDS.contains(&word.as_str())
    });
    let has_digit = |word: &&String| word.contains(|sign: char| sign.is_numeric());
    says_something
        && whole
            .iter()
            .filter(has_digit)
            .all(|word| part.contains(word))
        && part.len() < whole.len()
        && whole.windows(part.len()).any(|words| *words == *part)
}

fn spelling(right: &str) -> Note {
    Note::Spelling {
        right: right.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 5] = ["Kublai Khan", "Tsushima", "Takashima", "Hakata Bay", "Iki"];

    #[track_caller]
    fn judged(
        expected: &str,
        accept: &[&str],
        strictness: Strictness,
        typed: &str,
        judgement: &Judgement,
    ) {
        let accept: Vec<String> = accept.iter().map(|text| (*text).to_owned()).collect();
        let known: Vec<&str> = KNOWN.into_iter().chain([expected]).collect();
        let key = TextKey {
            expected,
            accept: &accept,
            strictness,
            known: &known,
        };
        assert_eq!(judge(&key, typed), *judgement, "{expected:?} {typed:?}");
    }

    #[track_caller]
    fn right(expected: &str, typed: &str) {
        judged(
            expected,
            &[],
            Strictness::default(),
            typed,
            &Judgement::correct(None),
        );
    }

    #[track_caller]
    fn noted(expected: &str, typed: &str) {
        let note = Judgement::correct(Some(spelling(expected)));
        judged(expected, &[], Strictness::default(), typed, &note);
    }

    #[track_caller]
    fn close(expected: &str, typed: &str) {
        judged(
            expected,
            &[],
            Strictness::default(),
            typed,
            &Judgement::close(Miss::Spelling),
        );
    }

    #[track_caller]
    fn wrong(expected: &str, typed: &str) {
        judged(
            expected,
            &[],
            Strictness::default(),
            typed,
            &Judgement::wrong(Miss::Different),
        );
    }

    #[test]
    fn case_punctuation_and_articles_are_no_matter() {
        right("Kōan", "Kōan");
        right("Kōan", "KŌAN");
        right("Bun'ei", "bunei");
        right("Bun'ei", "Bun’ei");
        right("the Mongol Empire", "mongol empire");
        right("Ulan Bator", "ulan-bator");
        right("St. Petersburg", "st petersburg");
        right("trade and aid", "trade & aid");
        right("Koan", "Kōan");
    }

    #[test]
    fn the_right_spelling_is_told_where_it_was_left_away() {
        noted("Kōan", "Koan");
        noted("Kōan", "koan");
        noted("Łódź", "Lodz");
        noted("Ulan Bator", "Ulanbator");
        let hepburn = Strictness {
            script: Script::Hepburn,
            ..Strictness::default()
        };
        judged(
            "Kōan",
            &[],
            hepburn,
            "Kouan",
            &Judgement::correct(Some(spelling("Kōan"))),
        );
        judged(
            "Kōan",
            &[],
            Strictness::default(),
            "Kouan",
            &Judgement::close(Miss::Spelling),
        );
    }

    #[test]
    fn one_slip_in_a_long_text_is_forgiven() {
        noted("Kublai Khan", "Kublai Kahn");
        noted("Mongolia", "Mongolai");
        noted("Kamakura shogunate", "Kamakura shogunat");
    }

    #[test]
    fn more_slips_or_a_short_text_are_close() {
        close("Kublai Khan", "Kubali Kahn");
        close("Khaan", "Khan");
        close("Japan", "Japam");
    }

    #[test]
    fn what_is_too_far_is_wrong() {
        wrong("Kublai Khan", "Genghis Khan");
        wrong("Iki", "Ika");
        wrong("Khan", "Ghan");
        wrong("Japan", "Korea");
    }

    #[test]
    fn a_slip_as_near_to_another_text_is_close() {
        // One letter from either.
        let known = ["Takashima", "Takeshima"];
        let key = TextKey {
            expected: "Takashima",
            accept: &[],
            strictness: Strictness::default(),
            known: &known,
        };
        assert_eq!(judge(&key, "Takushima"), Judgement::close(Miss::Spelling));
        assert_eq!(
            judge(&key, "Takashimo"),
            Judgement::correct(Some(spelling("Takashima")))
        );
    }

    #[test]
    fn another_text_of_the_deck_is_no_slip() {
        let known = ["Takashima", "Tsushima", "Takeshima"];
        let key = TextKey {
            expected: "Takashima",
            accept: &[],
            strictness: Strictness::default(),
            known: &known,
        };
        assert_eq!(judge(&key, "takeshima"), Judgement::wrong(Miss::Different));
    }

    #[track_caller]
    fn part(expected: &str, typed: &str) {
        let of = expected.to_owned();
        let judgement = Judgement::close(Miss::Part { of });
        judged(expected, &[], Strictness::default(), typed, &judgement);
    }

    #[test]
    fn words_of_the_answer_are_a_part_of_it() {
        part("Ferdinand de Lesseps", "Lesseps");
        part("Ferdinand de Lesseps", "de lesseps");
        // As near as two slips, and no slip.
        part("in Switzerland", "Switzerland");
        part("Ferdinand de Lesseps", "ferdinand");
        part("shield volcano", "shield");
        part("the Kōan War", "koan");
        wrong("Ferdinand de Lesseps", "de");
        wrong("Ferdinand de Lesseps", "esseps");
        wrong("trade with China", "with");
        wrong("Sea of Japan", "sea");
    }

    #[test]
    fn a_part_that_is_another_text_of_the_deck_is_wrong() {
        wrong("the bay of Tsushima", "Tsushima");
    }

    #[test]
    fn digits_never_slip() {
        wrong("Expo 70 in Osaka", "Expo 71 in Osaka");
        wrong("Resolution 1718", "Resolution 1781");
        wrong("Article 9", "Article");
    }

    #[test]
    fn accepted_texts_are_right() {
        let plain = Strictness::default();
        let accept = ["Khubilai", "Kublai"];
        judged(
            "Kublai Khan",
            &accept,
            plain,
            "kublai",
            &Judgement::correct(Some(Note::Accepted)),
        );
        judged(
            "Kublai Khan",
            &accept,
            plain,
            "Khubilia",
            &Judgement::correct(Some(spelling("Khubilai"))),
        );
        judged(
            "Töv",
            &["Tuv"],
            plain,
            "Tuv",
            &Judgement::correct(Some(Note::Accepted)),
        );
        judged(
            "Ulaanbaatar",
            &["Ulaanbatar"],
            plain,
            "Ulaanbatar",
            &Judgement::correct(None),
        );
    }

    #[test]
    fn what_is_strict_is_close() {
        let case = Strictness {
            case: Tolerance::Strict,
            ..Strictness::default()
        };
        judged("Kōan", &[], case, "kōan", &Judgement::close(Miss::Case));
        judged(
            "Kōan",
            &[],
            case,
            "Koan",
            &Judgement::correct(Some(spelling("Kōan"))),
        );
        let diacritics = Strictness {
            diacritics: Tolerance::Strict,
            ..Strictness::default()
        };
        judged(
            "Kōan",
            &[],
            diacritics,
            "koan",
            &Judgement::close(Miss::Diacritics),
        );
        judged("Kōan", &[], diacritics, "kōan", &Judgement::correct(None));
        let letters = Strictness {
            spelling: Tolerance::Strict,
            ..Strictness::default()
        };
        judged(
            "Mongolia",
            &[],
            letters,
            "Mongolai",
            &Judgement::close(Miss::Spelling),
        );
        judged(
            "Ulan Bator",
            &[],
            letters,
            "Ulanbator",
            &Judgement::close(Miss::Spelling),
        );
        judged(
            "Mongolia",
            &[],
            letters,
            "mongolia",
            &Judgement::correct(None),
        );
    }

    #[test]
    fn long_texts_are_judged_like_short_ones() {
        let long = "The Mongol fleet was destroyed by a storm in the bay of Imari";
        noted(
            long,
            "the mongol fleet was destroyed by a strom in the bay of imari",
        );
        wrong(long, "the fleet sank");
    }
}
