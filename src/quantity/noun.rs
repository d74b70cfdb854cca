//! The words of a unit, folded so that spellings of one thing compare equal: case, plural, British and American, symbols.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds the words of a unit: `Square Kilometres` becomes `sq kilometer`, `¥` becomes `yen`, `passengers a year` becomes
/// `passenger per year`.
pub(super) fn fold(text: &str) -> String {
    let plain: String = text
        .nfkd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(char::to_lowercase)
        .collect();
    let spaced = plain
        .replace('/', " per ")
        .replace('°', " degree ")
        .replace("^2", "2")
        .replace("^3", "3");
    let mut words: Vec<String> = Vec::new();
    for word in spaced.split(|c: char| c.is_whitespace() || c == '-') {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation() && !matches!(c, '%' | '$'));
        let word = match (word, words.last().map(String::as_str)) {
            ("", _) | ("the" | "of" | "a" | "an" | "each", None) => continue,
            ("a" | "an" | "each", Some(_)) => "per".to_owned(),
            ("n", Some("degree")) => "north".to_owned(),
            ("s", Some("degree")) => "south".to_owned(),
            ("e", Some("degree")) => "east".to_owned(),
            ("w", Some("degree")) => "west".to_owned(),
            ("c", Some("degree")) => "celsius".to_owned(),
            ("f", Some("degree")) => "fahrenheit".to_owned(),
            (word, _) => same_word(&singular(word)),
        };
        words.push(word);
    }
    words.join(" ")
}

/// A sign of money in words; anything else as it is.
pub(super) fn sign_in_words(text: &str) -> &str {
    match text {
        "¥" | "￥" => "yen",
        "$" => "dollars",
        "€" => "euros",
        "£" => "pounds sterling",
        "₮" => "tögrög",
        text => text,
    }
}

/// The folded words without what says only of what or in which way they measure: `tonnes of gold` becomes `tonnes`, `km long`
/// becomes `km`.
pub(super) fn head(folded: &str) -> &str {
    const TAILS: [&str; 12] = [
        "of", "from", "in", "long", "wide", "high", "tall", "deep", "thick", "away", "old", "ago",
    ];
    let head = folded.split(' ').take_while(|word| !TAILS.contains(word));
    let length: usize = head.map(|word| word.len() + 1).sum();
    folded.get(..length.saturating_sub(1)).unwrap_or(folded)
}

/// Tells whether two folded units name one thing: the same words but for a slip, or one with a word more (`ships`,
/// `Mongol ships`). A rate (`per year`) may be left out of `given`, not put in.
pub(super) fn is_same(wanted: &str, given: &str) -> bool {
    let (wanted_thing, wanted_rate) = split_rate(wanted);
    let (given_thing, given_rate) = split_rate(given);
    let rates_agree = match (wanted_rate, given_rate) {
        (_, None) => true,
        (Some(wanted), Some(given)) => holds(wanted, given) || holds(given, wanted),
        (None, Some(_)) => false,
    };
    // "per year" names only a rate, and "7 times" or "7 x" nothing at all.
    let names_nothing = matches!(given_thing, "" | "time" | "x");
    rates_agree
        && (names_nothing || holds(wanted_thing, given_thing) || holds(given_thing, wanted_thing))
}

fn split_rate(folded: &str) -> (&str, Option<&str>) {
    match (folded.strip_prefix("per "), folded.split_once(" per ")) {
        (Some(rate), _) => ("", Some(rate)),
        (None, Some((thing, rate))) => (thing, Some(rate)),
        (None, None) => (folded, None),
    }
}

/// Tells whether the words of `part` stand in a row in `whole`.
fn holds(whole: &str, part: &str) -> bool {
    let whole: Vec<&str> = whole.split(' ').collect();
    let part: Vec<&str> = part.split(' ').collect();
    whole
        .windows(part.len())
        .any(|window| window.iter().zip(&part).all(|(a, b)| is_a(a, b)))
}

/// Longer words are one with a slip in them; short ones differ too little from each other.
pub(super) fn is_one_word(a: &str, b: &str) -> bool {
    a == b || (a.chars().count() >= 5 && strsim::osa_distance(a, b) <= 1)
}

/// Tells whether one word names what the other does, or a kind of it: warships are ships, and soldiers are people.
fn is_a(a: &str, b: &str) -> bool {
    let is_kind_of = |kind: &str, of: &str| {
        let is_compound = of.chars().count() >= 4 && kind.ends_with(of);
        is_compound || (of == "person" && PEOPLE.contains(&kind))
    };
    is_one_word(a, b) || is_kind_of(a, b) || is_kind_of(b, a)
}

/// Words for people, as [`fold`] leaves them.
const PEOPLE: [&str; 30] = [
    "adult",
    "captive",
    "child",
    "citizen",
    "civilian",
    "emigrant",
    "envoy",
    "foreigner",
    "guest",
    "herder",
    "horseman",
    "immigrant",
    "nomad",
    "passenger",
    "pilgrim",
    "prisoner",
    "pupil",
    "refugee",
    "rider",
    "sailor",
    "settler",
    "soldier",
    "soul",
    "student",
    "survivor",
    "tourist",
    "traveller",
    "visitor",
    "woman",
    "worker",
];

fn singular(word: &str) -> String {
    match word {
        "people" | "persons" => return "person".to_owned(),
        "men" => return "man".to_owned(),
        "women" => return "woman".to_owned(),
        "children" => return "child".to_owned(),
        "feet" => return "foot".to_owned(),
        _ => {}
    }
    // Short words are symbols: "kms" stands in the table, "gas" is one gas.
    if word.chars().count() < 4 {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let takes_es = ["sses", "shes", "ches", "xes", "oes"]
        .iter()
        .any(|ending| word.ends_with(ending));
    if let Some(stem) = word.strip_suffix("es").filter(|_| takes_es) {
        return stem.to_owned();
    }
    let is_singular = ["ss", "us", "is"]
        .iter()
        .any(|ending| word.ends_with(ending));
    match word.strip_suffix('s') {
        Some(stem) if !is_singular => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// One spelling for words that count the same things.
fn same_word(word: &str) -> String {
    let one = match word {
        "square" => "sq",
        "inhabitant" | "resident" => "person",
        "troop" | "warrior" | "fighter" | "man" => "soldier",
        "prisoner" => "captive",
        "vessel" | "boat" => "ship",
        "¥" | "jpy" | "円" => "yen",
        "$" | "us$" | "usd" => "dollar",
        "€" | "eur" => "euro",
        "£" | "gbp" => "pound sterling",
        "₮" | "mnt" | "togrog" | "tugrug" => "tugrik",
        word => match word.strip_suffix("tre") {
            Some(stem) if stem.ends_with("me") || stem.ends_with("li") => {
                return format!("{stem}ter");
            }
            Some(_) | None => word,
        },
    };
    one.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn folds(text: &str, folded: &str) {
        assert_eq!(fold(text), folded);
    }

    #[test]
    fn spellings_of_one_thing_fold_together() {
        folds("Square Kilometres", "sq kilometer");
        folds("sq. km", "sq km");
        folds("km²", "km2");
        folds("countries", "country");
        folds("People", "person");
        folds("passengers a year", "passenger per year");
        folds("passengers/year", "passenger per year");
        folds("° N", "degree north");
        folds("°C", "degree celsius");
        folds("of the ships", "ship");
        folds("tögrög", "tugrik");
        folds("buses", "buse");
        folds("churches", "church");
        folds("¥", "yen");
        folds("%", "%");
    }

    #[test]
    fn one_thing_may_be_named_with_more_or_fewer_words() {
        assert!(is_same("ship", "mongol ship"));
        assert!(is_same("degree north", "degree"));
        assert!(is_same("passenger per year", "passenger"));
        assert!(is_same("passenger per year", "per year"));
        assert!(is_same("soldier", "solider"));
        assert!(is_same("ship", "mongol warship"));
        assert!(is_same("soldier", "person"));
        assert!(is_same("person", "herder"));
        assert!(!is_same("soldier", "herder"));
        assert!(!is_same("ship", "person"));
        assert!(is_same("visit", "time"));
        assert!(!is_same("time", "visit"));
        assert!(!is_same("passenger", "passenger per year"));
        assert!(!is_same("passenger per year", "passenger per day"));
        assert!(!is_same("ship", "soldier"));
        assert!(!is_same("ship", "shop"));
    }
}
