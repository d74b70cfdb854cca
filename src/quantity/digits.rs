//! Numbers written in digits: which marks stand between thousands, which before a fraction.

use super::Number;

/// What digits can mean, likeliest first: one number, or two where a point may stand for either.
pub(super) struct Readings {
    pub(super) first: Number,
    pub(super) second: Option<Number>,
}

/// Why digits are no number.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The marks between the digits make no sense.
    Marks,
    /// Too many digits.
    TooLarge,
}

/// Marks that can stand between digits.
const MARKS: [char; 5] = [',', '.', '\'', ' ', '_'];

/// Splits off the longest start of `text` that is written in digits; nothing when it does not start so.
///
/// A space belongs to the number only before exactly three digits.
pub(super) fn split_run(text: &str) -> Option<(&str, &str)> {
    let mut end = 0;
    let mut rest = text;
    loop {
        let digits = leading_digits(rest);
        end += digits;
        rest = rest.get(digits..)?;
        let Some(mark) = rest.chars().next().filter(|c| MARKS.contains(c)) else {
            break;
        };
        // Every mark is one byte long.
        let behind = rest.get(1..)?;
        let following = leading_digits(behind);
        let starts_bare = end == 0 && mark != '.';
        if following == 0 || starts_bare || (mark == ' ' && following != 3) {
            break;
        }
        end += 1;
        rest = behind;
    }
    (end > 0).then(|| text.split_at(end))
}

/// Reads digits with the marks people put between them.
///
/// Groups of exactly three behind a mark are thousands, anything else is a fraction. One point before three digits can
/// be either. Behind a number that is `scaled` (`1.650 million`) a point stands before a fraction.
pub(super) fn read(run: &str, scaled: bool) -> Result<Readings, Fault> {
    let last_mark = run.chars().rev().find(|c| MARKS.contains(c));
    let Some(mark) = last_mark else {
        return one(run);
    };
    let (before, behind) = run.rsplit_once(mark).ok_or(Fault::Marks)?;
    let earlier = before.chars().find(|c| MARKS.contains(c));
    let could_be_fraction = matches!(mark, ',' | '.');
    match earlier {
        // 1.234.567
        Some(other) if other == mark => one(&ungroup(run, mark).ok_or(Fault::Marks)?),
        // 1,234.5
        Some(other) if could_be_fraction => {
            let whole = ungroup(before, other).ok_or(Fault::Marks)?;
            one(&format!("{whole}.{behind}"))
        }
        Some(_) => Err(Fault::Marks),
        None => {
            let thousands = ungroup(run, mark).filter(|_| !before.starts_with('0'));
            let whole = if before.is_empty() { "0" } else { before };
            let fraction = format!("{whole}.{behind}");
            match thousands {
                Some(_) if mark == '.' && scaled => one(&fraction),
                Some(digits) if mark == '.' => Ok(Readings {
                    second: Some(one(&fraction)?.first),
                    ..one(&digits)?
                }),
                Some(digits) => one(&digits),
                None if could_be_fraction => one(&fraction),
                None => Err(Fault::Marks),
            }
        }
    }
}

/// Splits the power of ten of scientific writing off what follows a number: `e4`, `x 10^4`.
pub(super) fn split_power(text: &str) -> Option<(Number, &str)> {
    let marked = text.strip_prefix('e').or_else(|| {
        let times = text.trim_start().strip_prefix(['x', '×', '*', '·', '⋅'])?;
        times.trim_start().strip_prefix("10^")
    })?;
    let (is_negative, unsigned) = match marked.strip_prefix('-') {
        Some(unsigned) => (true, unsigned),
        None => (false, marked.strip_prefix('+').unwrap_or(marked)),
    };
    let (exponent, rest) = unsigned.split_at(leading_digits(unsigned));
    let exponent: u32 = exponent.parse().ok().filter(|exponent| *exponent <= 18)?;
    let power = if is_negative {
        Number::scaled(1, exponent)
    } else {
        Number::from(10_i64.pow(exponent))
    };
    Some((power, rest))
}

/// Joins digits grouped in threes by `mark`; digits without a mark stay as they are. Nothing when the groups are not threes.
pub(super) fn ungroup(text: &str, mark: char) -> Option<String> {
    let mut groups = text.split(mark);
    let first = groups.next().filter(|group| is_digits(group))?;
    let mut joined = first.to_owned();
    for group in groups {
        if first.len() > 3 || group.len() != 3 || !is_digits(group) {
            return None;
        }
        joined.push_str(group);
    }
    Some(joined)
}

/// Tells whether `text` is digits and nothing else.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn leading_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn one(plain: &str) -> Result<Readings, Fault> {
    let first = Number::from_plain(plain).ok_or(Fault::TooLarge)?;
    Ok(Readings {
        first,
        second: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(run: &str, expected: &[&str]) {
        let readings = read(run, false).expect(run);
        let mut shown = vec![readings.first.to_string()];
        shown.extend(readings.second.map(|number| number.to_string()));
        assert_eq!(shown, expected);
    }

    #[test]
    fn groups_of_three_are_thousands_and_anything_else_is_a_fraction() {
        reads("20000", &["20,000"]);
        reads("20,000", &["20,000"]);
        reads("20 000", &["20,000"]);
        reads("20'000", &["20,000"]);
        reads("1.234.567", &["1,234,567"]);
        reads("1,234.5", &["1,234.5"]);
        reads("1.234,5", &["1,234.5"]);
        reads("1 234,567", &["1,234.567"]);
        reads("1,5", &["1.5"]);
        reads("1234,567", &["1,234.567"]);
        reads("0.430", &["0.43"]);
        reads("0,125", &["0.125"]);
        reads(".5", &["0.5"]);
    }

    #[test]
    fn one_point_before_three_digits_has_two_readings() {
        reads("20.000", &["20,000", "20"]);
        reads("1.234", &["1,234", "1.234"]);
        let scaled = read("1.650", true).expect("a number");
        assert_eq!(scaled.first.to_string(), "1.65");
    }

    #[test]
    fn marks_without_sense_are_refused() {
        for run in [
            "1.2.3",
            "1972 500",
            "1,00,000",
            "1'5",
            "1.234,567.8",
            "1,234'567",
        ] {
            assert_eq!(read(run, false).err(), Some(Fault::Marks), "{run}");
        }
        assert_eq!(read(&"9".repeat(60), false).err(), Some(Fault::TooLarge));
    }

    #[test]
    fn powers_of_ten_are_split_off() {
        for (text, power, rest) in [
            ("e4", "10,000", ""),
            ("e+4 ships", "10,000", " ships"),
            ("e-2", "0.01", ""),
            (" x 10^6 people", "1,000,000", " people"),
            ("×10^3", "1,000", ""),
        ] {
            let (number, behind) = split_power(text).expect(text);
            assert_eq!((number.to_string().as_str(), behind), (power, rest));
        }
        for text in ["", "e", "east", "e99", "x 10", "x 12^4", "10^4"] {
            assert!(split_power(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_run_ends_where_the_number_does() {
        assert_eq!(split_run("20 000 men"), Some(("20 000", " men")));
        assert_eq!(split_run("2 1/2"), Some(("2", " 1/2")));
        assert_eq!(split_run("900, they say"), Some(("900", ", they say")));
        assert_eq!(split_run(".5%"), Some((".5", "%")));
        assert_eq!(split_run(", 5"), None);
        assert_eq!(split_run("five"), None);
    }
}
