//! A deck to begin with: a commented head and a working card of each kind; and new cards as the lines of a deck.
//!
//! Everything is text here. Whoever asks for it writes the file.

mod append;
mod card;
mod examples;
mod proposals;

pub use append::{Appended, NotAppended, append};
pub use card::{NewCard, Solution};
pub use examples::{Example, UnknownExample};
pub use proposals::wrong_options;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use super::quoting::quoted;
use super::slug::slug;
use crate::card::{CardKey, DeckId};

/// The name of the file with the schema, which the first line of a new deck points to.
pub const SCHEMA_FILE: &str = "deck.schema.json";

/// What stands above the cards of a new deck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The deck's id.
    pub id: DeckId,
    /// What learners see.
    pub title: String,
}

impl Head {
    /// The head of a deck in a file with this stem; without a title the stem gives one.
    pub fn of(stem: &str, title: Option<&str>) -> Self {
        let id: String = slug(stem)
            .chars()
            .filter(|&c| c != '/')
            .take(MAX_ID)
            .collect();
        let title = title
            .map(clean)
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| title_of(stem));
        Self {
            id: id.parse().unwrap_or_else(|_| fallback()),
            title,
        }
    }

    /// The first lines of a deck file, up to `cards:`.
    pub fn yaml(&self) -> String {
        let Self { id, title } = self;
        format!(
            "# yaml-language-server: $schema=./{SCHEMA_FILE}\nformat: 1\nid: {id}\ntitle: {}\n",
            quoted(title)
        )
    }
}

/// Characters of an id that is made of a file's name, at most.
const MAX_ID: usize = 40;

fn fallback() -> DeckId {
    "my-deck".parse().expect("letters make a name")
}

/// Text on one line, without what no deck can hold.
fn clean(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn title_of(stem: &str) -> String {
    let words = clean(&stem.replace(['-', '_'], " "));
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "My deck".to_owned(),
    }
}

/// Writes a deck with a working example of each of `examples`, in the order given.
pub fn scaffold(head: &Head, file_name: &str, examples: &[Example]) -> String {
    let file_name = clean(file_name);
    let mut text = head.yaml();
    text.push_str(
        "description: Replace this line by what the deck is about, or delete it.\nlanguage: en\n",
    );
    text.push_str(NOTES);
    for command in ["check", "preview"] {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "#     jmrel-quiz {command} {file_name}");
    }
    text.push_str("\ncards:\n");
    for (index, example) in examples.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        text.push_str(example.yaml());
    }
    text
}

const NOTES: &str = "
# What follows a # is a note for you: change it, or delete it. What is below are examples that work; put your own in their
# place. A text with a colon or a # in it needs \"quotes\". Keep an id once learners have it: progress is counted by it.
# The part of an id before the / names the fact; cards about one fact are not asked on the same day.
# Any card may also have: hint, explanation, source, tags: [a, b], about, after: another-id, image with alt.
# To see what is wrong with the deck, and how learners will see it:
";

/// Makes a name for a card from its words; none of `taken`.
#[expect(
    clippy::missing_panics_doc,
    reason = "there are more numbers than cards"
)]
pub fn key_from(words: &str, taken: &BTreeSet<CardKey>) -> CardKey {
    let name = name_of(words);
    let numbered = (2..).map(|number: u32| format!("{name}-{number}"));
    std::iter::once(name.clone())
        .chain(numbered)
        .filter_map(|name| name.parse().ok())
        .find(|key| !taken.contains(key))
        .expect("numbers do not run out")
}

/// Names given to new cards, each once.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    taken: HashSet<CardKey>,
    /// Of each name that was wanted, the number that is tried next: cards that are all called alike must not look through all of
    /// them again and again.
    next: HashMap<String, u32>,
}

impl Keys {
    /// Makes a name for a card from its words, and takes it.
    #[expect(
        clippy::missing_panics_doc,
        reason = "a name made of words is one, and there are more numbers than cards"
    )]
    pub fn give(&mut self, words: &str) -> CardKey {
        let name = name_of(words);
        let next = self.next.entry(name.clone()).or_insert(1);
        loop {
            let numbered = match *next {
                1 => name.parse(),
                number => format!("{name}-{number}").parse(),
            };
            *next = next.checked_add(1).expect("numbers do not run out");
            match numbered {
                Ok(key) if self.taken.insert(CardKey::clone(&key)) => return key,
                Ok(_) | Err(_) => {}
            }
        }
    }
}

/// At most so many letters of a text make its name.
const MAX_NAME: usize = 40;

fn name_of(words: &str) -> String {
    let name = slug(&words.replace(['/', '.'], " "));
    let mut cut: String = name.chars().take(MAX_NAME).collect();
    if cut.len() < name.len()
        && let Some(end) = cut.rfind('-').filter(|&end| end > 0)
    {
        cut.truncate(end);
    }
    if words.chars().any(char::is_alphanumeric) {
        cut
    } else {
        "card".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Deck, Place, parse};

    fn head() -> Head {
        Head::of("my-deck", None)
    }

    #[track_caller]
    fn clean_deck(text: &str) -> Deck {
        let parsed = parse(&Place::Embedded("my-deck.yaml"), "x", text.as_bytes());
        assert_eq!(parsed.problems, [], "{text}");
        parsed.deck.expect("a deck without problems")
    }

    #[test]
    fn cards_that_are_called_alike_are_numbered_without_counting_from_the_start() {
        let mut keys = Keys::default();
        let given: Vec<CardKey> = (0..50_000).map(|_| keys.give("Which khan?")).collect();
        let of = |place: usize| given.get(place).map(AsRef::as_ref);
        assert_eq!(of(0), Some("which-khan"));
        assert_eq!(of(1), Some("which-khan-2"));
        assert_eq!(of(49_999), Some("which-khan-50000"));
        assert_eq!(keys.give("which khan 7").as_ref(), "which-khan-7-2");
    }

    #[test]
    fn every_combination_of_kinds_gives_a_deck_without_problems() {
        for mask in 1_u32..1 << Example::ALL.len() {
            let chosen: Vec<Example> = Example::ALL
                .into_iter()
                .enumerate()
                .filter(|(place, _)| mask & (1 << place) != 0)
                .map(|(_, example)| example)
                .collect();
            let deck = clean_deck(&scaffold(&head(), "my-deck.yaml", &chosen));
            let gaps = usize::from(chosen.contains(&Example::Cloze));
            assert_eq!(deck.cards.len(), chosen.len() + gaps, "{chosen:?}");
        }
    }

    #[test]
    fn each_kind_keeps_to_the_width_of_a_page() {
        let text = scaffold(&head(), "my-deck.yaml", &Example::ALL);
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(122), "{widest:?}");
    }

    #[test]
    fn the_head_carries_id_title_and_the_line_for_editors() {
        let head = Head::of("My Deck (2)", Some("Ships: # and \"men\""));
        let text = scaffold(&head, "x.yaml", &[Example::Text]);
        assert!(
            text.starts_with("# yaml-language-server: $schema=./deck.schema.json\nformat: 1\n")
        );
        let deck = clean_deck(&text);
        assert_eq!(deck.id.as_ref(), "my-deck-2");
        assert_eq!(deck.title, "Ships: # and \"men\"");
    }

    #[test]
    fn any_file_name_gives_an_id_and_a_title() {
        for (stem, id, title) in [
            ("my-deck", "my-deck", "My deck"),
            ("???", "my-deck", "???"),
            ("", "my-deck", "My deck"),
            ("Ōei_no_ran", "ōei_no_ran", "Ōei no ran"),
            ("a\u{1b}b\u{feff}", "a-b", "A b"),
        ] {
            let head = Head::of(stem, None);
            assert_eq!((head.id.as_ref(), head.title.as_str()), (id, title));
            clean_deck(&scaffold(&head, stem, &[Example::Flip]));
        }
        clean_deck(&scaffold(
            &Head::of(&"ж".repeat(500), None),
            "x",
            &[Example::Flip],
        ));
    }

    #[test]
    fn kinds_are_named_by_their_words_or_keys() {
        for example in Example::ALL {
            assert_eq!(example.word().parse(), Ok(example));
        }
        assert_eq!("answers".parse(), Ok(Example::Set));
        let error = "essay".parse::<Example>().expect_err("no kind");
        assert!(
            error
                .to_string()
                .contains("\"essay\"; the kinds are: date, number,")
        );
    }

    #[test]
    fn names_are_made_of_the_first_words_and_never_twice() {
        let mut taken = BTreeSet::new();
        let mut name = |words: &str| {
            let key = key_from(words, &taken);
            taken.insert(key.clone());
            key.to_string()
        };
        assert_eq!(name("Who was first?"), "who-was-first");
        assert_eq!(name("Who was first!"), "who-was-first-2");
        assert_eq!(name("1/2 of what. Really"), "1-2-of-what-really");
        assert_eq!(name("???"), "card");
        assert_eq!(name("???"), "card-2");
        let long = "In which of the many years of the long reign of the khan did it happen";
        assert_eq!(name(long), "in-which-of-the-many-years-of-the-long");
        assert_eq!(name(&"x".repeat(300)).len(), 40);
        assert!(name(&"蒙古".repeat(60)).chars().count() <= 40);
    }
}
