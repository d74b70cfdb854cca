//! Events to their `kind` and JSON body and back.
//!
//! The card's name is a column of its own and never part of the body, so that a rename need not open bodies. What a newer
//! program wrote and this one does not know reads as nothing: it stays in the log and takes no part in replay.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::card::CardId;
use crate::review::{Event, EventId, Mark, Rating, Setting};

use super::shape;

/// The names of the kinds in the log.
pub(super) mod kind {
    pub(in crate::progress) const REVIEW: &str = "review";
    pub(in crate::progress) const INTRO: &str = "intro";
    pub(in crate::progress) const OVERRIDE: &str = "override";
    pub(in crate::progress) const VOID: &str = "void";
    pub(in crate::progress) const CARD: &str = "card";
    /// With a card: a mark on it. Without: a setting of the learner's.
    pub(in crate::progress) const SET: &str = "set";
    pub(in crate::progress) const RENAME: &str = "rename";
    pub(in crate::progress) const FLAG: &str = "flag";
}

#[derive(Serialize, Deserialize)]
struct OverrideBody {
    review: EventId,
    rating: Rating,
}

#[derive(Serialize, Deserialize)]
struct VoidBody {
    event: EventId,
}

#[derive(Serialize, Deserialize)]
struct RenameBody {
    cards: Vec<(CardId, CardId)>,
}

#[derive(Serialize, Deserialize)]
struct FlagBody {
    text: String,
}

/// Tells whether this program writes events of this kind.
pub(super) fn is_known(kind: &str) -> bool {
    [
        kind::REVIEW,
        kind::INTRO,
        kind::OVERRIDE,
        kind::VOID,
        kind::CARD,
        kind::SET,
        kind::RENAME,
        kind::FLAG,
    ]
    .contains(&kind)
}

/// Tells whether an event of this known kind is one of a card's.
pub(super) fn needs_card(kind: &str) -> bool {
    ![kind::SET, kind::RENAME].contains(&kind)
}

/// Tells whether an event of this known kind says how well a card was known.
pub(super) fn needs_rating(kind: &str) -> bool {
    [kind::REVIEW, kind::OVERRIDE].contains(&kind)
}

/// Returns the kind of an event.
pub(super) fn kind_of(event: &Event) -> &'static str {
    match event {
        Event::Review(_) => kind::REVIEW,
        Event::Intro(_) => kind::INTRO,
        Event::Override { .. } => kind::OVERRIDE,
        Event::Void { .. } => kind::VOID,
        Event::Card(_) => kind::CARD,
        Event::Mark { .. } | Event::Set(_) => kind::SET,
        Event::Rename(_) => kind::RENAME,
        Event::Flag { .. } => kind::FLAG,
    }
}

/// Returns the body of an event: a JSON object without the card.
pub(super) fn write(event: &Event) -> String {
    match event {
        Event::Review(review) => object(review),
        Event::Intro(intro) => object(intro),
        Event::Override { review, rating, .. } => object(&OverrideBody {
            review: *review,
            rating: *rating,
        }),
        Event::Void { event, .. } => object(&VoidBody { event: *event }),
        Event::Card(snapshot) => object(snapshot),
        Event::Mark { mark, .. } => object(mark),
        Event::Set(setting) => object(setting),
        Event::Rename(cards) => object(&RenameBody {
            cards: cards.clone(),
        }),
        Event::Flag { text, .. } => object(&FlagBody { text: text.clone() }),
    }
}

fn object(fields: &impl Serialize) -> String {
    let mut value = serde_json::to_value(fields)
        .expect("events have only names as keys and no number that JSON lacks");
    if let Some(object) = value.as_object_mut() {
        object.remove("card");
    }
    value.to_string()
}

/// Reads an event back; nothing when its kind or its body is of a newer program.
pub(super) fn read(kind: &str, card: Option<&str>, body: &str) -> Option<Event> {
    let card = match card {
        Some(name) => Some(name.parse::<CardId>().ok()?),
        None => None,
    };
    match (kind, card) {
        (kind::REVIEW, Some(card)) => with_card(&card, body).map(Event::Review),
        (kind::INTRO, Some(card)) => with_card(&card, body).map(Event::Intro),
        (kind::CARD, Some(card)) => with_card(&card, body).map(Event::Card),
        (kind::OVERRIDE, Some(card)) => {
            parse(body).map(|OverrideBody { review, rating }| Event::Override {
                card,
                review,
                rating,
            })
        }
        (kind::VOID, Some(card)) => {
            parse(body).map(|VoidBody { event }| Event::Void { card, event })
        }
        (kind::SET, Some(card)) => parse::<Mark>(body).map(|mark| Event::Mark { card, mark }),
        (kind::SET, None) => parse::<Setting>(body).map(Event::Set),
        (kind::RENAME, None) => parse(body).map(|RenameBody { cards }| Event::Rename(cards)),
        (kind::FLAG, Some(card)) => parse(body).map(|FlagBody { text }| Event::Flag { card, text }),
        _ => None,
    }
}

/// Reads an event back without the texts that shape no record; nothing exactly when [`read`] gives nothing.
pub(super) fn read_shape(kind: &str, card: Option<&str>, body: &str) -> Option<Event> {
    match (kind, card) {
        (kind::REVIEW, Some(card)) => shape::review(card.parse().ok()?, body).map(Event::Review),
        (kind::INTRO, Some(card)) => shape::intro(card.parse().ok()?, body).map(Event::Intro),
        _ => read(kind, card, body),
    }
}

fn parse<T: DeserializeOwned>(body: &str) -> Option<T> {
    serde_json::from_str(body).ok()
}

fn with_card<T: DeserializeOwned>(card: &CardId, body: &str) -> Option<T> {
    // Logs are long: the name is written into the text, and the text read once.
    let inside = body.trim_start().strip_prefix('{')?;
    let separator = if inside.trim_start().starts_with('}') {
        ""
    } else {
        ","
    };
    let name = serde_json::to_string(card.as_ref()).ok()?;
    parse(&format!("{{\"card\":{name}{separator}{inside}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::fixture::{at, sample_events};

    #[test]
    fn every_kind_of_event_reads_back_as_it_was() {
        for event in sample_events() {
            let card = event.card().map(ToString::to_string);
            let body = write(&event);
            assert!(!body.contains("\"card\""), "{body}");
            assert_eq!(read(kind_of(&event), card.as_deref(), &body), Some(event));
        }
    }

    #[test]
    fn the_shape_of_an_event_makes_the_same_record() {
        for event in sample_events() {
            let card = event.card().map(ToString::to_string);
            let shape = read_shape(kind_of(&event), card.as_deref(), &write(&event));
            let record = |event: Event| {
                let (id, at) = (EventId::new(uuid::Uuid::nil()), at(0));
                crate::scheduler::fold(&[crate::review::Logged { id, at, event }])
            };
            assert_eq!(shape.map(record), Some(record(event)));
        }
    }

    proptest::proptest! {
        #[test]
        fn a_shape_is_read_of_whatever_an_event_is_read_of(
            event in proptest::sample::select(sample_events()[..3].to_vec()),
            place in proptest::prelude::any::<proptest::sample::Index>(),
            new in proptest::sample::select(vec!["\"", ",", "null", "7", "-", "[]", "\"card\":1,", "x", ""]),
            length in 0..12_usize,
        ) {
            let mut body = write(&event);
            let at = place.index(body.len());
            let end = (at + length).min(body.len());
            if body.is_char_boundary(at) && body.is_char_boundary(end) {
                body.replace_range(at..end, new);
            }
            let kind = kind_of(&event);
            proptest::prop_assert_eq!(
                read(kind, Some("d:a"), &body).is_some(),
                read_shape(kind, Some("d:a"), &body).is_some(),
                "{}", body
            );
        }
    }

    #[test]
    fn the_least_of_a_review_is_enough() {
        let event = read("review", Some("d:k"), r#"{"rating":"good","mood":"fine"}"#);
        let Some(Event::Review(review)) = event else {
            panic!("not a review: {event:?}");
        };
        assert_eq!(
            (review.rating, review.revision, review.ms),
            (Rating::Good, 1, 0)
        );
    }

    #[test]
    fn what_a_newer_program_wrote_reads_as_nothing() {
        for (kind, card, body) in [
            ("dream", Some("d:k"), "{}"),
            ("review", Some("d:k"), r#"{"rating":"blackout"}"#),
            ("review", None, r#"{"rating":"good"}"#),
            ("review", Some("no colon"), r#"{"rating":"good"}"#),
            ("set", None, r#"{"key":"wallpaper","value":1}"#),
            ("set", Some("d:k"), r#"{"mark":"framed"}"#),
            ("void", Some("d:k"), "not JSON"),
        ] {
            assert_eq!(read(kind, card, body), None, "{kind} {body}");
        }
    }
}
