//! A slip of YAML in a teacher's words: where the mistake really is, what it is, the line to write instead.

use super::code;
use super::edit;
use super::quoting::Parts;
use super::slip::{Slip, SlipKind};
use super::source::Source;
use super::spot::{Finding, Spot};

/// Where a slip turned out to be.
pub(crate) struct Explained {
    /// The number of its line, from 1.
    pub(super) line: usize,
    pub(super) within: Within,
}

/// What a slip is a slip of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Within {
    /// One text: the keys around it are read all the same.
    Text,
    /// Keys, lists or their indentation.
    Structure,
}

/// Notes what `slip` says about the file; returns where the mistake is.
pub(crate) fn explain(source: &mut Source<'_>, slip: Slip) -> Explained {
    let finding = find(source, slip);
    let problem = source.error(finding.span, finding.code, finding.message);
    if let Some(help) = finding.help {
        problem.advise(help);
    }
    source.mend_by(edit::of_slip(source, finding.code, finding.span));
    let is_in_text = [
        code::YAML_COLON,
        code::YAML_QUOTE,
        code::YAML_ESCAPE,
        code::YAML_FIRST_CHARACTER,
        code::YAML_CONTROL_CHARACTER,
    ]
    .contains(&finding.code);
    Explained {
        line: usize::try_from(finding.span.line).unwrap_or(usize::MAX),
        within: if is_in_text {
            Within::Text
        } else {
            Within::Structure
        },
    }
}

fn find(source: &Source<'_>, slip: Slip) -> Finding {
    let spot = Spot::of(source, slip);
    match slip.kind {
        SlipKind::Tab => tab(source, &spot),
        SlipKind::UnexpectedColon => colon(source, &spot),
        SlipKind::NoColon => missing_colon(&spot),
        SlipKind::NoKey => no_key(source, &spot),
        SlipKind::OpenQuote => spot.quote("the quote is never closed"),
        SlipKind::EarlyQuote => spot.quote("the quote is closed before the text ends"),
        SlipKind::Escape => spot.escape(),
        SlipKind::Character(c) if c.is_control() => control_character(&spot, c),
        SlipKind::Character(c) => spot.first_character(c),
        SlipKind::Anchor => spot.first_character('&'),
        SlipKind::Alias => spot.first_character('*'),
        SlipKind::Tag => spot.first_character('!'),
        SlipKind::Documents => documents(source, &spot),
        SlipKind::ListItem => list(&spot),
        SlipKind::Bracket => bracket(source, &spot),
        SlipKind::BlockHeader => spot.block_header(),
        SlipKind::Indentation => spot.indentation(source),
        SlipKind::TooDeep => spot.finding(
            code::YAML_TOO_MUCH,
            "the brackets or lists are nested too deep",
            spot.requoted("if this is a text, put it in quotes"),
        ),
        SlipKind::TooMany => spot.finding(
            code::YAML_TOO_MUCH,
            "the file has more values than a deck can have",
            Some("split the deck into several files".to_owned()),
        ),
        SlipKind::Other => spot.other(),
    }
}

/// The reader names the line before the tab, or a later place on it.
fn tab(source: &Source<'_>, spot: &Spot<'_>) -> Finding {
    let from = spot.number - 1;
    let with_tab = source
        .lines()
        .enumerate()
        .skip(from)
        .take(3)
        .find_map(|(index, line)| {
            let lead = line.text.len() - line.text.trim_start_matches([' ', '\t']).len();
            let at = line.text.get(..lead)?.find('\t')?;
            Some(Spot::on(line, index + 1, at))
        });
    if let Some(spot) = with_tab {
        let text = spot.line.text.trim();
        let help = match spot.key_column_above(source) {
            Some(depth) => format!(
                "write spaces instead, as above: {}{text}",
                " ".repeat(depth)
            ),
            None => "write spaces instead".to_owned(),
        };
        let message = "there is a tab before this line; decks are indented with spaces";
        return spot.pointing(code::YAML_TAB, message, Some(help));
    }
    let at = spot.line.text.find('\t').unwrap_or(spot.at);
    let message = "there is a tab in this line where a space belongs";
    let help = format!("write: {}", spot.line.text.replace('\t', " ").trim());
    Spot::on(spot.line, spot.number, at).pointing(code::YAML_TAB, message, Some(help))
}

fn colon(source: &Source<'_>, spot: &Spot<'_>) -> Finding {
    if let Some(parts) = Parts::of(spot.line.text)
        && parts.lead.len() <= spot.at
        && !parts.value.is_empty()
    {
        let message = "there is a \": \" in this text, which looks like a second key";
        return spot.pointing(code::YAML_COLON, message, spot.requoted("write"));
    }
    let before = spot.number - 1;
    if let Some((index, line)) = source.lines().enumerate().take(before).last()
        && let Some(finding) = colon_without_space(&Spot::on(line, index + 1, 0))
    {
        return finding;
    }
    spot.indentation(source)
}

fn missing_colon(spot: &Spot<'_>) -> Finding {
    if let Some(finding) = wide_colon(spot).or_else(|| colon_without_space(spot)) {
        return finding;
    }
    let text = spot.line.text.trim_start();
    let at = spot.line.text.len() - text.len();
    let text = text.strip_prefix("- ").unwrap_or(text);
    let help = match text.split_once(' ') {
        Some((key, value)) if key.chars().all(|c| c.is_ascii_lowercase()) => {
            format!("write: {key}: {value} (or indent the line further, if it goes on with the text above)")
        }
        _ => "write a key and a colon before it, or indent it further, if it goes on with the text above".to_owned(),
    };
    let message = "there is no colon in this line";
    Spot::on(spot.line, spot.number, at).finding(code::YAML_MISSING_COLON, message, Some(help))
}

/// `prompt：What`, with the colon of a Chinese or Japanese keyboard.
fn wide_colon(spot: &Spot<'_>) -> Option<Finding> {
    let (key, value) = spot.line.text.split_once('：')?;
    let name = key.trim_start_matches([' ', '-']);
    if name.is_empty() || !name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_')) {
        return None;
    }
    let message = "this is a wide colon; behind a key stands a plain one and a space";
    let help = format!("write: {}: {}", key.trim_start(), value.trim());
    let spot = Spot::on(spot.line, spot.number, key.len());
    Some(spot.pointing(code::YAML_MISSING_COLON, message, Some(help)))
}

/// `prompt:What` on the line of `spot`.
fn colon_without_space(spot: &Spot<'_>) -> Option<Finding> {
    if Parts::of(spot.line.text).is_some_and(|parts| !parts.key.is_empty()) {
        return None;
    }
    let (key, value) = spot.line.text.split_once(':')?;
    let name = key.trim_start_matches([' ', '-']);
    if name.is_empty()
        || !name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
    {
        return None;
    }
    let message = if value.starts_with(char::is_whitespace) {
        "the space after the colon is of another kind, which only looks like one"
    } else {
        "there is no space after the colon"
    };
    let help = format!("write: {}: {}", key.trim_start(), value.trim());
    let spot = Spot::on(spot.line, spot.number, key.len());
    Some(spot.pointing(code::YAML_MISSING_COLON, message, Some(help)))
}

fn no_key(source: &Source<'_>, spot: &Spot<'_>) -> Finding {
    match spot.value().chars().next() {
        Some(c) if "{[],".contains(c) => spot.first_character(c),
        _ if spot.line.text.trim().is_empty() => spot.other(),
        _ => spot.indentation(source),
    }
}

fn control_character(spot: &Spot<'_>, c: char) -> Finding {
    let at = spot.line.text.find(c).unwrap_or(spot.at);
    let message = format!(
        "there is an invisible control character here (U+{:04X})",
        u32::from(c)
    );
    let help = "delete it; it may have come with a copied text".to_owned();
    Spot::on(spot.line, spot.number, at).pointing(
        code::YAML_CONTROL_CHARACTER,
        &message,
        Some(help),
    )
}

fn documents(source: &Source<'_>, spot: &Spot<'_>) -> Finding {
    // After a directive the reader stumbles over the line below.
    let directive = source
        .lines()
        .enumerate()
        .take(spot.number)
        .find(|(_, line)| line.text.starts_with('%'));
    let message = "a file holds one deck, without lines of \"---\" or \"%\" in it";
    let help = "delete this line; a second deck needs a file of its own";
    let finding =
        |spot: &Spot<'_>| spot.finding(code::YAML_DOCUMENTS, message, Some(help.to_owned()));
    match directive {
        Some((index, line)) => finding(&Spot::on(line, index + 1, 0)),
        None => finding(spot),
    }
}

fn list(spot: &Spot<'_>) -> Finding {
    let parts = Parts::of(spot.line.text);
    let help = match parts {
        Some(parts) if !parts.key.is_empty() => format!(
            "write the list in brackets: {}[{}]; or put each \"- \" on a line of its own",
            parts.lead.trim_start(),
            parts.value.trim_start_matches("- ")
        ),
        _ => {
            "put each \"- \" on a line of its own, all with the same spaces before them".to_owned()
        }
    };
    let message = "a list cannot begin here";
    spot.finding(code::YAML_LIST, message, Some(help))
}

/// The reader stumbles where the bracket should have been closed by; the mistake is where it was opened.
fn bracket(source: &Source<'_>, spot: &Spot<'_>) -> Finding {
    let opened = source
        .lines()
        .enumerate()
        .take(spot.number)
        .filter(|(_, line)| {
            let value = Parts::of(line.text).map_or("", |parts| parts.value);
            value.starts_with(['[', '{'])
        })
        .last();
    let Some((index, line)) = opened else {
        let message = "this bracket closes nothing";
        return spot.pointing(code::YAML_BRACKET, message, spot.requoted("write"));
    };
    let spot = Spot::on(line, index + 1, 0);
    let at = spot.value_start();
    let value = spot.value().trim_end();
    let (open, close) = if value.starts_with('[') {
        ('[', ']')
    } else {
        ('{', '}')
    };
    let help = if value.contains(close) {
        spot.requoted("if this is a text, put it in quotes")
    } else {
        Some(format!("write: {}{close}", spot.line.text.trim()))
    };
    let message = format!("the bracket {open} is not closed as it should be");
    Spot::on(line, index + 1, at).finding(code::YAML_BRACKET, &message, help)
}
