//! What was found as JSON, one object a line and mention.

use std::io::{BufWriter, Write};

use serde::Serialize;

use super::super::desk::Desk;
use super::super::json_text;
use super::super::screen::OutputError;
use crate::draft::{Amount, Content, Kind, Mention, Modifier, Worth};
use crate::quantity::Number;

/// The keys scripts lean on.
#[derive(Debug, Serialize)]
struct Line<'t> {
    start_byte: usize,
    end_byte: usize,
    surface: &'t str,
    kind: &'static str,
    edtf: Option<String>,
    value: Option<Value>,
    unit: Option<&'t str>,
    modifier: Option<&'static str>,
    draft: bool,
}

/// A number, or a text where one number does not say it all.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Value {
    Number(serde_json::Number),
    Text(String),
}

/// Writes all mentions.
pub(super) fn write(desk: &Desk, text: &str, mentions: &[Mention]) -> Result<(), OutputError> {
    let mut screen = desk.screen();
    let mut out = BufWriter::new(screen.writer());
    for mention in mentions {
        json_text::write_line(&mut out, &line(text, mention))?;
    }
    out.flush()?;
    Ok(())
}

fn line<'t>(text: &'t str, mention: &'t Mention) -> Line<'t> {
    let surface = mention.surface(text);
    let (edtf, value, unit) = match &mention.content {
        Content::Date(date) => (Some(date.edtf()), None, None),
        Content::FarDate(edtf) => (Some(edtf.clone()), None, None),
        Content::Number(amount, unit)
        | Content::Money(amount, unit)
        | Content::Duration(amount, unit) => (None, Some(value_of(*amount)), unit.as_deref()),
        Content::Ordinal(place, unit) => (None, Some(number(*place)), unit.as_deref()),
        Content::Code => (None, Some(Value::Text(surface.to_owned())), None),
        Content::Lost => (None, None, None),
    };
    Line {
        start_byte: mention.bytes.start,
        end_byte: mention.bytes.end,
        surface,
        kind: match Kind::of(&mention.content) {
            // Scripts know five kinds; nothing of a lost value is known but that it was one.
            Kind::Lost => Kind::Number.word(),
            kind @ (Kind::Date | Kind::Number | Kind::Money | Kind::Duration | Kind::Ordinal) => {
                kind.word()
            }
        },
        edtf,
        value,
        unit,
        modifier: mention.modifier.map(Modifier::word),
        draft: mention.worth == Worth::Draft,
    }
}

fn value_of(amount: Amount) -> Value {
    match amount {
        Amount::One(one) => number(one),
        Amount::Range(low, high) => Value::Text(format!("{}..{}", plain(low), plain(high))),
        Amount::Share(part, whole) => Value::Text(format!("{part}/{whole}")),
    }
}

fn number(number: Number) -> Value {
    let digits = plain(number);
    serde_json::from_str(&digits).map_or(Value::Text(digits), Value::Number)
}

fn plain(number: Number) -> String {
    number.to_string().replace(',', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::find;

    #[track_caller]
    fn writes(text: &str, lines: &[&str]) {
        let found = find(text);
        let written: Vec<String> = found
            .iter()
            .map(|mention| serde_json::to_string(&line(text, mention)).expect("memory"))
            .collect();
        assert_eq!(written, lines);
    }

    #[test]
    fn a_line_has_the_keys_scripts_lean_on() {
        writes(
            "On 3 Aug. 1860 (p. 47) it was EUR 300 million, -2.5 % or about a third.",
            &[
                r#"{"start_byte":3,"end_byte":14,"surface":"3 Aug. 1860","kind":"date","edtf":"1860-08-03","value":null,"unit":null,"modifier":null,"draft":true}"#,
                r#"{"start_byte":19,"end_byte":21,"surface":"47","kind":"number","edtf":null,"value":47,"unit":null,"modifier":null,"draft":false}"#,
                r#"{"start_byte":30,"end_byte":45,"surface":"EUR 300 million","kind":"money","edtf":null,"value":300000000,"unit":"EUR","modifier":null,"draft":true}"#,
                r#"{"start_byte":47,"end_byte":53,"surface":"-2.5 %","kind":"number","edtf":null,"value":-2.5,"unit":"percent","modifier":null,"draft":true}"#,
                r#"{"start_byte":63,"end_byte":70,"surface":"a third","kind":"number","edtf":null,"value":"1/3","unit":"share","modifier":"about","draft":true}"#,
            ],
        );
    }

    #[test]
    fn ranges_codes_and_lost_values_have_no_single_number() {
        writes(
            "Call 555-0142: between 10 and 20 men, worth , they say.",
            &[
                r#"{"start_byte":5,"end_byte":13,"surface":"555-0142","kind":"number","edtf":null,"value":"555-0142","unit":null,"modifier":null,"draft":false}"#,
                r#"{"start_byte":23,"end_byte":32,"surface":"10 and 20","kind":"number","edtf":null,"value":"10..20","unit":"men","modifier":"range","draft":true}"#,
                r#"{"start_byte":38,"end_byte":43,"surface":"worth","kind":"number","edtf":null,"value":null,"unit":null,"modifier":null,"draft":false}"#,
            ],
        );
    }
}
