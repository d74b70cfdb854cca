//! What people type, and what is read in it.

use proptest::prelude::*;

use super::*;

/// Shows what was read: bound, readings, ordinal.
fn shown(typed: &str) -> String {
    let figure = match read(typed) {
        Ok(figure) => figure,
        Err(error) => return format!("{error:?}"),
    };
    let readings: Vec<String> = figure
        .readings
        .iter()
        .map(|reading| match &reading.unit {
            Some(unit) => format!("{} [{unit}]", reading.number),
            None => reading.number.to_string(),
        })
        .collect();
    let bound = figure
        .bound
        .map(|bound| format!("{bound:?} "))
        .unwrap_or_default();
    let ordinal = if figure.is_ordinal { " ordinal" } else { "" };
    format!("{bound}{}{ordinal}", readings.join(" or "))
}

#[track_caller]
fn reads(cases: &[(&str, &str)]) {
    for (typed, expected) in cases {
        assert_eq!(&shown(typed), expected, "{typed:?}");
    }
}

#[test]
fn digits_are_read_with_any_marks() {
    reads(&[
        ("20,000", "20,000"),
        ("20 000", "20,000"),
        ("20\u{a0}000", "20,000"),
        ("20\u{2009}000", "20,000"),
        ("20\u{202f}000", "20,000"),
        ("20'000", "20,000"),
        ("20’000", "20,000"),
        ("20.000", "20,000 or 20"),
        ("1,5", "1.5"),
        ("1.234.567", "1,234,567"),
        ("1,234.5", "1,234.5"),
        ("-2.5", "-2.5"),
        ("−2.5", "-2.5"),
        ("minus 2.5", "-2.5"),
        ("２０，０００", "20,000"),
        ("  900. ", "900"),
        ("\"900\"", "900"),
        ("0.43", "0.43"),
        (".5", "0.5"),
        ("1/2", "0.5"),
        ("2 1/2", "2.5"),
        ("2½", "2.5"),
        ("½", "0.5"),
        ("3/4 million", "750,000"),
        ("20´000", "20,000"),
        ("٢٠٠٠٠", "20,000"),
        ("\u{200E}20,000\u{202C}", "20,000"),
        ("(20,000)", "20,000"),
        ("2e4", "20,000"),
        ("2 × 10⁴ ships", "20,000 [ships]"),
        ("1.65·10^6", "1,650,000"),
    ]);
}

#[test]
fn scales_multiply() {
    reads(&[
        ("20k", "20,000"),
        ("20 K", "20,000"),
        ("1.65 million", "1,650,000"),
        ("1.65 mn", "1,650,000"),
        ("1,65 million", "1,650,000"),
        ("1.650 million", "1,650,000"),
        ("1.65m", "1,650,000 or 1.65 [m]"),
        ("20 m of road", "20,000,000 [of road] or 20 [m]"),
        ("20 m people", "20,000,000 [people]"),
        ("$20 m", "20,000,000 [dollars]"),
        ("20 m²", "20 [m²]"),
        ("20 m/s", "20 [m/s]"),
        ("2bn", "2,000,000,000"),
        ("2 billion", "2,000,000,000"),
        ("5 hundred", "500"),
        ("2 dozen", "24"),
        ("2 and a half million", "2,500,000"),
        ("1.65 millions of passengers", "1,650,000 [of passengers]"),
        ("1.65 milion", "1,650,000"),
        ("5 bil. yen", "5,000,000,000 [yen]"),
        ("20 thou", "20,000"),
        ("9 hundreds", "900"),
        ("1 million 650 thousand", "1,650,000"),
        ("1 million and 650,000 people", "1,650,000 [people]"),
        ("2 m 50 cm", "2.5 [m]"),
    ]);
}

#[test]
fn words_are_read() {
    reads(&[
        ("twenty thousand", "20,000"),
        ("Twenty Thousand soldiers", "20,000 [soldiers]"),
        ("half a million", "500,000"),
        ("half million", "500,000"),
        ("a quarter of a million", "250,000"),
        ("two and a half million", "2,500,000"),
        ("a hundred", "100"),
        ("a dozen", "12"),
        ("half a dozen", "6"),
        ("two dozen", "24"),
        ("forty-three per cent", "43 [%]"),
        ("forty three percent", "43 [%]"),
        ("one point six five million", "1,650,000"),
        ("two thirds", "0.6666666666666666666666666667"),
        ("a third", "0.3333333333333333333333333333"),
        ("three quarters", "0.75"),
        ("some twenty ships", "About 20 [ships]"),
        ("a million and a half", "1,500,000"),
        ("two thousand and a half", "2,000.5"),
    ]);
}

#[test]
fn ordinals_are_marked() {
    reads(&[
        ("77th", "77 ordinal"),
        ("the 77th", "77 ordinal"),
        ("seventy-seventh", "77 ordinal"),
        ("77th prime minister", "77 [prime minister] ordinal"),
        ("no. 77", "77"),
        ("#77", "77"),
        ("third", "3 ordinal"),
        ("nr 77", "77"),
    ]);
}

#[test]
fn bounds_are_kept() {
    reads(&[
        ("more than 900", "MoreThan 900"),
        ("over 900", "MoreThan 900"),
        ("> 900", "MoreThan 900"),
        (">=900", "AtLeast 900"),
        ("at least 900", "AtLeast 900"),
        ("900+", "AtLeast 900"),
        ("900 or more ships", "AtLeast 900 [ships]"),
        ("less than 900", "LessThan 900"),
        ("under 900", "LessThan 900"),
        ("< 900", "LessThan 900"),
        ("≤ 900", "AtMost 900"),
        ("almost 40 %", "Almost 40 [%]"),
        ("nearly 40%", "Almost 40 [%]"),
        ("about 900", "About 900"),
        ("around 900", "About 900"),
        ("ca. 900", "About 900"),
        ("c. 900", "About 900"),
        ("~900", "About 900"),
        ("roughly half a million", "About 500,000"),
        ("some 20,000", "About 20,000"),
        ("exactly 900", "Exact 900"),
        ("min. 900", "AtLeast 900"),
        ("greater than 900", "MoreThan 900"),
        ("not over 900", "AtMost 900"),
        ("just short of 900", "Almost 900"),
        ("more than about 900", "MoreThan 900"),
        ("perhaps 900", "About 900"),
        ("there were 900 ships", "900 [ships]"),
        ("900 plus", "AtLeast 900"),
        ("900 at least", "AtLeast 900"),
        ("900ish", "About 900"),
        ("900-odd ships", "About 900 [ships]"),
    ]);
}

#[test]
fn units_are_read_before_and_behind() {
    reads(&[
        ("43 %", "43 [%]"),
        ("43%", "43 [%]"),
        ("43 per cent", "43 [%]"),
        ("43 pct", "43 [%]"),
        ("50 km", "50 [km]"),
        ("50km", "50 [km]"),
        ("31 miles", "31 [miles]"),
        ("¥5 billion", "5,000,000,000 [yen]"),
        ("5 billion yen", "5,000,000,000 [yen]"),
        ("$20", "20 [dollars]"),
        ("-$20", "-20 [dollars]"),
        ("US$ 20 million", "20,000,000 [us$]"),
        ("38° N", "38 [° n]"),
        ("1.65 million a year", "1,650,000 [per year]"),
        ("6 brothers", "6 [brothers]"),
        ("% 43", "43 [%]"),
        ("43 out of 100", "43 [%]"),
        ("yen 5 billion", "5,000,000,000 [yen]"),
        ("50 km long", "50 [km]"),
        ("5 tonnes of CO2", "5 [tonnes]"),
        ("7 times", "7 [times]"),
        ("7 photo one albums", "7 [photo one albums]"),
    ]);
}

#[test]
fn what_is_no_figure_is_refused() {
    reads(&[
        ("", "Empty"),
        (" . ", "Empty"),
        ("many", "NotANumber"),
        ("XIV", "NotANumber"),
        ("900-1000", "NotANumber"),
        ("900 1000", "NotANumber"),
        ("five-ten", "NotANumber"),
        ("1/0", "NotANumber"),
        ("1.2.3", "NotANumber"),
        ("10⁶", "NotANumber"),
        ("--5", "NotANumber"),
        ("%", "NotANumber"),
        ("$", "NotANumber"),
        ("a ship", "NotANumber"),
        ("3/4/1972", "NotANumber"),
        ("15,000 to 25,000", "NotANumber"),
        ("15 to twenty thousand", "NotANumber"),
        ("7 or eight", "NotANumber"),
        ("two comma five", "NotANumber"),
        ("2m50", "NotANumber"),
        ("two metres and a half", "NotANumber"),
        ("98\"", "NotANumber"),
        ("2 m 50", "NotANumber"),
        ("0x4E20", "NotANumber"),
        ("20 million 30 million", "NotANumber"),
    ]);
    assert_eq!(read(&"9".repeat(60)), Err(UnreadableFigure::TooLarge));
    assert_eq!(read(&"9".repeat(300)), Err(UnreadableFigure::TooLong));
    let scales = format!("5 {}", "trillion ".repeat(15));
    assert_eq!(read(&scales), Err(UnreadableFigure::TooLarge));
}

#[test]
fn an_m_is_metres_where_a_length_is_asked() {
    let typed = read("20 m").expect("a figure");
    let number = |unit: Option<&str>| {
        let unit = unit.map(|unit| Unit::parse(unit).expect(unit));
        typed
            .reading_for(unit.as_ref())
            .map(|reading| reading.number)
    };
    assert_eq!(number(Some("km")), Some(20_i64.into()));
    assert_eq!(number(Some("people")), Some(20_000_000_i64.into()));
    assert_eq!(number(None), Some(20_000_000_i64.into()));
}

#[test]
fn an_m_in_writing_is_metres() {
    for (text, number) in [
        ("20 m", 20),
        ("20 m people", 20_000_000),
        ("$20 m", 20_000_000),
    ] {
        let typed = read(text).expect("a figure");
        let first = typed.in_writing().first().map(|reading| reading.number);
        assert_eq!(first, Some(i64::from(number).into()), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text: String) {
        let _ = read(&text);
    }

    #[test]
    fn any_text_of_the_alphabet_of_figures_is_read_or_refused(
        text in "[0-9.,' /%$°²½kmbntdrhsaeioféΩ\u{2212}\u{a0}⁶<>=~+-]{0,30}"
    ) {
        let _ = read(&text);
    }

    #[test]
    fn words_in_any_order_are_read_or_refused(
        words in prop::collection::vec(prop::sample::select(vec![
            "a", "an", "and", "half", "third", "two", "twenty", "hundred", "thousand", "million", "dozen", "point",
            "of", "more than", "minus", "the", "per cent", "ships", "first", "zero", "5", "1/2", "-", "e4", "x 10^4", "m 50 cm",
            "out of 100", "ish", "-odd", "plus", "to", "or", "milion", "grand", "(", ")", "yen", "%", "times", "th",
        ]), 0..12)
    ) {
        let _ = read(&words.join(" "));
    }
}
