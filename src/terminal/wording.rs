//! The words for what the core says as data: verdicts, misses, notes, and why a line means nothing.
//!
//! Everything here is short enough for one line, lower case, without a final stop; the faces build sentences of it.

use std::path::Path;

use crate::card::CardId;
use crate::grading::{End, Judgement, Miss, Note, Side, Unreadable};
use crate::question::Asked;
use crate::review::Verdict;
use crate::session::{Invalid, Judged, Return, Skip};
use crate::when::Precision;

use super::invocation::Invocation;
use super::style::Style;

/// What a verdict says at first glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Headline {
    pub(super) sign: &'static str,
    pub(super) word: &'static str,
    pub(super) style: Style,
    /// What was missed, where the word does not say it.
    pub(super) miss: Option<String>,
}

/// Returns the headline of a judgement. Whoever owns up to not knowing has done nothing wrong.
pub(super) fn headline(judgement: &Judgement) -> Headline {
    let (sign, word, style) = match (judgement.verdict, &judgement.miss) {
        (_, Some(Miss::Unknown)) => {
            return Headline {
                sign: "–",
                word: "Not known yet",
                style: Style::Near,
                miss: None,
            };
        }
        (Verdict::Correct, _) => ("✓", "Correct", Style::Right),
        (Verdict::Close, _) => ("~", "Close", Style::Near),
        (Verdict::Wrong, _) => ("✗", "Wrong", Style::Off),
    };
    Headline {
        sign,
        word,
        style,
        miss: judgement.miss.as_ref().and_then(worth_saying),
    }
}

/// A text that is plainly another one needs no words: the answer follows.
fn worth_saying(missed: &Miss) -> Option<String> {
    (*missed != Miss::Different).then(|| miss(missed))
}

/// What was missed.
pub(super) fn miss(miss: &Miss) -> String {
    match miss {
        Miss::Unknown => "not known".to_owned(),
        Miss::OtherCard { about, at, .. } => match at {
            Some(at) => format!("that is the {} of {about}", precision(*at)),
            None => format!("that belongs to {about}"),
        },
        Miss::Coarser { asked } => format!("right, but the {} is asked", precision(*asked)),
        Miss::OneEnd { given: End::First } => "that is the start; the end is asked too".to_owned(),
        Miss::OneEnd { given: End::Last } => "that is the end; the start is asked too".to_owned(),
        Miss::NoSeason => "right, but the season is asked".to_owned(),
        Miss::WrongMonth => "right year, wrong month".to_owned(),
        Miss::WrongDay => "right month, wrong day".to_owned(),
        Miss::WrongYear { years, side } => {
            format!(
                "right day and month, but {} {}",
                count(*years, "year"),
                late(*side)
            )
        }
        Miss::WrongEra => "right number, but BC and AD are mixed up".to_owned(),
        Miss::NoEra => "right number; say BC with it".to_owned(),
        Miss::OffYears { years, .. } => format!("off by {}", count(*years, "year")),
        Miss::OffPeriods { unit, count: n, .. } => format!("off by {}", periods(*n, *unit)),
        Miss::Approximate => "right, but the year is known exactly".to_owned(),
        Miss::OffPercent { percent, side } => format!("{percent} % {}", high(*side)),
        Miss::OffAmount { amount, side } => format!("{amount} too {}", high(*side)),
        Miss::OffFactor { power, side } => zeros(*power, *side),
        Miss::Share => "as a share; a percentage is asked".to_owned(),
        Miss::WrongUnit { wanted } => format!("the answer is in {wanted}"),
        Miss::WrongDirection => "right figure, but “more” and “less” are mixed up".to_owned(),
        Miss::Spelling => "nearly, but the spelling is off".to_owned(),
        Miss::Case => "right but for capital and small letters".to_owned(),
        Miss::Diacritics => "right but for the marks on the letters".to_owned(),
        Miss::Part { of } => format!("part of it: {of}; a teacher can let that count"),
        Miss::Different => "not that".to_owned(),
        Miss::Set { missing, extra } => set(missing, extra),
        Miss::Places { right: 0, .. } => "none in its place".to_owned(),
        Miss::Places { right, of } => format!("{right} of {of} in place"),
    }
}

/// What there is to say besides the verdict.
pub(super) fn note(note: &Note) -> String {
    match note {
        Note::Spelling { right } => format!("check the spelling: {right}"),
        Note::Accepted => "that counts too".to_owned(),
        Note::ReadDate(date) => format!("read as {date}"),
        Note::ReadNumber(number) => format!("read as {number}"),
        Note::Converted { number, unit } => format!("that is {number} {unit}"),
        Note::WithinMargin => "near enough".to_owned(),
    }
}

/// Why a line means nothing, and what to do instead.
pub(super) fn invalid(invalid: &Invalid) -> String {
    match invalid {
        Invalid::Unreadable(reason) => unreadable(reason),
        Invalid::RevealFirst => "turn the card over first, with :reveal".to_owned(),
        Invalid::RateFirst => "say how well you knew it: again, hard, good or easy".to_owned(),
        Invalid::NothingToReveal => {
            "only a flip card can be turned over; type an answer, or nothing if you don't know it"
                .to_owned()
        }
        Invalid::NothingToRate => "there is no answer yet to rate otherwise".to_owned(),
        Invalid::NothingToUndo => "there is no answer to take back".to_owned(),
        Invalid::EmptyFlag => {
            "say what is wrong with the question, such as \":flag it was 1275\"".to_owned()
        }
        Invalid::NoQuestion => "no question is open".to_owned(),
    }
}

/// Why a response cannot be judged.
pub(super) fn unreadable(reason: &Unreadable) -> String {
    match reason {
        Unreadable::NotADate => {
            "this is not a date; write it like 1281, August 1281 or 15 August 1281".to_owned()
        }
        Unreadable::NoSuchDate(why) => why.clone(),
        Unreadable::AmbiguousDate(one, other) => {
            format!("this can be {one} or {other}; write the month as a word")
        }
        Unreadable::NotANumber => {
            "this is not a figure; write it like 20,000 or 1.65 million".to_owned()
        }
        Unreadable::AmbiguousNumber(one, other) => {
            format!("this can be {one} or {other}; write it without separators")
        }
        Unreadable::NoSuchOption(options) => {
            format!(
                "there is no such option; choose from a to {}",
                letter(options.saturating_sub(1))
            )
        }
        Unreadable::NotAnOrder(items) => {
            format!("give each of the {items} letters once, first one first, such as b a c")
        }
        Unreadable::NotPairs(pairs) => {
            format!("give {pairs} pairs of a letter and a number, such as a2 b1 c3")
        }
        Unreadable::SelfRated => {
            "this card is rated, not answered; type again, hard, good or easy".to_owned()
        }
        Unreadable::TooLong => "this is too long for an answer".to_owned(),
    }
}

/// Where answers are kept, told once.
pub(super) fn kept(place: &Path) -> String {
    format!("your answers are kept in {}", place.display())
}

/// A word with a colon that is no command.
pub(super) fn unknown_command(word: &str) -> String {
    format!("\":{word}\" is no command; :help lists them, and \"::\" begins an answer with a colon")
}

/// How a question of this form is answered, where that is not plain.
pub(super) fn how_to_answer(asked: &Asked) -> Option<&'static str> {
    match asked {
        Asked::Text | Asked::Date | Asked::Number | Asked::Cloze => None,
        Asked::Set => Some("Several answers, in any order, with a semicolon between them."),
        Asked::Choice(_) => Some("One letter."),
        Asked::Choices(_) => Some("All right letters, such as a c."),
        Asked::Order(_) => Some("The letters in order, first one first, such as b a c."),
        Asked::Match { .. } => Some("Each letter with its number, such as a2 b1 c3."),
        Asked::Flip => Some("Think of the answer, then turn the card over."),
    }
}

/// When a card comes back.
pub(super) fn comes_back(judged: &Judged) -> String {
    match (judged.returns, judged.interval.0) {
        (Return::Today, _) => "again today".to_owned(),
        (Return::WhenDue, 0) => "today".to_owned(),
        (Return::WhenDue, 1) => format!("{}, tomorrow", judged.due),
        (Return::WhenDue, _) => format!("{}, in {}", judged.due, judged.interval),
    }
}

/// How a card was put aside.
pub(super) fn skipped(how: Skip) -> &'static str {
    match how {
        Skip::Later => "this card comes later",
        Skip::Buried => "this card comes tomorrow",
        Skip::Suspended => "this card is taken out until you ask it back",
    }
}

/// What is said of a card failed past the limit. The next question is asked already, so `:suspend` would take that one out.
pub(super) fn leech(card: &CardId, invocation: &Invocation) -> String {
    let suspend = invocation.line(&format!("card {card} suspend"));
    format!(
        "this card slips away again and again; a memory hook may help, or take it out: {suspend}"
    )
}

/// What is said when nothing is left to ask.
pub(super) const DONE: &str = "that was the last card";

/// The commands and what they do, for `:help`.
pub(super) const COMMANDS: [(&str, &str); 9] = [
    (":hint", "show the hint"),
    (":reveal", "turn a flip card over"),
    (":again :hard :good :easy", "rate the last answer otherwise"),
    (":undo", "take the last answer back"),
    (":skip", "ask this card later"),
    (":bury", "put this card off until tomorrow"),
    (":suspend", "take this card out"),
    (":flag TEXT", "say that this question is wrong"),
    (":quit", "end the session"),
];

/// The letter of an option, from 0.
pub(super) fn letter(index: usize) -> String {
    ('a'..='z')
        .nth(index)
        .map_or_else(|| (index + 1).to_string(), String::from)
}

/// Makes a sentence of words: a capital first, a full stop last.
pub(super) fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(char::to_uppercase).into_iter().flatten();
    let mut sentence: String = first.chain(chars).collect();
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}

/// `1 year`, `7 years`.
pub(super) fn count(n: impl Into<u64>, noun: &str) -> String {
    match n.into() {
        1 => format!("1 {noun}"),
        n => format!("{n} {noun}s"),
    }
}

/// `1 card`, `7 cards`.
pub(super) fn cards(n: usize) -> String {
    count(u64::try_from(n).unwrap_or(u64::MAX), "card")
}

fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Century => "century",
        Precision::Decade => "decade",
        Precision::Year => "year",
        Precision::Month => "month",
        Precision::Day => "day",
    }
}

fn periods(n: u32, unit: Precision) -> String {
    match unit {
        Precision::Century if n != 1 => format!("{n} centuries"),
        Precision::Century
        | Precision::Decade
        | Precision::Year
        | Precision::Month
        | Precision::Day => count(n, precision(unit)),
    }
}

fn late(side: Side) -> &'static str {
    match side {
        Side::Under => "too early",
        Side::Over => "too late",
    }
}

fn high(side: Side) -> &'static str {
    match side {
        Side::Under => "low",
        Side::Over => "high",
    }
}

fn zeros(power: u32, side: Side) -> String {
    let zeros = match power {
        1 => "one zero".to_owned(),
        2 => "two zeros".to_owned(),
        3 => "three zeros".to_owned(),
        n => format!("{n} zeros"),
    };
    match side {
        Side::Under => format!("{zeros} too few"),
        Side::Over => format!("{zeros} too many"),
    }
}

fn set(missing: &[String], extra: &[String]) -> String {
    let missing = (!missing.is_empty()).then(|| format!("missing: {}", missing.join(", ")));
    let extra = (!extra.is_empty()).then(|| format!("not among them: {}", extra.join(", ")));
    [missing, extra]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Number;
    use crate::when::HistoricDate;

    fn number(text: &str) -> Number {
        text.parse().expect("a number")
    }

    fn date(edtf: &str) -> HistoricDate {
        HistoricDate::parse(edtf).expect("a date")
    }

    fn other_card(at: Option<Precision>) -> Miss {
        Miss::OtherCard {
            fact: "second-fleet".parse().expect("a fact"),
            about: "the second fleet".to_owned(),
            at,
        }
    }

    #[test]
    fn not_knowing_is_not_called_wrong() {
        let judgement = |miss| Judgement {
            verdict: Verdict::Wrong,
            miss: Some(miss),
            note: None,
            feedback: None,
        };
        let unknown = headline(&judgement(Miss::Unknown));
        assert_eq!((unknown.word, unknown.miss), ("Not known yet", None));
        let different = headline(&judgement(Miss::Different));
        assert_eq!((different.word, different.miss), ("Wrong", None));
    }

    #[test]
    fn a_missed_date_has_its_words() {
        use Side::{Over, Under};
        let off_periods = |unit, count| Miss::OffPeriods {
            unit,
            count,
            side: Over,
        };
        for (given, words) in [
            (Miss::Unknown, "not known"),
            (
                other_card(Some(Precision::Year)),
                "that is the year of the second fleet",
            ),
            (other_card(None), "that belongs to the second fleet"),
            (
                Miss::Coarser {
                    asked: Precision::Day,
                },
                "right, but the day is asked",
            ),
            (
                Miss::OneEnd { given: End::First },
                "that is the start; the end is asked too",
            ),
            (
                Miss::OneEnd { given: End::Last },
                "that is the end; the start is asked too",
            ),
            (Miss::NoSeason, "right, but the season is asked"),
            (Miss::NoEra, "right number; say BC with it"),
            (Miss::WrongMonth, "right year, wrong month"),
            (Miss::WrongDay, "right month, wrong day"),
            (
                Miss::WrongYear {
                    years: 2,
                    side: Over,
                },
                "right day and month, but 2 years too late",
            ),
            (Miss::WrongEra, "right number, but BC and AD are mixed up"),
            (
                Miss::OffYears {
                    years: 7,
                    side: Under,
                },
                "off by 7 years",
            ),
            (
                Miss::OffYears {
                    years: 1,
                    side: Over,
                },
                "off by 1 year",
            ),
            (off_periods(Precision::Decade, 2), "off by 2 decades"),
            (off_periods(Precision::Century, 1), "off by 1 century"),
            (off_periods(Precision::Century, 3), "off by 3 centuries"),
            (Miss::Approximate, "right, but the year is known exactly"),
        ] {
            assert_eq!(miss(&given), words, "{given:?}");
        }
    }

    #[test]
    fn a_missed_figure_or_text_has_its_words() {
        use Side::{Over, Under};
        let set = |missing: &[&str], extra: &[&str]| Miss::Set {
            missing: missing.iter().map(ToString::to_string).collect(),
            extra: extra.iter().map(ToString::to_string).collect(),
        };
        for (given, words) in [
            (
                Miss::OffPercent {
                    percent: 12,
                    side: Over,
                },
                "12 % high",
            ),
            (
                Miss::OffPercent {
                    percent: 3,
                    side: Under,
                },
                "3 % low",
            ),
            (
                Miss::OffAmount {
                    amount: number("2"),
                    side: Under,
                },
                "2 too low",
            ),
            (
                Miss::OffFactor {
                    power: 1,
                    side: Over,
                },
                "one zero too many",
            ),
            (
                Miss::OffFactor {
                    power: 2,
                    side: Under,
                },
                "two zeros too few",
            ),
            (Miss::Share, "as a share; a percentage is asked"),
            (
                Miss::WrongUnit {
                    wanted: "km".to_owned(),
                },
                "the answer is in km",
            ),
            (
                Miss::WrongDirection,
                "right figure, but “more” and “less” are mixed up",
            ),
            (Miss::Spelling, "nearly, but the spelling is off"),
            (Miss::Case, "right but for capital and small letters"),
            (Miss::Diacritics, "right but for the marks on the letters"),
            (
                Miss::Part {
                    of: "Ferdinand de Lesseps".to_owned(),
                },
                "part of it: Ferdinand de Lesseps; a teacher can let that count",
            ),
            (Miss::Different, "not that"),
            (set(&["Iki"], &[]), "missing: Iki"),
            (
                set(&["Iki", "Tsushima"], &["Kyoto"]),
                "missing: Iki, Tsushima; not among them: Kyoto",
            ),
            (Miss::Places { right: 2, of: 3 }, "2 of 3 in place"),
            (Miss::Places { right: 0, of: 3 }, "none in its place"),
        ] {
            assert_eq!(miss(&given), words, "{given:?}");
        }
    }

    #[test]
    fn every_note_has_its_words() {
        for (given, words) in [
            (
                Note::Spelling {
                    right: "Kōan".to_owned(),
                },
                "check the spelling: Kōan",
            ),
            (Note::Accepted, "that counts too"),
            (Note::ReadDate(date("1972-04-03")), "read as 3 April 1972"),
            (Note::ReadNumber(number("1234")), "read as 1,234"),
            (
                Note::Converted {
                    number: number("1200"),
                    unit: "km".to_owned(),
                },
                "that is 1,200 km",
            ),
            (Note::WithinMargin, "near enough"),
        ] {
            assert_eq!(note(&given), words, "{given:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_what_to_write() {
        for (given, words) in [
            (
                Unreadable::NotADate,
                "this is not a date; write it like 1281, August 1281 or 15 August 1281",
            ),
            (
                Unreadable::NoSuchDate("there is no month 13".to_owned()),
                "there is no month 13",
            ),
            (
                Unreadable::AmbiguousDate(date("1972-04-03"), date("1972-03-04")),
                "this can be 3 April 1972 or 4 March 1972; write the month as a word",
            ),
            (
                Unreadable::NotANumber,
                "this is not a figure; write it like 20,000 or 1.65 million",
            ),
            (
                Unreadable::AmbiguousNumber(number("1234"), number("1.234")),
                "this can be 1,234 or 1.234; write it without separators",
            ),
            (
                Unreadable::NoSuchOption(4),
                "there is no such option; choose from a to d",
            ),
            (
                Unreadable::NotAnOrder(3),
                "give each of the 3 letters once, first one first, such as b a c",
            ),
            (
                Unreadable::NotPairs(3),
                "give 3 pairs of a letter and a number, such as a2 b1 c3",
            ),
            (Unreadable::TooLong, "this is too long for an answer"),
        ] {
            assert_eq!(unreadable(&given), words, "{given:?}");
            assert_eq!(invalid(&Invalid::Unreadable(given)), words);
        }
    }

    #[test]
    fn letters_follow_the_alphabet() {
        assert_eq!((letter(0), letter(25)), ("a".to_owned(), "z".to_owned()));
    }
}
