//! A card added at the end of a deck file; the bytes before it stay.

use super::card::NewCard;
use crate::deck::edit::line_end;
use crate::deck::quoting::indentation;
use crate::deck::{Deck, Look, Place, Problem, inspect};

/// A deck file with one more card.
#[derive(Clone, Debug, PartialEq)]
pub struct Appended {
    /// The whole file; it begins with the bytes it was made from.
    pub bytes: Vec<u8>,
    /// The deck it is read as.
    pub deck: Deck,
    /// What is found about the card, beside the errors that keep it out.
    pub doubts: Vec<Problem>,
}

/// Why a card was not added.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NotAppended {
    /// The deck has problems of its own.
    #[error("the deck has problems of its own; mend those first")]
    Deck(Vec<Problem>),
    /// With the card it would have some.
    #[error("the card has a problem")]
    Card(Vec<Problem>),
    /// Something else than the list of cards ends the file.
    #[error(
        "the last card of the deck does not stand at the end of the file, on lines of its own that begin with \"- \"; move it there"
    )]
    NoRoom,
}

/// Adds `card` behind the last card of the deck file `old`; `stem` is the file's name without its ending. `look` says what
/// is doubtful about cards.
///
/// # Errors
///
/// The file has problems before or after, or a card cannot simply be added at its end.
pub fn append(
    place: &Place,
    stem: &str,
    old: &[u8],
    card: &NewCard,
    look: &Look<'_>,
) -> Result<Appended, NotAppended> {
    let before = inspect(place, stem, old, look);
    let Some(deck) = before.deck else {
        return Err(NotAppended::Deck(before.problems));
    };
    let text = std::str::from_utf8(old).map_err(|_| NotAppended::NoRoom)?;
    let indent = indent_of_last(text, &deck).ok_or(NotAppended::NoRoom)?;
    let end = line_end(text, text.len());
    let mut bytes = old.to_vec();
    if !old.ends_with(b"\n") {
        bytes.extend(end.as_bytes());
    }
    if has_space_between(text, &deck) {
        bytes.extend(end.as_bytes());
    }
    bytes.extend(card.yaml(indent).replace('\n', end).as_bytes());

    let after = inspect(place, stem, &bytes, look);
    let is_new = |problem: &Problem| !before.problems.contains(problem);
    let doubts: Vec<Problem> = after.problems.into_iter().filter(is_new).collect();
    let Some(longer) = after.deck else {
        return Err(NotAppended::Card(doubts));
    };
    // Whatever the file looks like: the cards it had are there as they were, and the new one follows.
    let is_kept = longer.cards.len() > deck.cards.len()
        && longer.cards.iter().zip(&deck.cards).all(|(a, b)| a == b)
        && longer.title == deck.title;
    if is_kept {
        Ok(Appended {
            bytes,
            deck: longer,
            doubts,
        })
    } else {
        Err(NotAppended::NoRoom)
    }
}

/// How far the dash of the last card is indented.
fn indent_of_last(text: &str, deck: &Deck) -> Option<usize> {
    let line = line_of(text, deck.cards.last()?.line)?;
    let line = line.trim_start_matches('\u{feff}');
    let indent = indentation(line);
    line.get(indent..)?.starts_with("- ").then_some(indent)
}

/// Tells whether the author leaves an empty line between cards, above the notes of a card if it has some.
fn has_space_between(text: &str, deck: &Deck) -> bool {
    let mut starts: Vec<u32> = deck.cards.iter().map(|card| card.line).collect();
    starts.dedup();
    let [.., _, last] = starts.as_slice() else {
        return true;
    };
    let is_note = |line: &str| line.trim_start().starts_with('#');
    let mut above = (1..*last).rev().filter_map(|number| line_of(text, number));
    above
        .find(|line| !is_note(line))
        .is_some_and(|line| line.trim().is_empty())
}

fn line_of(text: &str, number: u32) -> Option<&str> {
    let index = usize::try_from(number).ok()?.checked_sub(1)?;
    text.lines().nth(index)
}

#[cfg(test)]
mod tests {
    use super::super::card::Solution;
    use super::*;
    use crate::deck::Places;

    fn add(old: &str, card: &NewCard) -> Result<Appended, NotAppended> {
        let doubt = |deck: &Deck, _: &Places| {
            let last = deck.cards.last().map(|card| card.id.key().to_owned());
            let place = Place::Embedded("x.yaml");
            let doubt = |last| Problem::of_file(&place, "x.y", format!("{last} is doubtful"));
            last.map(doubt).into_iter().collect()
        };
        append(
            &Place::Embedded("x.yaml"),
            "x",
            old.as_bytes(),
            card,
            &doubt,
        )
    }

    fn card(key: &str) -> NewCard {
        let solution = Solution::Text {
            answer: "me".to_owned(),
            accept: Vec::new(),
        };
        NewCard::new(key.parse().expect("a key"), "Who?".to_owned(), solution)
    }

    #[track_caller]
    fn appended(old: &str, added: &str) {
        let new = add(old, &card("new")).expect("it fits");
        assert_eq!(
            String::from_utf8(new.bytes).expect("text"),
            format!("{old}{added}")
        );
        assert_eq!(new.deck.cards.last().map(|card| card.id.key()), Some("new"));
        let doubts: Vec<&str> = new
            .doubts
            .iter()
            .map(|doubt| doubt.message.as_str())
            .collect();
        assert_eq!(doubts, ["new is doubtful"]);
    }

    #[test]
    fn the_file_before_the_card_stays_as_it_is() {
        let added = "  - id: new\n    prompt: \"Who?\"\n    answer: \"me\"\n";
        let one = "format: 1\ncards:\n  - {prompt: X?, answer: x}  # why\n";
        appended(one, &format!("\n{added}"));
        let close = format!("{one}  - {{prompt: Y?, answer: y}}\n");
        appended(&close, added);
        let noted = format!("{one}\n  # note\n  - {{prompt: Y?, answer: y}}\n");
        appended(&noted, &format!("\n{added}"));
        let apart = format!("{one}\n  - {{prompt: Y?, answer: y}}\n# the end\n");
        appended(&apart, &format!("\n{added}"));
        appended(one.trim_end(), &format!("\n\n{added}"));
        appended(
            "format: 1\ncards:\n- prompt: X?\n  answer: x\n",
            "\n- id: new\n  prompt: \"Who?\"\n  answer: \"me\"\n",
        );
        appended(
            "\u{feff}format: 1\r\ncards:\r\n  - {prompt: X?, answer: x}\r\n",
            &format!("\n{added}").replace('\n', "\r\n"),
        );
    }

    #[test]
    fn a_deck_whose_cards_do_not_end_it_is_left_alone() {
        for old in [
            "format: 1\ncards: [{prompt: X?, answer: x}]\n",
            "cards:\n  - {prompt: X?, answer: x}\nformat: 1\n",
            "format: 1\ncards:\n  [{prompt: X?, answer: x}]\n",
        ] {
            let error = add(old, &card("new")).expect_err(old);
            assert!(
                matches!(error, NotAppended::NoRoom | NotAppended::Card(_)),
                "{old}: {error:?}"
            );
        }
    }

    #[test]
    fn problems_of_the_deck_and_of_the_card_are_told_apart() {
        let broken = "format: 1\ncards:\n  - {prompt: X?}\n";
        let error = add(broken, &card("new"));
        assert!(matches!(error, Err(NotAppended::Deck(problems)) if problems.len() == 1));
        let good = "format: 1\ncards:\n  - {id: new, prompt: X?, answer: x}\n";
        let error = add(good, &card("new"));
        assert!(matches!(error, Err(NotAppended::Card(problems)) if problems.len() == 1));
    }
}
