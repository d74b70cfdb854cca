//! Dates told from the one before: `two years later`, `the following year`.

use super::dates::date_content;
use super::lexicon;
use super::mention::Origin;
use super::moment::{Moment, Part};
use super::numeral::numeral;
use super::points;
use super::scan::{Hit, Scan};

/// Finds the date at `at` that leans on the last one.
pub(super) fn find(scan: &Scan<'_, '_>, at: usize) -> Option<Hit> {
    let last = scan.last?;
    if let Some(hit) = day_of_the_month(scan, at, last) {
        return Some(hit);
    }
    let (count, unit, end) = counted(scan, at).or_else(|| next_one(scan, at))?;
    let moment = match unit {
        "day" | "days" => last.plus_days(count)?,
        "week" | "weeks" | "wk" | "wks" => last.plus_days(count.checked_mul(7)?)?,
        "month" | "months" | "mth" | "mths" => last.plus_months(count)?,
        "year" | "years" | "yr" | "yrs" => last.plus_years(count),
        "decade" | "decades" => last.plus_years(count.checked_mul(10)?),
        "century" | "centuries" => last.plus_years(count.checked_mul(100)?),
        _ => return None,
    };
    (-9998..=9999).contains(&moment.year).then_some(())?;
    let mut hit = Hit::draft(
        at..end,
        date_content(&moment.edtf()),
        "told from the date before",
    );
    hit.origin = Origin::Context;
    hit.moment = Some(Moment {
        year: moment.year,
        part: match moment.part {
            Part::Season(_) => Part::Year,
            part @ (Part::Year | Part::Month(_) | Part::Day(..)) => part,
        },
    });
    Some(hit)
}

/// `On the 27th`, of the month mentioned last.
fn day_of_the_month(scan: &Scan<'_, '_>, at: usize, last: Moment) -> Option<Hit> {
    let tokens = scan.tokens;
    let (Part::Month(month) | Part::Day(month, _)) = last.part else {
        return None;
    };
    let (day, end) = points::day(tokens, at).filter(|(_, end)| *end > at + 1)?;
    let is_led = tokens.digits(at).is_some()
        && tokens.word_before(at, 1) == "the"
        && matches!(
            tokens.word_before(at, 2),
            "on" | "by" | "until" | "till" | "from" | "of" | "to" | "and" | "since"
        );
    let next = tokens.word(end);
    let is_alone = (next.is_empty() || lexicon::is_function(next))
        && next != "of"
        && tokens.mark(end) != Some('-');
    let moment = Moment {
        year: last.year,
        part: Part::Day(month, day),
    };
    // "Sat. 15th" needs nothing else.
    let point = usize::from(tokens.mark_before(at, 1) == Some('.'));
    let is_weekday = lexicon::is_weekday(tokens.word_before(at, 1 + point)) && next != "of";
    if !(is_led && is_alone || is_weekday) {
        return None;
    }
    let mut hit = Hit::draft(
        at..end,
        date_content(&moment.edtf()),
        "day of the month before",
    );
    hit.origin = Origin::Context;
    hit.moment = Some(moment);
    Some(hit)
}

/// `two years later`, `a month earlier`, `ten days after that`.
fn counted<'s>(scan: &'s Scan<'_, '_>, at: usize) -> Option<(i32, &'s str, usize)> {
    let tokens = scan.tokens;
    let (count, next) = if matches!(tokens.word(at), "a" | "an") {
        (1, at + 1)
    } else {
        let numeral = numeral(tokens, at)
            .filter(|numeral| numeral.number.is_whole() && !numeral.number.is_negative())?;
        (i32::try_from(numeral.number.to_u32()).ok()?, numeral.end)
    };
    let unit = tokens.word(next);
    lexicon::time_unit(unit)?;
    // "Nearly sixty years later" is how long, not when.
    if matches!(
        tokens.word_before(at, 1),
        "nearly" | "almost" | "about" | "over" | "some" | "around" | "than" | "roughly"
    ) {
        return None;
    }
    let end = next + 1;
    let sign = match tokens.word(end) {
        "later" | "afterwards" => 1,
        "earlier" | "previously" | "beforehand" => -1,
        "after" | "before"
            if matches!(tokens.word(end + 1), "that" | "this") && !is_noun(scan, end + 2) =>
        {
            let sign = if tokens.word(end) == "after" { 1 } else { -1 };
            return Some((sign * count, unit, end + 2));
        }
        "before" if ends_sentence(scan, end + 1) => -1,
        _ => return None,
    };
    // "Two years later than planned"
    (tokens.word(end + 1) != "than").then_some((sign * count, unit, end + 1))
}

fn is_noun(scan: &Scan<'_, '_>, at: usize) -> bool {
    let word = scan.tokens.word(at);
    !word.is_empty() && !lexicon::is_function(word)
}

fn ends_sentence(scan: &Scan<'_, '_>, at: usize) -> bool {
    matches!(scan.tokens.mark(at), Some('.' | ',' | ';' | ')')) || scan.tokens.is_break(at)
}

/// `the following year`, `the next day`, `the year before`.
fn next_one<'s>(scan: &'s Scan<'_, '_>, at: usize) -> Option<(i32, &'s str, usize)> {
    let tokens = scan.tokens;
    let the = usize::from(tokens.word(at) == "the");
    let sign = match tokens.word(at + the) {
        "following" | "next" => 1,
        "previous" | "preceding" => -1,
        _ => {
            let unit = tokens.word(at + 1);
            let is_unit = matches!(unit, "year" | "day" | "month") && the == 1;
            let sign = match tokens.word(at + 2) {
                "after" => 1,
                "before" => -1,
                _ => return None,
            };
            return (is_unit && ends_sentence(scan, at + 3)).then_some((sign, unit, at + 3));
        }
    };
    let unit = tokens.word(at + the + 1);
    (the == 1 && matches!(unit, "year" | "day" | "month" | "decade")).then_some((
        sign,
        unit,
        at + the + 2,
    ))
}
