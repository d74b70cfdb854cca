//! The cards of a deck as one page of HTML: no script, nothing from elsewhere, fit for a phone, a screen and paper.

use super::html::Html;
use super::view::{Options, Shown, View};
use crate::deck::Deck;

const STYLE: &str = include_str!("preview.css");

/// Writes the page; the same seed gives the same order of options.
pub fn preview(deck: &Deck, seed: u64) -> String {
    let views = View::all(&deck.cards, seed);
    let mut page = Html::default();
    page.raw("<!doctype html>\n<html lang=\"")
        .language(deck.language.as_deref())
        .raw("\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
        // Nothing is loaded and nothing runs, whatever a text may say.
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        .element("<title>", &one_line(&deck.title), "</title>\n")
        .raw("<style>\n")
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n");
    head(&mut page, deck, views.len());
    page.raw("<main>\n");
    for (index, view) in views.iter().enumerate() {
        card(&mut page, index + 1, view);
    }
    page.raw("</main>\n</body>\n</html>\n");
    page.into_string()
}

/// A title has no markup, so no line breaks either.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn head(page: &mut Html, deck: &Deck, cards: usize) {
    page.raw("<header>\n");
    page.element("<h1>", &deck.title, "</h1>\n");
    if let Some(description) = &deck.description {
        page.element("<p>", description, "</p>\n");
    }
    let count = match cards {
        1 => "1 card, as learners see it, with its answer".to_owned(),
        _ => format!("{cards} cards, as learners see them, with their answers"),
    };
    page.element("<p class=\"about\">", &count, "");
    for (word, text) in [
        ("By", &deck.author),
        ("Source:", &deck.source),
        ("Licence:", &deck.license),
    ] {
        if let Some(text) = text {
            page.raw(" · ").text(word).raw(" ").text(text);
        }
    }
    page.raw("</p>\n</header>\n");
}

fn card(page: &mut Html, number: usize, view: &View) {
    page.raw("<article>\n<div class=\"label\">");
    page.element("<span>", &number.to_string(), "</span> ");
    page.element("<span class=\"asked\">", &view.asked, "</span></div>\n");
    page.element("<h2>", &view.prompt, "</h2>\n");
    if let Some(picture) = &view.picture {
        page.element("<p class=\"picture\">Picture: ", picture, "</p>\n");
    }
    options(page, &view.options);
    page.raw("<dl>\n");
    row(
        page,
        "Answer",
        std::slice::from_ref(&view.answer),
        Kind::Answer,
    );
    row(page, "Right too", &view.right, Kind::Plain);
    row(page, "Close", &view.close, Kind::Plain);
    for (response, text) in &view.wrong {
        page.element("<div><dt>To “", response, "”</dt>");
        page.element("<dd>", text, "</dd></div>\n");
    }
    let texts = [
        ("Hint", &view.hint),
        ("Explanation", &view.explanation),
        ("Source", &view.source),
        ("Comes", &view.when),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            row(page, name, std::slice::from_ref(text), Kind::Plain);
        }
    }
    page.raw("</dl>\n");
    page.element("<p class=\"about\">", &view.card, "");
    if !view.tags.is_empty() {
        page.raw(" · ").text(&view.tags.join(", "));
    }
    page.raw("</p>\n</article>\n");
}

/// Whether a row is what to look at first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Answer,
    Plain,
}

fn row(page: &mut Html, name: &str, texts: &[String], kind: Kind) {
    if texts.is_empty() {
        return;
    }
    page.raw(match kind {
        Kind::Answer => "<div class=\"answer\">",
        Kind::Plain => "<div>",
    });
    page.element("<dt>", name, "</dt>").raw("<dd>");
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            page.raw(" · ");
        }
        page.element("<span>", text, "</span>");
    }
    page.raw("</dd></div>\n");
}

fn options(page: &mut Html, options: &Options) {
    match options {
        Options::None => {}
        Options::Choices(choices) => list(page, choices, Marks::Right),
        Options::Items(items) => list(page, items, Marks::None),
        Options::Pairs { left, right } => {
            page.raw("<div class=\"pairs\">\n");
            list(page, left, Marks::None);
            list(page, right, Marks::None);
            page.raw("</div>\n");
        }
    }
}

/// Whether right options are marked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    Right,
    None,
}

fn list(page: &mut Html, options: &[Shown], marks: Marks) {
    // The labels are written out, so that they are copied, printed and read aloud as they are.
    page.raw("<ul class=\"options\">\n");
    for option in options {
        let is_marked = marks == Marks::Right && option.is_right;
        page.raw(if is_marked {
            "<li class=\"right\">"
        } else {
            "<li>"
        });
        page.element("<span>", &option.label, "</span> ");
        page.element("<span>", &option.text, "</span>");
        if is_marked {
            page.raw(" <b>✓ right</b>");
        }
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::card::{Card, Feedback, Image, Prompt};
    use crate::deck::{Place, parse};
    use crate::question::sample;

    fn deck(text: &str, cards: Vec<Card>) -> Deck {
        let given = || Some(text.to_owned());
        Deck {
            id: "x".parse().expect("an id"),
            title: text.to_owned(),
            description: given(),
            language: given(),
            author: given(),
            license: given(),
            source: given(),
            retention: None,
            new_per_day: None,
            allow: Vec::new(),
            cards,
            place: Place::Embedded("x.yaml"),
        }
    }

    /// A card of each kind with `text` wherever a text can stand.
    fn cards(text: &str) -> Vec<Card> {
        let other = format!("{text}x");
        [
            sample::text(text, &[&other], &[]),
            sample::text(text, &[], &[&other]),
            sample::set(&[text, &other], &[]),
            sample::order(&[text, &other]),
            sample::pairs(&[(text, text), (&other, &other)]),
            crate::card::Answer::Flip {
                back: text.to_owned(),
            },
        ]
        .into_iter()
        .map(|answer| {
            let given = || Some(text.to_owned());
            Card {
                prompt: Prompt::Plain(text.to_owned()),
                hint: given(),
                explanation: given(),
                source: given(),
                tags: vec![text.to_owned()],
                feedback: vec![Feedback {
                    response: text.to_owned(),
                    text: text.to_owned(),
                }],
                image: Some(Image {
                    path: text.to_owned(),
                    alt: text.to_owned(),
                }),
                ..sample::card("c", answer)
            }
        })
        .collect()
    }

    /// The tags of the page, with the lists that depend on the grading of the text left out.
    fn tags(page: &str) -> Vec<String> {
        let mut tags: Vec<String> = page
            .split('<')
            .skip(1)
            .map(|tag| tag.split('>').next().unwrap_or_default().to_owned())
            .filter(|tag| tag != "br")
            .collect();
        tags.sort();
        tags.dedup();
        tags
    }

    fn page(text: &str) -> String {
        preview(&deck(text, cards(text)), 1)
    }

    #[test]
    fn the_page_is_whole_and_needs_nothing() {
        let yaml = "format: 1\ntitle: \"<b>T</b>\"\nlanguage: de\ncards:\n  - {id: a, prompt: When?, date: 1972-02, \
            choices: [1972-03], explanation: 'a & b'}\n";
        let parsed = parse(&Place::Embedded("x.yaml"), "x", yaml.as_bytes());
        let page = preview(&parsed.deck.expect("a deck"), 1);
        for part in [
            "<!doctype html>\n<html lang=\"de\">",
            "<title>&lt;b&gt;T&lt;/b&gt;</title>",
            "<h2>When?</h2>",
            "<li class=\"right\"><span>a</span> <span>February 1972</span> <b>✓ right</b></li>",
            "<dt>Explanation</dt><dd><span>a &amp; b</span></dd>",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        for foreign in ["<script", "http:", "https:", "url(", "@import", "src="] {
            assert!(!page.contains(foreign), "{foreign}");
        }
    }

    #[test]
    fn the_style_says_how_it_looks_in_the_dark_and_on_paper() {
        assert!(STYLE.contains("prefers-color-scheme: dark") && STYLE.contains("@media print"));
        assert!(!STYLE.contains('<'));
    }

    #[test]
    fn hostile_texts_leave_the_page_as_it_is() {
        let calm = tags(&page("calm words"));
        for hostile in [
            "</title><script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "</style><!--",
            "<![CDATA[ x ]]>",
            "&lt;b&gt;",
        ] {
            assert_eq!(tags(&page(hostile)), calm, "{hostile}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_text_of_a_deck_changes_the_tags_of_the_page(text in "\\PC*[<>&\"'=/a-z \n]{0,20}") {
            // A short word can be the name of a language, and stands in the first tag then.
            let is_word = text.chars().all(|c| c.is_ascii_alphanumeric());
            prop_assume!(!text.trim().is_empty() && !is_word);
            // Which lists there are depends on what the grading forgives of the text; the tags they are made of do not.
            let calm = tags(&page("calm words"));
            for tag in tags(&page(&text)) {
                prop_assert!(calm.contains(&tag), "{}", tag);
            }
        }
    }
}
