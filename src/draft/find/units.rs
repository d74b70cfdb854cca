//! What stands behind a number: per cent, money, time, a measure, or the thing that is counted; and per what.

use super::lexicon;
use super::tokens::Tokens;

/// What stands behind a number.
pub(super) enum Unit {
    Percent(usize),
    Money(String, usize),
    Time(&'static str, u32, usize),
    Measure(String, usize),
    /// A thing that is counted; the figure ends before it.
    Noun(String, usize),
    None,
}

pub(super) fn unit(tokens: &Tokens<'_>, at: usize) -> Unit {
    let hyphen = usize::from(
        matches!(tokens.mark(at), Some('-' | '‑'))
            && tokens.is_joined(at)
            && tokens.is_joined(at + 1),
    );
    let next = at + hyphen;
    let word = tokens.word(next);
    match (tokens.mark(at), word, tokens.word(next + 1)) {
        (Some('%'), ..) => return Unit::Percent(at + 1),
        (Some('‰'), ..) => return Unit::Measure("per mille".to_owned(), at + 1),
        (Some('°'), ..) => return degrees(tokens, at),
        (Some(mark), ..) if lexicon::sign(mark).is_some() && tokens.digits(at + 1).is_none() => {
            return Unit::Money(lexicon::sign(mark).unwrap_or_default().to_owned(), at + 1);
        }
        (_, "percent" | "pct" | "percentage", "point" | "points") => {
            return Unit::Percent(next + 2);
        }
        (_, "percent" | "pct" | "pc", _) => return Unit::Percent(next + 1),
        (_, "per", "cent") => {
            let points = usize::from(matches!(tokens.word(next + 2), "points" | "point"));
            return Unit::Percent(next + 2 + points);
        }
        (_, "per", "mille" | "thousand") => return Unit::Measure("per mille".to_owned(), next + 2),
        _ => {}
    }
    if let Some((unit, size)) = lexicon::time_unit(word) {
        // "3 second-hand books", "the 5 day boys" are not met often enough to matter.
        let is_short = matches!(
            word,
            "sec" | "min" | "hr" | "yr" | "yrs" | "hrs" | "mins" | "wk"
        );
        let end = if is_short && tokens.mark(next + 1) == Some('.') && !tokens.is_capital(next + 2)
        {
            next + 2
        } else {
            next + 1
        };
        return Unit::Time(unit, size, end);
    }
    if hyphen == 1 && lexicon::is_measure(word) {
        return Unit::Measure(word.to_owned(), next + 1);
    }
    if hyphen == 1 {
        return match word {
            "" => Unit::None,
            word => Unit::Noun(word.to_owned(), next + 1),
        };
    }
    if tokens.is_joined(at) && matches!(word, "d" | "s") && !tokens.is_capital(at) {
        return Unit::Money(
            if word == "d" { "pence" } else { "shillings" }.to_owned(),
            at + 1,
        );
    }
    money(tokens, at)
        .or_else(|| measure(tokens, at))
        .or_else(|| noun(tokens, at))
        .unwrap_or(Unit::None)
}

/// `25 °C`, `38° N`, `12°`.
pub(super) fn degrees(tokens: &Tokens<'_>, at: usize) -> Unit {
    match tokens.word(at + 1) {
        "c" => Unit::Measure("°C".to_owned(), at + 2),
        "f" => Unit::Measure("°F".to_owned(), at + 2),
        direction @ ("n" | "s" | "e" | "w") => {
            let unit = match direction {
                "n" => "degrees north",
                "s" => "degrees south",
                "e" => "degrees east",
                _ => "degrees west",
            };
            Unit::Measure(unit.to_owned(), at + 2)
        }
        _ => Unit::Measure("degrees".to_owned(), at + 1),
    }
}

/// A currency, with at most two words before it: `silver taels`.
pub(super) fn money(tokens: &Tokens<'_>, at: usize) -> Option<Unit> {
    for skipped in 0..=2 {
        let word = tokens.word(at + skipped);
        let is_abbreviation = matches!(tokens.mark(at + skipped + 1), Some('.'));
        if lexicon::is_currency(word)
            && !(matches!(
                word,
                "won" | "real" | "mark" | "marks" | "crown" | "rand" | "cent"
            ) && (skipped > 0 || tokens.is_capital(at + skipped)))
        {
            // "3 won medals"
            let is_verb = word == "won"
                && !tokens.word(at + 1).is_empty()
                && tokens.word(at + 1) != "a"
                && tokens.word(at + 1) != "per"
                && !tokens.is_break(at + 1);
            return (!is_verb).then(|| Unit::Money(word.to_owned(), at + skipped + 1));
        }
        if lexicon::is_pound(word) && !is_abbreviation {
            // "Two pounds of tea" are a weight.
            let is_weight = tokens.word(at + skipped + 1) == "of"
                && !matches!(tokens.word(at + skipped + 2), "silver" | "gold");
            let sterling = usize::from(tokens.word(at + skipped + 1) == "sterling");
            return Some(if is_weight {
                Unit::Measure("pounds".to_owned(), at + skipped + 1)
            } else {
                Unit::Money("pounds".to_owned(), at + skipped + 1 + sterling)
            });
        }
        if word.is_empty() || lexicon::is_function(word) || word.ends_with('s') {
            return None;
        }
    }
    None
}

pub(super) fn measure(tokens: &Tokens<'_>, at: usize) -> Option<Unit> {
    let word = tokens.word(at);
    let area = match word {
        "square" | "sq" | "cubic" | "cu" => Some(if matches!(word, "square" | "sq") {
            "square"
        } else {
            "cubic"
        }),
        "metric" | "nautical" | "light" | "imperial" | "short" | "long" | "degrees" | "degree" => {
            Some(word)
        }
        _ => None,
    };
    if let Some(first) = area {
        let point = usize::from(tokens.mark(at + 1) == Some('.'));
        let hyphen = usize::from(tokens.mark(at + 1) == Some('-'));
        let next = at + 1 + point + hyphen;
        let second = tokens.word(next);
        if lexicon::is_measure(second)
            || matches!(
                second,
                "north" | "south" | "east" | "west" | "years" | "year" | "centigrade"
            )
        {
            return Some(Unit::Measure(format!("{first} {second}"), next + 1));
        }
    }
    if !lexicon::is_measure(word) {
        return None;
    }
    let is_letter = word.len() == 1;
    // "61 t" is tonnes, "61 T" a name; "5 a" is no measure.
    if is_letter && tokens.is_capital(at) {
        return None;
    }
    let mut unit = word.to_owned();
    let mut end = at + 1;
    if tokens.mark(end) == Some('/') && tokens.is_joined(end) {
        let per = tokens.word(end + 1);
        if !per.is_empty() {
            unit = format!("{unit}/{per}");
            end += 2;
        }
    }
    let is_square = tokens.mark(end) == Some('^') && tokens.whole(end + 1).is_some();
    if is_square
        || (tokens.is_joined(end)
            && tokens
                .whole(end)
                .is_some_and(|power| power == 2 || power == 3))
    {
        end += if is_square { 2 } else { 1 };
        unit.push(if tokens.whole(end - 1) == Some(3) {
            '³'
        } else {
            '²'
        });
    }
    Some(Unit::Measure(unit, end))
}

/// The thing that is counted, within three words: `1,000 armed ships`.
pub(super) fn noun(tokens: &Tokens<'_>, at: usize) -> Option<Unit> {
    for skipped in 0..3 {
        let word = tokens.word(at + skipped);
        if word.is_empty()
            || (lexicon::is_function(word) && !(skipped == 0 && matches!(word, "more" | "other")))
        {
            return None;
        }
        let is_plural = word.len() > 2 && word.ends_with('s') && !lexicon::is_no_plural(word);
        if is_plural
            || lexicon::is_counted(word)
            || matches!(
                word,
                "fishermen"
                    | "horsemen"
                    | "seamen"
                    | "workmen"
                    | "clergymen"
                    | "gunmen"
                    | "craftsmen"
                    | "feet"
                    | "geese"
                    | "teeth"
                    | "oxen"
                    | "crew"
                    | "foot"
                    | "strong"
                    | "police"
                    | "bishoprics"
                    | "personnel"
                    | "media"
                    | "strata"
            )
        {
            return Some(Unit::Noun(word.to_owned(), at + skipped + 1));
        }
    }
    None
}

/// `a year`, `per day`, `annually` behind a figure.
pub(super) fn rate(tokens: &Tokens<'_>, at: usize) -> (Option<&'static str>, usize) {
    let of = |word: &str| match word {
        "year" | "annum" | "yr" => Some("year"),
        "month" => Some("month"),
        "week" => Some("week"),
        "day" => Some("day"),
        "hour" => Some("hour"),
        "minute" => Some("minute"),
        "second" => Some("second"),
        "head" | "person" | "capita" => Some("person"),
        "barrel" => Some("barrel"),
        "acre" => Some("acre"),
        "hectare" => Some("hectare"),
        "tonne" | "ton" => Some("tonne"),
        "litre" | "liter" => Some("litre"),
        "ounce" => Some("ounce"),
        "kilogram" | "kilo" | "kg" => Some("kg"),
        "pound" => Some("pound"),
        "gallon" => Some("gallon"),
        "mile" => Some("mile"),
        "km" | "kilometre" | "kilometer" => Some("km"),
        _ => None,
    };
    let is_led = matches!(
        tokens.word(at),
        "a" | "an" | "per" | "each" | "every" | "the"
    ) || (tokens.mark(at) == Some('/') && tokens.is_joined(at));
    let is_square = usize::from(matches!(tokens.word(at + 1), "square"));
    // "Three days a week" and "five miles a day later" are rates; "a year later" is not.
    let ends = !matches!(
        tokens.word(at + 2),
        "later" | "earlier" | "ago" | "before" | "after"
    );
    match of(tokens.word(at + 1 + is_square)) {
        Some(unit) if is_led && ends => (Some(unit), at + 2 + is_square),
        _ if matches!(tokens.word(at), "annually" | "yearly") => (Some("year"), at + 1),
        _ if tokens.word(at) == "daily" => (Some("day"), at + 1),
        _ => (None, at),
    }
}
