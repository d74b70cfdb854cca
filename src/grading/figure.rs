//! Judges a typed figure: its reading, its unit, its number by the margin (`off`), then its bound.

mod off;

use super::{Judgement, Miss, Note, Unreadable};
use crate::quantity::{Bound, Figure, Margin, Number, Reading, TypedFigure, Unit, read};
use crate::review::Verdict;

use off::{compare_converted, compare_numbers};

/// What a figure is judged by.
pub(super) struct FigureKey<'a> {
    /// The figure asked for.
    pub(super) expected: &'a Figure,
    /// Other figures that are right.
    pub(super) accept: &'a [Figure],
    /// How far off is still right.
    pub(super) margin: &'a Margin,
}

/// Judges `typed`. A missing unit or bound costs nothing; a unit that converts is converted.
///
/// # Errors
///
/// It is no figure, or has two readings that are judged differently.
pub(super) fn judge(key: &FigureKey<'_>, typed: &str) -> Result<Judgement, Unreadable> {
    let typed = read(typed).map_err(|_| Unreadable::NotANumber)?;
    let judged: Vec<(Number, Judgement)> = typed
        .readings_for(key.expected.unit())
        .into_iter()
        .map(|reading| (reading.number, judge_reading(key, &typed, reading)))
        .collect();
    let judgement = choose(key.expected, judged)?;
    if judgement.verdict == Verdict::Correct || key.expected.unit().is_some() {
        return Ok(judgement);
    }
    // Of a figure without unit `8849 m` may be in metres as well as in millions.
    let in_units = typed.readings().iter().filter(|it| it.unit.is_some());
    let right = in_units
        .map(|reading| judge_reading(key, &typed, reading))
        .find(|in_unit| in_unit.verdict == Verdict::Correct);
    Ok(right.unwrap_or(judgement))
}

/// Tells whether `typed` is `expected` to the digit, in its unit or none.
pub(super) fn same_figure(expected: &Figure, typed: &str) -> bool {
    let Ok(typed) = read(typed) else {
        return false;
    };
    let contradicts = typed
        .bound()
        .is_some_and(|bound| expected.bound().contradicts(bound));
    let is_same = |reading: &Reading| {
        let in_unit = matches!(relate(expected, &typed, reading), Relation::Same);
        in_unit && reading.number == expected.number()
    };
    !contradicts && typed.readings().iter().any(is_same)
}

/// Decides between the two readings of a point before three digits, thousands first.
///
/// An answer with a fraction has decimals, one from a thousand up has thousands; between them a learner whose readings fare
/// differently is asked again.
fn choose(expected: &Figure, judged: Vec<(Number, Judgement)>) -> Result<Judgement, Unreadable> {
    let mut readings = judged.into_iter();
    let Some(thousands) = readings.next() else {
        return Err(Unreadable::NotANumber);
    };
    let Some(decimals) = readings.next() else {
        return Ok(thousands.1);
    };
    let is_right = |reading: &(Number, Judgement)| reading.1.verdict == Verdict::Correct;
    let number = expected.number();
    if !number.is_whole() && is_right(&decimals) {
        return Ok(decimals.1);
    }
    let has_thousands = number.is_whole() && number.abs() >= Number::from(1000_u32);
    let (number, judgement) = if has_thousands && (is_right(&thousands) || !is_right(&decimals)) {
        thousands
    } else if thousands.1.verdict == decimals.1.verdict {
        decimals
    } else {
        return Err(Unreadable::AmbiguousNumber(thousands.0, decimals.0));
    };
    Ok(Judgement {
        note: Some(Note::ReadNumber(number)),
        ..judgement
    })
}

fn judge_reading(key: &FigureKey<'_>, typed: &TypedFigure, reading: &Reading) -> Judgement {
    let judgement = compare(key.expected, *key.margin, typed, reading);
    let is_right = judgement.verdict == Verdict::Correct;
    let is_exact = is_right && judgement.note.is_none();
    let is_accepted = || {
        key.accept.iter().any(|other| {
            let judgement = compare(other, *key.margin, typed, reading);
            // Within the margin of both, it is the answer that was given.
            judgement.verdict == Verdict::Correct && (!is_right || judgement.note.is_none())
        })
    };
    if !is_exact && is_accepted() {
        return correct(Some(Note::Accepted));
    }
    judgement
}

/// Judges one reading by one figure.
fn compare(expected: &Figure, margin: Margin, typed: &TypedFigure, reading: &Reading) -> Judgement {
    let judgement = match relate(expected, typed, reading) {
        Relation::Same => compare_numbers(expected, margin, reading),
        Relation::Converted(number, wanted) => compare_converted(expected, margin, number, wanted),
        Relation::Other(wanted) => wrong(Miss::WrongUnit {
            wanted: wanted.to_string(),
        }),
    };
    let bound = typed.bound().unwrap_or_default();
    let is_near = judgement.verdict != Verdict::Wrong;
    if is_near && expected.bound().contradicts(bound) {
        return wrong(Miss::WrongDirection);
    }
    let is_vague = bound != Bound::Exact && bound != expected.bound();
    if judgement.verdict == Verdict::Correct && expected.is_rank() && is_vague {
        return close(Miss::Approximate);
    }
    judgement
}

/// How what was typed stands to the unit asked for.
enum Relation<'a> {
    /// The same, or none on one side.
    Same,
    /// Another one; the number in the unit asked for.
    Converted(Number, &'a Unit),
    /// One that does not convert.
    Other(&'a Unit),
}

fn relate<'a>(expected: &'a Figure, typed: &TypedFigure, reading: &Reading) -> Relation<'a> {
    let (Some(wanted), Some(given)) = (expected.unit(), &reading.unit) else {
        return Relation::Same;
    };
    // "77th prime minister" names a place in a row.
    let is_place = wanted.is_rank() && typed.is_ordinal();
    if is_place || wanted.is_meant_by(given) {
        return Relation::Same;
    }
    match given.convert(reading.number, wanted) {
        Some(number) => Relation::Converted(number, wanted),
        None => Relation::Other(wanted),
    }
}

fn correct(note: Option<Note>) -> Judgement {
    Judgement {
        verdict: Verdict::Correct,
        miss: None,
        note,
        feedback: None,
    }
}

fn near_or_wrong(is_near: bool, miss: Miss) -> Judgement {
    if is_near { close(miss) } else { wrong(miss) }
}

fn close(miss: Miss) -> Judgement {
    Judgement {
        verdict: Verdict::Close,
        miss: Some(miss),
        note: None,
        feedback: None,
    }
}

fn wrong(miss: Miss) -> Judgement {
    Judgement {
        verdict: Verdict::Wrong,
        ..close(miss)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn figure(text: &str) -> Figure {
        let typed = read(text).expect(text);
        let [reading] = typed.readings() else {
            panic!("{text} has two readings");
        };
        let rank = Unit::parse("rank").expect("a unit");
        let unit = typed.is_ordinal().then_some(rank).or(reading.unit.clone());
        Figure::new(reading.number, unit, typed.bound().unwrap_or_default()).expect(text)
    }

    /// Judges by the default margin and shows verdict, miss and note in one line.
    #[track_caller]
    fn outcome(expected: &str, typed: &str) -> String {
        let expected = figure(expected);
        let margin = Margin::default_for(&expected);
        outcome_of(&expected, &[], margin, typed)
    }

    fn outcome_of(expected: &Figure, accept: &[Figure], margin: Margin, typed: &str) -> String {
        let key = FigureKey {
            expected,
            accept,
            margin: &margin,
        };
        let judgement = match judge(&key, typed) {
            Ok(judgement) => judgement,
            Err(Unreadable::AmbiguousNumber(a, b)) => return format!("{a} or {b}?"),
            Err(other) => return format!("{other:?}"),
        };
        let miss = judgement.miss.as_ref().map(|miss| match miss {
            Miss::OffPercent { percent, side } => format!(" {percent} % {side:?}"),
            Miss::OffAmount { amount, side } => format!(" by {amount} {side:?}"),
            Miss::OffFactor { power, side } => format!(" {power} zeros {side:?}"),
            other => format!(" {}", other.code()),
        });
        let note = judgement.note.as_ref().map(|note| match note {
            Note::ReadNumber(number) => format!(", read {number}"),
            Note::Converted { number, unit } => format!(", {number} {unit}"),
            other => format!(", {}", other.code()),
        });
        format!(
            "{}{}{}",
            judgement.verdict.word(),
            miss.unwrap_or_default(),
            note.unwrap_or_default()
        )
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table")]
    fn typed_figures_are_judged_by_the_rules() {
        let cases = [
            // Whole numbers from 100 up: 2 % is right, 15 % is near.
            ("20,000 soldiers", "20,000", "correct"),
            ("20,000 soldiers", "twenty thousand soldiers", "correct"),
            ("20,000 soldiers", "20k men", "correct"),
            // Without a unit the letter may be one, or say millions.
            ("8849", "8849 m", "correct"),
            ("8849", "8,850 m", "correct, within-margin"),
            ("1,650,000", "1.65 m", "correct"),
            ("20,000 soldiers", "20.000", "correct, read 20,000"),
            ("20,000 soldiers", "20,300", "correct, within-margin"),
            ("20,000 soldiers", "22,400", "close 12 % Over"),
            ("20,000 soldiers", "17 000", "close 15 % Under"),
            ("20,000 soldiers", "25.000", "wrong 25 % Over, read 25,000"),
            ("20,000 soldiers", "30,000", "wrong 50 % Over"),
            ("20,000 soldiers", "200,000", "wrong 1 zeros Over"),
            ("20,000 soldiers", "20", "wrong 3 zeros Under"),
            ("20,000 soldiers", "about 20,000", "correct"),
            ("20,000 soldiers", "20,000 ships", "wrong wrong-unit"),
            ("20,000 soldiers", "20,000 km", "wrong wrong-unit"),
            ("12,976 people", "13,000", "correct, within-margin"),
            ("1,650,000 passengers per year", "1.65 million", "correct"),
            ("1,650,000 passengers per year", "1.65m", "correct"),
            (
                "1,650,000 passengers per year",
                "1.65 million a year",
                "correct",
            ),
            (
                "1,650,000 passengers per year",
                "1.65 million passengers a day",
                "wrong wrong-unit",
            ),
            (
                "1,650,000 passengers per year",
                "165,000",
                "wrong 1 zeros Under",
            ),
            ("5 billion yen", "¥5bn", "correct"),
            ("5 billion yen", "$5 billion", "wrong wrong-unit"),
            ("6,852", "6,852 islands", "correct"),
            // Small whole numbers: only the number itself; one off is near.
            ("21 provinces", "21", "correct"),
            ("21 provinces", "twenty-one", "correct"),
            ("21 provinces", "ca. 21", "correct"),
            ("21 provinces", "22", "close by 1 Over"),
            ("21 provinces", "19", "wrong by 2 Under"),
            ("2 fleets", "20", "wrong 1 zeros Over"),
            // Percentages: a point either way is right, three are near.
            ("43 %", "43", "correct"),
            ("43 %", "forty-three per cent", "correct"),
            ("43 %", "44 %", "correct, within-margin"),
            ("43 %", "46", "close by 3 Over"),
            ("43 %", "50 %", "wrong by 7 Over"),
            ("43 %", "0.43", "close share"),
            ("43 %", "0.43 %", "wrong 2 zeros Under"),
            ("43 %", "430 ‰", "correct, 43 %"),
            ("67 %", "two thirds", "close share"),
            // Ordinals: exact, never near.
            ("77th", "77", "correct"),
            ("77th", "seventy-seventh", "correct"),
            ("77th", "the 77th prime minister", "correct"),
            ("77th", "76th", "wrong by 1 Under"),
            ("77th", "about 77th", "close approximate"),
            ("77th", "77 km", "wrong wrong-unit"),
            ("10th", "1st", "wrong by 9 Under"),
            // Bounds leave room to their side.
            ("more than 900 ships", "900", "correct"),
            ("more than 900 ships", ">900", "correct"),
            ("more than 900 ships", "at least 900 ships", "correct"),
            ("more than 900 ships", "about 900", "correct"),
            ("more than 900 ships", "990", "correct, within-margin"),
            ("more than 900 ships", "1000", "close 11 % Over"),
            ("more than 900 ships", "890", "close 1 % Under"),
            (
                "more than 900 ships",
                "less than 900",
                "wrong wrong-direction",
            ),
            (
                "more than 900 ships",
                "under 1,000",
                "wrong wrong-direction",
            ),
            ("more than 900 ships", "less than 5", "wrong 99 % Under"),
            ("more than 900 ships", "9000", "wrong 1 zeros Over"),
            ("almost 40 %", "40 %", "correct"),
            ("almost 40 %", "36", "correct, within-margin"),
            ("almost 40 %", "42", "close by 2 Over"),
            ("almost 40 %", "more than 40 %", "wrong wrong-direction"),
            ("about 20,000 soldiers", "18,000", "correct, within-margin"),
            ("about 20,000 soldiers", "more than 20,000", "correct"),
            ("about 38 degrees north", "38°N", "correct"),
            (
                "about 38 degrees north",
                "38 degrees south",
                "wrong wrong-unit",
            ),
            // Units that convert are converted; a rounding of 1 % is forgiven.
            ("50 km", "31 miles", "correct, 49.89 km"),
            ("50 km", "50,000 metres", "correct, 50 km"),
            ("50 km", "50000 m", "correct, 50 km"),
            ("50 km", "50 miles", "wrong 61 % Over"),
            ("150 km", "100 miles", "close 7 % Over"),
            ("50 km", "50 kg", "wrong wrong-unit"),
            ("100 °C", "212 °F", "correct, 100 °C"),
            // Two readings.
            ("1.5 km", "1.500", "correct"),
            ("120 ships", "120.000", "120,000 or 120?"),
            ("110 ships", "120.000", "120,000 or 120?"),
            ("2.5 km", "7.000", "wrong 180 % Over, read 7"),
            // What cannot be read is asked again.
            ("900 ships", "many", "NotANumber"),
            ("900 ships", "900-1000", "NotANumber"),
            ("0 °C", "2", "wrong by 2 Over"),
            ("-40 °C", "40", "wrong by 80 Over"),
        ];
        for (expected, typed, judged) in cases {
            let got = outcome(expected, typed);
            assert_eq!(got, judged, "{typed:?} for {expected:?}");
        }
    }

    #[test]
    fn an_accepted_figure_is_right_and_named_so() {
        let (expected, accept) = (figure("77th"), [figure("76th")]);
        let margin = Margin::default_for(&expected);
        let judged = |typed| outcome_of(&expected, &accept, margin, typed);
        assert_eq!(judged("77"), "correct");
        assert_eq!(judged("76th"), "correct, accepted");
        assert_eq!(judged("75th"), "wrong by 2 Under");
    }

    #[test]
    fn a_figure_within_the_margin_of_answer_and_accepted_one_counts_for_the_nearer_in_kind() {
        let (expected, accept) = (figure("1000 ships"), [figure("1010 ships")]);
        let margin = Margin::parse("5 %").expect("a margin");
        let judged = |typed| outcome_of(&expected, &accept, margin, typed);
        assert_eq!(judged("1020"), "correct, within-margin");
        assert_eq!(judged("1010"), "correct, accepted");
    }

    #[test]
    fn the_margin_of_the_card_decides() {
        let expected = figure("6,852 islands");
        let judged = |margin, typed| {
            let margin = Margin::parse(margin).expect("a margin");
            outcome_of(&expected, &[], margin, typed)
        };
        assert_eq!(judged("0", "6,853"), "close 1 % Over");
        assert_eq!(judged("500", "7000"), "correct, within-margin");
        assert_eq!(judged("10 %", "8000"), "close 17 % Over");
    }

    #[test]
    fn another_figure_is_the_same_only_to_the_digit_and_in_its_unit() {
        let ships = figure("more than 900 ships");
        for typed in ["900", "900 ships", "over 900", "nine hundred"] {
            assert!(same_figure(&ships, typed), "{typed}");
        }
        for typed in ["901", "900 soldiers", "less than 900", "many", ""] {
            assert!(!same_figure(&ships, typed), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_judged_correct(
            mantissa in -10_000_000_i64..10_000_000_000,
            scale in 0_u32..4,
            unit in prop::sample::select(vec![
                "%", "km", "m", "miles", "sq km", "rank", "yen", "£", "degrees north", "hours", "passengers per year", "°C", "ships",
            ]),
            bound in prop::sample::select(vec![
                Bound::Exact, Bound::About, Bound::MoreThan, Bound::AtLeast, Bound::LessThan, Bound::AtMost, Bound::Almost,
            ]),
        ) {
            let number = Number::from(mantissa)
                .checked_over(Number::from(10_i64.pow(scale)))
                .expect("a small quotient");
            let Ok(expected) = Figure::new(number, Unit::parse(unit).ok(), bound) else {
                return Ok(());
            };
            let margin = Margin::default_for(&expected);
            let key = FigureKey { expected: &expected, accept: &[], margin: &margin };
            let judgement = judge(&key, &expected.to_string()).expect("a figure");
            prop_assert_eq!(judgement.verdict, Verdict::Correct, "{}", expected);
            prop_assert!(same_figure(&expected, &expected.to_string()));
        }

        #[test]
        fn a_figure_further_off_is_never_judged_better(wanted in 1_i64..100_000, off in 0_i64..50_000) {
            let expected = Figure::new(wanted.into(), None, Bound::Exact).expect("a figure");
            let margin = Margin::default_for(&expected);
            let key = FigureKey { expected: &expected, accept: &[], margin: &margin };
            let rank = |typed: i64| match judge(&key, &typed.to_string()).expect("a figure").verdict {
                Verdict::Correct => 0,
                Verdict::Close => 1,
                Verdict::Wrong => 2,
            };
            prop_assert!(rank(wanted + off) <= rank(wanted + off + 1));
        }
    }
}
