//! Dates, figures and margins of the file, read by the rooms that know them; what they cannot read is noted.

use super::answers::{self, choice_is_answer};
use super::code;
use super::edit;
use super::fields::{self, Text};
use super::header::Defaults;
use super::mirror::{Entry, RawCard};
use super::misdated;
use super::prose;
use super::source::Source;
use super::yaml::Span;
use crate::card::Answer;
use crate::quantity::{Bound, Figure, Margin, Number, NumberError, Unit};
use crate::when::{Calendar, HistoricDate, Precision};

/// The words of `precision:`.
pub(crate) const PRECISIONS: &[(&str, Precision)] = &[
    ("century", Precision::Century),
    ("decade", Precision::Decade),
    ("year", Precision::Year),
    ("month", Precision::Month),
    ("day", Precision::Day),
];

pub(crate) const CALENDARS: &[(&str, Calendar)] = &[
    ("julian", Calendar::Julian),
    ("gregorian", Calendar::Gregorian),
    ("lunar", Calendar::Lunar),
    ("unknown", Calendar::Unknown),
];

pub(crate) const BOUNDS: &[(&str, Bound)] = &[
    ("about", Bound::About),
    ("more-than", Bound::MoreThan),
    ("at-least", Bound::AtLeast),
    ("less-than", Bound::LessThan),
    ("at-most", Bound::AtMost),
    ("almost", Bound::Almost),
];

/// The word for a precision.
pub(crate) fn precision_word(precision: Precision) -> &'static str {
    match precision {
        Precision::Century => "century",
        Precision::Decade => "decade",
        Precision::Year => "year",
        Precision::Month => "month",
        Precision::Day => "day",
    }
}

/// Reads `calendar:`; the calendar of today when there is none.
pub(crate) fn calendar(source: &mut Source<'_>, entry: Option<Entry<'_>>) -> Calendar {
    entry
        .and_then(|entry| fields::word(source, "calendar", entry, CALENDARS))
        .unwrap_or_default()
}

/// Reads a date. `lead` is what stands before it on its line: `date: ` or `- `.
pub(crate) fn date(
    source: &mut Source<'_>,
    lead: &str,
    text: &Text<'_>,
    calendar: Calendar,
) -> Option<HistoricDate> {
    match HistoricDate::parse_in(&text.text, calendar) {
        Ok(date) => Some(date),
        Err(problem) => {
            let said = misdated::remark(lead, &text.text, calendar, &problem);
            note(source, text.span, code::CARD_BAD_DATE, &said.message);
            source.advise(said.help);
            // Without a lead the date stands in the middle of a sentence.
            if let Some(meant) = said.meant.filter(|_| !lead.is_empty()) {
                source.mend_by(edit::respelt(source, text.span, &meant));
            }
            None
        }
    }
}

/// Notes what another room says, its advice as the help.
fn note(source: &mut Source<'_>, span: Span, code: &'static str, said: &str) {
    match said.split_once("; write ") {
        Some((message, help)) => source
            .error(span, code, message)
            .advise(format!("write {help}")),
        None => {
            source.error(span, code, said);
        }
    }
}

/// Reads `margin:` of a date: `5 years`, or `5`. A default for figures is passed over.
pub(super) fn margin_years(
    source: &mut Source<'_>,
    entry: Option<Entry<'_>>,
    defaults: &Defaults<'_>,
) -> Option<u32> {
    match entry {
        Some(entry) => {
            let text = fields::scalar(source, "margin", entry)?;
            own_margin_years(source, &text)
        }
        None => years(&defaults.margin.as_ref()?.text),
    }
}

pub(crate) fn own_margin_years(source: &mut Source<'_>, text: &Text<'_>) -> Option<u32> {
    let years = years(&text.text);
    if years.is_none() {
        let positive = text.text.strip_prefix('-').map(str::trim_start);
        let (message, help) = match positive {
            Some(positive) => ("a margin cannot be negative", positive),
            None => ("the margin of a date is a number of years", "5 years"),
        };
        source
            .error(text.span, code::CARD_BAD_MARGIN, message)
            .advise(format!("write: margin: {help}"));
    }
    years
}

pub(crate) fn years(text: &str) -> Option<u32> {
    let number = text
        .strip_suffix("years")
        .or_else(|| text.strip_suffix("year"))
        .unwrap_or(text);
    number.trim_end().parse().ok()
}

/// Reads `number:` with all that belongs to it.
pub(super) fn figure_answer(
    source: &mut Source<'_>,
    raw: &mut RawCard<'_>,
    defaults: &Defaults<'_>,
) -> Option<Answer> {
    let number = raw.number.take().and_then(|entry| number(source, entry));
    let unit = raw.unit.take().map(|entry| unit(source, entry));
    let bound = raw
        .bound
        .take()
        .map(|entry| fields::word(source, "bound", entry, BOUNDS));
    let margin = raw.margin.take().map(|entry| {
        let text = fields::scalar(source, "margin", entry)?;
        own_margin(source, &text)
    });
    let accept = answers::optional_texts(source, "accept", raw.accept.take());
    let choices = answers::optional_texts(source, "choices", raw.choices.take());

    let (number, span) = number?;
    let unit = match unit {
        Some(unit) => Some(unit?),
        None => None,
    };
    let bound = bound.map_or(Some(Bound::Exact), |bound| bound)?;
    let expected = match Figure::new(number, unit, bound) {
        Ok(figure) => figure,
        Err(error) => {
            note(source, span, code::CARD_BAD_NUMBER, &error.to_string());
            return None;
        }
    };
    let margin = match margin {
        Some(margin) => margin?,
        None => default_margin(defaults.margin.as_ref(), &expected),
    };
    let accept = figures(source, accept, &expected);
    let choices = figures(source, choices, &expected);
    for (choice, text) in &choices {
        let is_right = |right: &Figure| margin.swallows(right, choice);
        if is_right(&expected) || accept.iter().any(|(right, _)| is_right(right)) {
            choice_is_answer(source, text);
        }
    }
    Some(Answer::Figure {
        margin,
        accept: accept.into_iter().map(|(figure, _)| figure).collect(),
        choices: choices.into_iter().map(|(figure, _)| figure).collect(),
        expected,
    })
}

pub(crate) fn number(source: &mut Source<'_>, entry: Entry<'_>) -> Option<(Number, Span)> {
    let text = fields::scalar(source, "number", entry)?;
    match text.text.parse() {
        Ok(number) => Some((number, text.span)),
        Err(error) => {
            let error: NumberError = error;
            note(source, text.span, code::CARD_BAD_NUMBER, &error.to_string());
            if let (NumberError::NotANumber(_), Some(help)) = (&error, prose::figure(&text.text)) {
                source.advise(help);
            }
            None
        }
    }
}

pub(crate) fn unit(source: &mut Source<'_>, entry: Entry<'_>) -> Option<Unit> {
    let text = fields::text(source, "unit", entry)?;
    match Unit::parse(&text.text) {
        Ok(unit) => Some(unit),
        Err(error) => {
            note(source, text.span, code::CARD_BAD_UNIT, &error.to_string());
            None
        }
    }
}

pub(crate) fn own_margin(source: &mut Source<'_>, text: &Text<'_>) -> Option<Margin> {
    match Margin::parse(&text.text) {
        Ok(margin) => Some(margin),
        Err(error) => {
            note(source, text.span, code::CARD_BAD_MARGIN, &error.to_string());
            None
        }
    }
}

/// The deck's margin when it is one of figures, else what suits the figure.
pub(super) fn default_margin(deck_margin: Option<&Text<'_>>, figure: &Figure) -> Margin {
    deck_margin
        .and_then(|text| Margin::parse(&text.text).ok())
        .unwrap_or_else(|| Margin::default_for(figure))
}

/// Notes a default that is a margin neither of dates nor of figures.
pub(super) fn check_default_margin(source: &mut Source<'_>, text: &Text<'_>) {
    if years(&text.text).is_none() {
        own_margin(source, text);
    }
}

fn figures<'a>(
    source: &mut Source<'_>,
    texts: Vec<Text<'a>>,
    beside: &Figure,
) -> Vec<(Figure, Text<'a>)> {
    let mut figures = Vec::with_capacity(texts.len());
    for text in texts {
        match beside.read_beside(&text.text) {
            Ok(figure) => figures.push((figure, text)),
            Err(error) => {
                source
                    .error(text.span, code::CARD_BAD_NUMBER, error.to_string())
                    .advise("beside number each item is a figure too: - 20000");
            }
        }
    }
    figures
}
