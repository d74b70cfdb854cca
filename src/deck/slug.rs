//! Names of cards and facts, and what to write instead of a text that is none.

use std::str::FromStr;

use super::edit;
use super::fields::Text;
use super::source::Source;
use crate::card::NameError;

/// Reads a name; `key` is the key it stands behind.
pub(crate) fn name<T: FromStr<Err = NameError>>(
    source: &mut Source<'_>,
    key: &str,
    text: &Text<'_>,
    code: &'static str,
) -> Option<T> {
    match text.text.parse() {
        Ok(name) => Some(name),
        Err(error) => {
            source
                .error(text.span, code, format!("{error}"))
                .advise(format!("write: {key}: {}", slug(&text.text)));
            source.mend_by(edit::without_margins(
                source,
                text.span,
                &text.text,
                |name| name.parse::<T>().is_ok(),
            ));
            None
        }
    }
}

/// A name made of `text`: what a name cannot have becomes `-`.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || "_./".contains(c) {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "my-deck".to_owned()
    } else {
        slug.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_gives_a_name() {
        for (text, expected) in [
            ("First Fleet!", "first-fleet"),
            ("a/b", "a/b"),
            ("Ōei  no  ran", "ōei-no-ran"),
            ("???", "my-deck"),
        ] {
            assert_eq!(slug(text), expected);
        }
    }
}
