//! HTML that grows: tags are ours, texts are escaped. No text of a deck can open a tag or an attribute.

use crate::text::SafeText;

/// A piece of HTML.
#[derive(Clone, Debug, Default)]
pub(super) struct Html(String);

impl Html {
    /// Adds markup of our own.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds a text; line ends become line breaks.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for c in SafeText::clean(text).as_str().chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' => self.0.push_str("<br>"),
                _ => self.0.push(c),
            }
        }
        self
    }

    /// Adds a text between an opening and a closing tag.
    pub(super) fn element(
        &mut self,
        open: &'static str,
        text: &str,
        close: &'static str,
    ) -> &mut Self {
        self.raw(open).text(text).raw(close)
    }

    /// Adds a language tag as the value of an attribute: `en` where `tag` is none.
    pub(super) fn language(&mut self, tag: Option<&str>) -> &mut Self {
        let is_tag = |tag: &&str| {
            tag.starts_with(|c: char| c.is_ascii_alphabetic())
                && tag.len() <= 35
                && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        self.0.push_str(tag.filter(is_tag).unwrap_or("en"));
        self
    }

    /// The page.
    pub(super) fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_escaped() {
        let mut html = Html::default();
        html.element("<p>", "<b a=\"x\" b='y'>&amp;\nz\u{1b}\u{202e}", "</p>");
        assert_eq!(
            html.into_string(),
            "<p>&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;<br>z\u{fffd}</p>"
        );
    }

    #[test]
    fn only_a_language_tag_is_one() {
        for (tag, expected) in [
            (Some("de-CH"), "de-CH"),
            (Some("en\" onload=\"x"), "en"),
            (Some(""), "en"),
            (Some("-"), "en"),
            (None, "en"),
        ] {
            let mut html = Html::default();
            html.language(tag);
            assert_eq!(html.into_string(), expected);
        }
    }

    proptest! {
        #[test]
        fn no_text_opens_a_tag_or_ends_an_attribute(text: String) {
            let mut html = Html::default();
            html.text(&text);
            let html = html.into_string().replace("<br>", "");
            prop_assert!(!html.contains(['<', '>', '"', '\'']));
            let entities = html.split('&').skip(1);
            for entity in entities {
                let known = ["amp;", "lt;", "gt;", "quot;", "#39;"];
                prop_assert!(known.iter().any(|known| entity.starts_with(known)));
            }
        }
    }
}
