//! Dates as people write them in English. What is shown can be typed: [`read`](super::read()) reads it back as the same date.

use std::fmt;

use super::impossible::month_name;
use super::period::{Era, Period, Year};
use super::{Certainty, Edge, Extent, HistoricDate, Point};

/// Writes `24 February 1972`, `August 1281`, `AD 79`, `44 BC`, `the 1280s`, `13th century`, `about 1580`, `2012 to 2017`,
/// `1971 or later`.
impl fmt::Display for HistoricDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.extent {
            Extent::Point(point) => point.fmt(f),
            Extent::Span(Edge::At(start), Edge::At(end)) => write!(f, "{start} to {end}"),
            Extent::Span(Edge::At(start), Edge::Open) => write!(f, "{start} or later"),
            Extent::Span(Edge::At(start), Edge::Unknown) => write!(f, "from {start}"),
            Extent::Span(Edge::Open, Edge::At(end)) => write!(f, "{end} or earlier"),
            Extent::Span(Edge::Unknown, Edge::At(end)) => write!(f, "until {end}"),
            Extent::Span(Edge::Open | Edge::Unknown, Edge::Open | Edge::Unknown) => {
                f.write_str("always")
            }
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.certainty {
            Certainty::Exact => "",
            Certainty::Approximate => "about ",
            Certainty::Uncertain => "perhaps ",
            Certainty::Both => "perhaps about ",
        })?;
        self.period.fmt(f)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(number @ 0..) => write!(f, "{} century", Ordinal(number + 1)),
            Self::Century(number) => write!(f, "{} century BC", Ordinal(-number)),
            Self::Decade(_) => write_decade(f, *self),
            Self::Year(year) => year.fmt(f),
            Self::Season(year, season) => write!(f, "{} {year}", season.word()),
            Self::Month(year, month) => write!(f, "{} {year}", month_name(month)),
            Self::Day(year, month, day) => write!(f, "{day} {} {year}", month_name(month)),
        }
    }
}

/// "the 1280s", unless that would be a century ("the 1200s") or lack one ("the 70s").
fn write_decade(f: &mut fmt::Formatter<'_>, decade: Period) -> fmt::Result {
    let (first, last) = decade.years();
    let (tens, bc) = match first.era() {
        Era::Ad => (first.in_its_era(), ""),
        Era::Bc => (last.in_its_era(), " BC"),
    };
    if tens >= 100 && !tens.is_multiple_of(100) {
        write!(f, "the {tens}s{bc}")
    } else {
        write!(f, "the decade {first} to {last}")
    }
}

/// Writes `1281`, `AD 79`, `44 BC`.
impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.era(), self.in_its_era()) {
            (Era::Ad, count @ ..=999) => write!(f, "AD {count}"),
            (Era::Ad, count) => write!(f, "{count}"),
            (Era::Bc, count) => write!(f, "{count} BC"),
        }
    }
}

struct Ordinal(i16);

impl fmt::Display for Ordinal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ending = match (self.0 / 10 % 10, self.0 % 10) {
            (1, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        write!(f, "{}{ending}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shows(edtf: &str, shown: &str) {
        let date = HistoricDate::parse(edtf).expect("a date");
        assert_eq!(date.to_string(), shown);
    }

    #[test]
    fn dates_are_shown_as_people_write_them() {
        shows("1972-02-24", "24 February 1972");
        shows("1281-08", "August 1281");
        shows("1281", "1281");
        shows("1990-21", "spring 1990");
        shows("128X", "the 1280s");
        shows("12XX", "13th century");
        shows("20XX", "21st century");
        shows("10XX", "11th century");
    }

    #[test]
    fn years_far_back_carry_their_era() {
        shows("0079", "AD 79");
        shows("0999", "AD 999");
        shows("1000", "1000");
        shows("0000", "1 BC");
        shows("-0043-03-15", "15 March 44 BC");
        shows("0079-08-24", "24 August AD 79");
        shows("-0299/-0200", "3rd century BC");
        shows("-0288/-0279", "the 280s BC");
    }

    #[test]
    fn a_decade_that_would_read_as_a_century_gives_its_years() {
        shows("120X", "the decade 1200 to 1209");
        shows("007X", "the decade AD 70 to AD 79");
        shows("-0048/-0039", "the decade 49 BC to 40 BC");
    }

    #[test]
    fn doubt_is_shown_in_words() {
        shows("1580~", "about 1580");
        shows("1580?", "perhaps 1580");
        shows("1580%", "perhaps about 1580");
    }

    #[test]
    fn spans_name_their_edges() {
        shows("2012/2017", "2012 to 2017");
        shows("1971/..", "1971 or later");
        shows("1971/", "from 1971");
        shows("../1971", "1971 or earlier");
        shows("/1971", "until 1971");
    }
}
