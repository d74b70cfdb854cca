//! Figures and dates written as people talk, in the keys a deck has for them: advice, never a guess that is taken for granted.

use std::fmt;

use crate::quantity::{self, Bound, Reading};

/// The lines for a figure such as `20,000 soldiers`, `43 %` or `more than 900`; nothing when it is none, or could be two.
pub(super) fn figure(text: &str) -> Option<String> {
    let typed = quantity::read(text).ok()?;
    let [Reading { number, unit }] = typed.readings() else {
        return None;
    };
    let bound = match typed.bound() {
        None | Some(Bound::Exact) => None,
        Some(Bound::About) => Some("about"),
        Some(Bound::MoreThan) => Some("more-than"),
        Some(Bound::AtLeast) => Some("at-least"),
        Some(Bound::LessThan) => Some("less-than"),
        Some(Bound::AtMost) => Some("at-most"),
        Some(Bound::Almost) => Some("almost"),
    };
    let unit = match unit {
        _ if typed.is_ordinal() => Some("rank".to_owned()),
        Some(unit) if unit.is_percent() => Some("\"%\"".to_owned()),
        Some(unit) => Some(unit.to_string()),
        None => None,
    };
    let beside: Vec<String> = unit
        .map(|unit| format!("unit: {unit}"))
        .into_iter()
        .chain(bound.map(|bound| format!("bound: {bound}")))
        .collect();
    let line = format!("write: number: {number}");
    Some(match beside.as_slice() {
        [] => line,
        beside => format!("{line} and under it, a line each: {}", beside.join(" and ")),
    })
}

/// The line for a year of other than four digits, or for a span written backwards. `lead` is what stands before the date.
pub(super) fn date(lead: &str, text: &str) -> Option<String> {
    let is_short = |digits: &str| {
        (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if is_short(text) {
        return Some(format!("write: {lead}{text:0>4}"));
    }
    if let Some(digits) = text.strip_prefix('-').filter(|digits| is_short(digits)) {
        let year: u32 = digits.parse().ok()?;
        // The year 1 BC is written 0000.
        let written = match year.checked_sub(1)? {
            0 => "0000".to_owned(),
            year => format!("-{year:04}"),
        };
        return Some(format!("write: {lead}{written} for {year} BC"));
    }
    let (start, end) = text.split_once('/')?;
    (start > end && start.len() == end.len()).then(|| format!("write: {lead}{end}/{start}"))
}

/// The line for a span that is open on one side: `before 1500`, `since 1971`.
pub(super) fn open_span(lead: &str, text: &str) -> Option<String> {
    let (word, year) = text.trim().split_once(' ')?;
    let year = year.trim();
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let year: u32 = is_year.then(|| year.parse().ok())??;
    match word.to_lowercase().as_str() {
        "before" => {
            let last = year.checked_sub(1)?;
            Some(format!("write: {lead}../{last:04} for {last} or earlier"))
        }
        "after" => {
            let first = year + 1;
            Some(format!("write: {lead}{first:04}/.. for {first} or later"))
        }
        "since" => Some(format!("write: {lead}{year:04}/.. for {year} or later")),
        _ => None,
    }
}

/// The line for a century or decade before Christ, which has no X: its first and last year.
pub(super) fn before_christ(lead: &str, text: &str) -> Option<String> {
    let year = text.strip_prefix('-')?;
    if year.len() != 4 {
        return None;
    }
    if let Some(hundreds) = year.strip_suffix("XX") {
        let hundreds: u32 = hundreds.parse().ok()?;
        let century = Ordinal(hundreds + 1);
        let last = match hundreds {
            0 => "0000".to_owned(),
            _ => format!("-{hundreds:02}00"),
        };
        return Some(format!(
            "write: {lead}-{hundreds:02}99/{last} for the {century} century BC"
        ));
    }
    let tens: u32 = year.strip_suffix('X')?.parse().ok()?;
    // The 40s BC are 49 to 40 BC, and 49 BC is written -0048. Years below 10 BC have no name of that kind.
    let (first, last) = (tens * 10 + 8, (tens * 10).checked_sub(1)?);
    Some(format!(
        "write: {lead}-{first:04}/-{last:04} for the {tens}0s BC"
    ))
}

struct Ordinal(u32);

impl fmt::Display for Ordinal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ending = match (self.0 % 10, self.0 % 100) {
            (_, 11..=13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        };
        write!(f, "{}{ending}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(text: &str, expected: Option<&str>) {
        assert_eq!(figure(text).as_deref(), expected, "{text:?}");
    }

    #[test]
    fn figures_get_the_keys_they_need() {
        says("20k", Some("write: number: 20,000"));
        says("1,5", Some("write: number: 1.5"));
        says(
            "20,000 soldiers",
            Some("write: number: 20,000 and under it, a line each: unit: soldiers"),
        );
        says(
            "more than 43 %",
            Some("write: number: 43 and under it, a line each: unit: \"%\" and bound: more-than"),
        );
        says(
            "77th",
            Some("write: number: 77 and under it, a line each: unit: rank"),
        );
        says("many", None);
        says("10-20", None);
        says("20.000", None);
    }

    #[test]
    fn dates_get_their_four_digits_and_their_order() {
        let line = |text| date("date: ", text);
        assert_eq!(line("79").as_deref(), Some("write: date: 0079"));
        assert_eq!(line("-44").as_deref(), Some("write: date: -0043 for 44 BC"));
        assert_eq!(line("-1").as_deref(), Some("write: date: 0000 for 1 BC"));
        assert_eq!(line("1281/1274").as_deref(), Some("write: date: 1274/1281"));
        for text in ["", "-", "-0", "1274/1281", "soon", "12811", "é/a"] {
            assert_eq!(line(text), None, "{text:?}");
        }
    }
}
