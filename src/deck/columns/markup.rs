//! HTML of a cell becomes plain text; what no text can show is named.

use super::doubt::Doubt;
use super::heading::Markup;

/// A cell without its markup, without invisible characters, and what that left out.
pub(super) fn plain(cell: &str, markup: Markup) -> (String, Vec<Doubt>) {
    let mut doubts = Vec::new();
    let text = match markup {
        Markup::Html => from_html(cell, &mut doubts),
        Markup::Perhaps if looks_like_html(cell) => from_html(cell, &mut doubts),
        Markup::Perhaps | Markup::Plain => cell.to_owned(),
    };
    let text = without_sounds(&text, &mut doubts);
    (visible(&text, &mut doubts), doubts)
}

/// Tags of texts; the first ones begin a line.
const TAGS: [&str; 27] = [
    "br", "div", "p", "li", "tr", "ul", "ol", "table", "tbody", "td", "th", "b", "i", "u", "em",
    "strong", "span", "sub", "sup", "font", "img", "a", "code", "pre", "ruby", "rt", "hr",
];
const BLOCKS: usize = 9;

fn looks_like_html(cell: &str) -> bool {
    let has_tag = closed(cell).match_indices('<').any(|(at, _)| {
        cell.get(at..)
            .and_then(tag)
            .is_some_and(|(name, _, _)| TAGS.contains(&name.as_str()))
    });
    let has_entity = || {
        let mut entities = ["&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;"].iter();
        cell.contains('&') && entities.any(|entity| cell.contains(entity))
    };
    has_tag || has_entity()
}

fn from_html(html: &str, doubts: &mut Vec<Doubt>) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    let open = html.len() - closed(html).len();
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let used = if from.starts_with('<') && from.len() > open {
            take_tag(from, &mut text, doubts)
        } else if from.starts_with('<') {
            text.push('<');
            1
        } else {
            take_entity(from, &mut text, doubts)
        };
        rest = from.get(used..).unwrap_or_default();
    }
    text.push_str(rest);
    tidy(&text)
}

/// The part in which tags can end: behind it nobody need look for the end of one again and again.
fn closed(html: &str) -> &str {
    let end = html.rfind('>').map_or(0, |last| last + 1);
    html.get(..end).unwrap_or_default()
}

/// Carries out the tag at the front of `from`; how many bytes it has.
fn take_tag(from: &str, text: &mut String, doubts: &mut Vec<Doubt>) -> usize {
    let Some((name, attributes, length)) = tag(from) else {
        text.push('<');
        return 1;
    };
    match TAGS.iter().position(|known| *known == name) {
        Some(place) if place < BLOCKS => text.push('\n'),
        Some(_) if name == "td" || name == "th" => text.push(' '),
        Some(_) if name == "img" => {
            let source = attribute(attributes, "src").unwrap_or("without a name");
            doubts.push(Doubt::Dropped(format!("the picture {source}")));
        }
        Some(_) => {}
        None => {
            let written = from.get(..length).unwrap_or_default();
            doubts.push(Doubt::Markup(written.to_owned()));
            text.push_str(written);
        }
    }
    length
}

/// The tag at the front of `from`: its name, its attributes, its length in bytes.
fn tag(from: &str) -> Option<(String, &str, usize)> {
    let inside = from.strip_prefix('<')?;
    let bare = inside.trim_start_matches('/');
    let name_end = bare.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (name, behind) = bare.split_at(name_end);
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && behind.starts_with(['>', ' ', '/', '\n', '\t']);
    if !is_name {
        return None;
    }
    let attributes = behind.get(..behind.find('>')?)?;
    let length = from.len() - behind.len() + attributes.len() + 1;
    Some((name.to_lowercase(), attributes, length))
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = attributes.split_once(&format!("{name}="))?;
    match after.chars().next()? {
        quote @ ('"' | '\'') => after.get(1..)?.split(quote).next(),
        _ => after.split([' ', '/']).next(),
    }
}

/// Carries out the entity at the front of `from`; how many bytes it has.
fn take_entity(from: &str, text: &mut String, doubts: &mut Vec<Doubt>) -> usize {
    let name = from
        .get(1..)
        .and_then(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#')?;
            let (name, behind) = rest.split_at(end);
            behind.starts_with(';').then_some(name)
        })
        .filter(|name| (1..=10).contains(&name.len()));
    let Some(name) = name else {
        text.push('&');
        return 1;
    };
    if let Some(c) = entity(name) {
        text.push(c);
    } else {
        let written = format!("&{name};");
        text.push_str(&written);
        doubts.push(Doubt::Markup(written));
    }
    name.len() + 2
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "deg" => '°',
        "times" => '×',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "ntilde" => 'ñ',
        _ => return None,
    })
}

/// Without spaces at the ends of lines and without empty lines.
fn tidy(text: &str) -> String {
    let lines = text.split('\n').map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// `[sound:x.mp3]` of Anki.
fn without_sounds(text: &str, doubts: &mut Vec<Doubt>) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[sound:") {
        let Some((name, behind)) = after.split_once(']') else {
            break;
        };
        kept.push_str(before);
        doubts.push(Doubt::Dropped(format!("the sound {name}")));
        rest = behind;
    }
    kept.push_str(rest);
    kept
}

/// Without spaces around it and without what a deck cannot hold.
fn visible(text: &str, doubts: &mut Vec<Doubt>) -> String {
    let is_control = |c: char| c.is_control() && c != '\n' && c != '\t';
    if text.contains(is_control) {
        doubts.push(Doubt::Controls);
    }
    let shown = text
        .chars()
        .filter(|&c| !is_control(c) && !matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
        .map(|c| match c {
            '\u{2028}' | '\u{2029}' => '\n',
            _ => c,
        });
    shown.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(cell: &str, text: &str, doubts: &[&str]) {
        let (found, found_doubts) = plain(cell, Markup::Perhaps);
        assert_eq!(found, text, "{cell:?}");
        let said: Vec<String> = found_doubts.iter().map(ToString::to_string).collect();
        assert_eq!(said, doubts, "{cell:?}");
    }

    #[test]
    fn html_becomes_plain_text() {
        becomes("<b>Who</b> was&nbsp;it?", "Who was it?", &[]);
        becomes("<div>one</div><div>two<br></div>", "one\ntwo", &[]);
        becomes("a &lt; b &amp;&#x2014; &eacute;", "a < b &— é", &[]);
        becomes("<span style=\"color: red\">x</span>", "x", &[]);
        becomes("<ul><li>a</li><li>b</li></ul>", "a\nb", &[]);
    }

    #[test]
    fn what_no_text_can_show_is_named() {
        becomes(
            "<img src=\"a b.png\">x",
            "x",
            &["the picture a b.png is left out"],
        );
        becomes("<img/>x", "x", &["the picture without a name is left out"]);
        becomes("x [sound:a.mp3]", "x", &["the sound a.mp3 is left out"]);
        becomes(
            "a\u{1b}b\u{feff}",
            "ab",
            &["invisible control characters are left out"],
        );
        becomes(
            "<b>x</b> &foo; <bar>",
            "x &foo; <bar>",
            &[
                "\"&foo;\" of HTML is kept as it is",
                "\"<bar>\" of HTML is kept as it is",
            ],
        );
    }

    #[test]
    fn what_only_looks_a_little_like_html_is_kept() {
        for text in [
            "a < b",
            "1 <2> 3",
            "x & y; z",
            "<3",
            "<",
            "&",
            "a <- b -> c",
            "<foo>",
            "[sound:x",
        ] {
            becomes(text, text, &[]);
        }
        let (text, _) = plain("<b>x</b>", Markup::Plain);
        assert_eq!(text, "<b>x</b>");
    }

    #[test]
    fn signs_that_begin_nothing_are_passed_over_without_looking_far_for_an_end() {
        for sign in ["<", "&", "<b ", "&amp", "</"] {
            let cell = sign.repeat(1 << 20);
            let (text, doubts) = plain(&cell, Markup::Html);
            assert_eq!((text.trim(), doubts), (cell.trim(), Vec::new()));
        }
    }
}
