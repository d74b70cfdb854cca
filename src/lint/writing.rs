//! Texts that learners do not see as their author meant them: markup, braces, invisible characters, numbers cut at a comma.

use super::code;
use super::findings::Findings;
use super::sheet::Sheet;
use crate::card::{Answer, Prompt};
use crate::deck::At;

/// Notes what is shown otherwise than it is meant.
pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings<'_>) {
    let card = sheet.card;
    match &card.prompt {
        Prompt::Plain(text) => check_text(sheet, At::Key("prompt"), text, findings),
        Prompt::Gap { before, after } => {
            check_text(sheet, At::Gap, before, findings);
            check_text(sheet, At::Gap, after, findings);
        }
    }
    let texts = [
        ("explanation", &card.explanation),
        ("hint", &card.hint),
        ("about", &card.about),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            check_text(sheet, At::Key(key), text, findings);
        }
    }
    check_answer(sheet, findings);
    check_commas(sheet, findings);
}

fn check_answer(sheet: &Sheet<'_>, findings: &mut Findings<'_>) {
    let lists: &[(&'static str, &[String])] = match &sheet.card.answer {
        Answer::Text {
            expected,
            accept,
            choices,
        } => {
            check_text(sheet, sheet.answer_at(), expected, findings);
            &[("accept", accept), ("choices", choices)]
        }
        Answer::Set { expected, choices } => &[("answers", expected), ("choices", choices)],
        Answer::Order { items } => &[("order", items)],
        Answer::Match { pairs } => {
            for (index, (left, right)) in pairs.iter().enumerate() {
                check_text(sheet, At::Under("match", index), left, findings);
                check_text(sheet, At::Under("match", index), right, findings);
            }
            return;
        }
        Answer::Flip { back } => {
            check_text(sheet, sheet.answer_at(), back, findings);
            return;
        }
        Answer::Date { .. } | Answer::Figure { .. } => return,
    };
    for (key, texts) in lists {
        for (index, text) in texts.iter().enumerate() {
            check_text(sheet, At::Item(key, index), text, findings);
        }
    }
}

fn check_text(sheet: &Sheet<'_>, at: At<'_>, text: &str, findings: &mut Findings<'_>) {
    let is_plain = |byte: u8| {
        !matches!(
            byte,
            b'<' | b'&' | b'\\' | b'*' | b'[' | b'{' | b':' | 0x80..
        )
    };
    if text.bytes().all(is_plain) {
        return;
    }
    let key = match at {
        At::Key(key) => Some(key),
        At::Card | At::Gap | At::Words(..) | At::Item(..) | At::Under(..) => None,
    };
    if let Some(found) = markup(text) {
        let at = key.map_or(at, |key| At::Words(key, found));
        findings
            .warn(
                sheet.owner,
                at,
                code::MARKUP,
                format!("learners see \"{found}\" as it stands here"),
            )
            .advise("write plain text; for lines of their own put | after the colon and the text under it");
    }
    if let Some(c) = text.chars().find(|c| is_invisible(*c)) {
        findings
            .warn(
                sheet.owner,
                at,
                code::INVISIBLE_CHARACTER,
                format!(
                    "there is a character nobody sees in this text: U+{:04X}",
                    u32::from(c)
                ),
            )
            .advise("type the text anew; it came with a copied text");
    }
    if !sheet.is_gap() && text.contains("{{") {
        findings
            .warn(
                sheet.owner,
                at,
                code::STRAY_GAP,
                "the braces {{ }} make a gap only under cloze",
            )
            .advise("write the whole sentence after cloze: and delete prompt and answer");
    } else if sheet.is_gap() && at == sheet.answer_at() && text.contains("::") {
        findings
            .warn(
                sheet.owner,
                at,
                code::STRAY_GAP,
                format!("the answer of this gap is \"{text}\", with its colons"),
            )
            .advise("a gap is {{answer}} or {{name::answer}}; a hint goes under hint:");
    }
}

/// Tags whose names mean nothing else between `<` and `>`.
const TAGS: &[&str] = &[
    "b", "i", "u", "br", "p", "div", "span", "img", "sub", "sup", "em", "strong", "font", "a",
    "ul", "ol", "li", "table", "tr", "td", "hr", "code", "pre",
];

const ENTITIES: &[&str] = &[
    "&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&ndash;", "&mdash;", "&#",
];

/// Markup of other programs, as far as it goes.
fn markup(text: &str) -> Option<&str> {
    tag(text)
        .or_else(|| {
            let found = ENTITIES.iter().find(|entity| text.contains(**entity))?;
            Some(found)
        })
        .or_else(|| {
            ["[sound:", "[latex]", "![", "**"]
                .into_iter()
                .find(|mark| is_markup(text, mark))
        })
        .or_else(|| line_escape(text))
}

/// Two stars make bold words only as a pair around them.
fn is_markup(text: &str, mark: &str) -> bool {
    match text.split_once(mark) {
        Some((_, rest)) if mark == "**" => {
            rest.contains("**") && rest.starts_with(char::is_alphanumeric)
        }
        Some(_) => true,
        None => false,
    }
}

fn tag(text: &str) -> Option<&str> {
    text.match_indices('<').find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let end = rest.find('>')? + 1;
        let tag = rest.get(..end)?;
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        TAGS.contains(&name.to_ascii_lowercase().as_str())
            .then_some(tag)
    })
}

/// A `\n` or `\t` outside double quotes, which stays two characters.
fn line_escape(text: &str) -> Option<&str> {
    text.match_indices(['\\']).find_map(|(at, _)| {
        let escape = text.get(at..at + 2)?;
        let after = text.get(at + 2..)?.chars().next();
        // Before small letters it is more likely a command of LaTeX.
        let is_word = after.is_some_and(char::is_lowercase);
        (matches!(escape, "\\n" | "\\t") && !is_word).then_some(escape)
    })
}

/// Characters without any width that no script needs.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Notes `[1,000, 2,000]`, which is four items.
fn check_commas(sheet: &Sheet<'_>, findings: &mut Findings<'_>) {
    let items = |key: &'static str| -> usize {
        match (&sheet.card.answer, key) {
            (Answer::Figure { accept, .. }, "accept") => accept.len(),
            (Answer::Figure { choices, .. }, _) => choices.len(),
            (
                Answer::Text { .. }
                | Answer::Set { .. }
                | Answer::Date { .. }
                | Answer::Order { .. }
                | Answer::Match { .. }
                | Answer::Flip { .. },
                _,
            ) => 0,
        }
    };
    for key in ["accept", "choices"] {
        let is_cut = |index: &usize| {
            let (one, next) = (
                findings.places.written(sheet.owner, At::Item(key, *index)),
                findings
                    .places
                    .written(sheet.owner, At::Item(key, index + 1)),
            );
            let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            findings.places.between(sheet.owner, key, *index) == Some(",")
                && (1..=3).contains(&one.len())
                && next.len() == 3
                && is_digits(one)
                && is_digits(next)
        };
        let Some(index) = (0..items(key).saturating_sub(1)).find(is_cut) else {
            continue;
        };
        let whole: String = [index, index + 1]
            .map(|index| findings.places.written(sheet.owner, At::Item(key, index)))
            .concat();
        findings
            .warn(
                sheet.owner,
                At::Item(key, index),
                code::COMMA_SPLIT,
                "between brackets a comma ends an item, so this number became two",
            )
            .advise(format!("write it without its comma: {whole}"));
    }
}
