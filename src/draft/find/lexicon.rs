//! The words the rules know, all in small letters; the long lists of them are files.

use std::collections::HashSet;
use std::sync::LazyLock;

pub(super) use crate::quantity::{below_twenty, tens};

/// A list of words, read once.
type Words = LazyLock<HashSet<&'static str>>;

/// The words of a file in `words/`.
macro_rules! list {
    ($name:literal) => {
        LazyLock::new(|| {
            include_str!(concat!("words/", $name, ".txt"))
                .split_whitespace()
                .collect()
        })
    };
}

/// The number of a month's name or short form.
pub(super) fn month(word: &str) -> Option<u8> {
    Some(match word {
        "january" | "jan" => 1,
        "february" | "feb" | "febr" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

/// The number of a month whose name has a slip in it: `Febuary`.
pub(super) fn misspelt_month(word: &str) -> Option<u8> {
    const LONG: [(&str, u8); 8] = [
        ("january", 1),
        ("february", 2),
        ("august", 8),
        ("september", 9),
        ("october", 10),
        ("november", 11),
        ("december", 12),
        ("april", 4),
    ];
    if !(5..=10).contains(&word.len()) {
        return None;
    }
    let is_meant =
        |name: &str| word.get(..2) == name.get(..2) && strsim::osa_distance(word, name) == 1;
    LONG.iter()
        .find_map(|(name, month)| is_meant(name).then_some(*month))
}

/// The number of a season in EDTF.
pub(super) fn season(word: &str) -> Option<u8> {
    Some(match word {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    })
}

pub(super) fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
    )
}

/// Several tens in words: the name of a decade.
pub(super) fn decade(word: &str) -> Option<u32> {
    match word {
        "twenties" => Some(20),
        word => tens(&format!("{}y", word.strip_suffix("ies")?)),
    }
}

/// The place an ordinal names; `first` to `nineteenth`, and the tens.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fifth" => 5,
        "eighth" => 8,
        "ninth" => 9,
        "twelfth" => 12,
        "hundredth" => 100,
        word => {
            if let Some(stem) = word.strip_suffix("ieth") {
                return tens(&format!("{stem}y"));
            }
            below_twenty(word.strip_suffix("th")?)
                .filter(|place| !matches!(place, 0..=3 | 5 | 8 | 9 | 12))?
        }
    })
}

/// What a word for a part divides by.
pub(super) fn denominator(word: &str) -> Option<u32> {
    Some(match word {
        "half" | "halves" => 2,
        "quarter" | "quarters" => 4,
        "thousandth" | "thousandths" => 1000,
        word => return ordinal(word.strip_suffix('s').unwrap_or(word)).filter(|place| *place > 2),
    })
}

/// The powers of ten a scale multiplies by; `m` is for the caller to judge.
pub(super) fn scale(word: &str) -> Option<u32> {
    Some(match word {
        "hundred" => 2,
        "thousand" | "k" => 3,
        "million" | "millions" | "mn" | "mln" | "mio" => 6,
        "billion" | "billions" | "bn" | "bln" => 9,
        "trillion" | "trillions" | "tn" | "trn" => 12,
        "quadrillion" => 15,
        "quintillion" => 18,
        _ => return None,
    })
}

/// The unit of a length of time, and how many of the unit shown it has.
pub(super) fn time_unit(word: &str) -> Option<(&'static str, u32)> {
    Some(match word {
        "second" | "seconds" | "sec" | "secs" => ("seconds", 1),
        "minute" | "minutes" | "min" | "mins" => ("minutes", 1),
        "hour" | "hours" | "hr" | "hrs" => ("hours", 1),
        "day" | "days" => ("days", 1),
        "night" | "nights" => ("nights", 1),
        "week" | "weeks" | "wk" | "wks" => ("weeks", 1),
        "fortnight" | "fortnights" => ("weeks", 2),
        "month" | "months" | "mth" | "mths" => ("months", 1),
        "year" | "years" | "yr" | "yrs" => ("years", 1),
        "decade" | "decades" => ("years", 10),
        "generation" | "generations" => ("generations", 1),
        "century" | "centuries" => ("years", 100),
        "millennium" | "millennia" => ("years", 1000),
        _ => return None,
    })
}

pub(super) fn is_currency(word: &str) -> bool {
    static CURRENCIES: Words = list!("currencies");
    CURRENCIES.contains(word)
}

/// Currencies whose word is also a weight or something else; they need no "of" behind them.
pub(super) fn is_pound(word: &str) -> bool {
    matches!(word, "pound" | "pounds" | "sterling")
}

/// The currency of a sign.
pub(super) fn sign(mark: char) -> Option<&'static str> {
    Some(match mark {
        '$' => "USD",
        '€' => "EUR",
        '£' => "GBP",
        '¥' | '￥' => "JPY",
        '₩' => "KRW",
        '₹' => "INR",
        '₮' => "MNT",
        '₽' => "RUB",
        _ => return None,
    })
}

/// A currency code that stands before its number, and the code to show.
pub(super) fn code(word: &str) -> Option<&'static str> {
    Some(match word {
        "usd" | "us" => "USD",
        "eur" => "EUR",
        "gbp" => "GBP",
        "jpy" => "JPY",
        "chf" => "CHF",
        "cny" | "rmb" => "CNY",
        "inr" | "rs" => "INR",
        "dm" => "DEM",
        "mnt" => "MNT",
        "sek" => "SEK",
        "nok" => "NOK",
        "dkk" => "DKK",
        "aud" => "AUD",
        "cad" => "CAD",
        "krw" => "KRW",
        _ => return None,
    })
}

/// A unit of measure that always makes a figure of the number before it.
pub(super) fn is_measure(word: &str) -> bool {
    static MEASURES: Words = list!("measures");
    MEASURES.contains(word)
}

/// Words that count people and ships; a number before one is a figure, not a year.
pub(super) fn is_counted(word: &str) -> bool {
    static COUNTED: Words = list!("counted");
    COUNTED.contains(word)
}

/// Words no counted thing is called by.
pub(super) fn is_function(word: &str) -> bool {
    static FUNCTION: Words = list!("function");
    FUNCTION.contains(word)
}

/// Verbs and other words in `s` that are no plurals.
pub(super) fn is_no_plural(word: &str) -> bool {
    static NO_PLURALS: Words = list!("no_plurals");
    NO_PLURALS.contains(word)
}

/// Words behind which a bare number is a year.
pub(super) fn leads_to_year(word: &str) -> bool {
    matches!(
        word,
        "in" | "since"
            | "until"
            | "till"
            | "during"
            | "year"
            | "circa"
            | "by"
            | "before"
            | "after"
            | "from"
            | "spring"
            | "summer"
            | "autumn"
            | "fall"
            | "winter"
            | "early"
            | "late"
            | "mid"
            | "born"
            | "died"
            | "founded"
            | "built"
            | "christmas"
            | "easter"
            | "throughout"
            | "through"
    )
}

/// Words that stand before a thing that is known already.
pub(super) fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "this"
            | "that"
            | "these"
            | "those"
            | "its"
            | "his"
            | "her"
            | "their"
            | "our"
            | "my"
            | "your"
            | "other"
            | "s"
            | "both"
    )
}

/// Words that say that what follows is a place in a row worth knowing.
pub(super) fn is_ranked(word: &str) -> bool {
    static RANKED: Words = list!("ranked");
    RANKED.contains(word)
}

/// Words for a body, a street or a floor that has its number in its name.
pub(super) fn is_named_by_number(word: &str) -> bool {
    static NAMED_BY_NUMBER: Words = list!("named_by_number");
    NAMED_BY_NUMBER.contains(word)
}

/// Words before the number of a page, a room, a bus.
pub(super) fn is_label(word: &str) -> bool {
    static LABELS: Words = list!("labels");
    LABELS.contains(word)
}

/// Words behind which even a small bare number is a figure.
pub(super) fn leads_to_figure(word: &str) -> bool {
    static LEADS_TO_FIGURE: Words = list!("leads_to_figure");
    LEADS_TO_FIGURE.contains(word)
}

/// Things that are counted in talk, not in facts.
pub(super) fn is_vague(word: &str) -> bool {
    static VAGUE: Words = list!("vague");
    VAGUE.contains(word)
}
