//! What a card said when it was answered: decks change, what a learner did stays readable.

use std::collections::HashMap;

use crate::card::{Card, CardId};
use crate::day::Timestamp;
use crate::review::{Event, EventId, Logged, Snapshot};
use crate::session::snapshot_of;

/// Returns the wording that each answer among `events` was asked in; the events come in log order.
///
/// A wording is logged with the first answer to it and holds until the next one. An answer from elsewhere may have none.
pub fn wordings(events: &[Logged]) -> HashMap<EventId, &Snapshot> {
    let mut cards: HashMap<&CardId, Asked<'_>> = HashMap::new();
    let mut wordings = HashMap::new();
    for logged in events {
        match &logged.event {
            Event::Review(review) => {
                let asked = cards.entry(&review.card).or_default();
                asked.answer(logged, review.revision, &mut wordings);
            }
            Event::Intro(intro) => {
                let asked = cards.entry(&intro.card).or_default();
                asked.answer(logged, intro.revision, &mut wordings);
            }
            Event::Card(snapshot) => {
                let asked = cards.entry(&snapshot.card).or_default();
                asked.reword(snapshot, logged.at, &mut wordings);
            }
            Event::Override { .. }
            | Event::Void { .. }
            | Event::Mark { .. }
            | Event::Set(_)
            | Event::Rename(_)
            | Event::Flag { .. } => {}
        }
    }
    wordings
}

/// Returns the wording that was asked if the card says something else today.
pub fn asked_otherwise<'s>(asked: &'s Snapshot, card: &Card) -> Option<&'s Snapshot> {
    let today = snapshot_of(card);
    let is_same = asked.prompt == today.prompt && asked.answer == today.answer;
    (!is_same).then_some(asked)
}

/// How one card is asked at a place of the log.
#[derive(Default)]
struct Asked<'e> {
    wording: Option<&'e Snapshot>,
    /// The newest answers and when they were given: a wording written with them follows them.
    newest: Vec<EventId>,
    at: Option<Timestamp>,
}

impl<'e> Asked<'e> {
    fn answer(
        &mut self,
        logged: &Logged,
        revision: u32,
        wordings: &mut HashMap<EventId, &'e Snapshot>,
    ) {
        if self.at != Some(logged.at) {
            self.newest.clear();
            self.at = Some(logged.at);
        }
        self.newest.push(logged.id);
        if let Some(wording) = self.wording.filter(|wording| wording.revision == revision) {
            wordings.insert(logged.id, wording);
        }
    }

    fn reword(
        &mut self,
        snapshot: &'e Snapshot,
        at: Timestamp,
        wordings: &mut HashMap<EventId, &'e Snapshot>,
    ) {
        self.wording = Some(snapshot);
        if self.at == Some(at) {
            wordings.extend(self.newest.iter().map(|id| (*id, snapshot)));
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::review::fixture;

    const CARD: &str = "d:c";

    fn card() -> CardId {
        CARD.parse().expect("a card")
    }

    fn logged(number: u128, minute: i64, event: Event) -> Logged {
        Logged {
            id: EventId::new(Uuid::from_u128(number)),
            at: Timestamp::new(minute * 60_000, 0),
            event,
        }
    }

    fn answer(number: u128, minute: i64) -> Logged {
        logged(number, minute, Event::Intro(fixture::intro(CARD, 0)))
    }

    fn wording(number: u128, minute: i64, prompt: &str) -> Logged {
        let snapshot = Snapshot {
            card: card(),
            hash: 0,
            revision: 1,
            prompt: prompt.to_owned(),
            answer: String::new(),
            kind: String::new(),
            facts: Vec::new(),
        };
        logged(number, minute, Event::Card(snapshot))
    }

    #[test]
    fn an_answer_was_asked_in_the_wording_written_with_it_or_before_it() {
        let events = [
            answer(1, 0),
            answer(2, 1),
            wording(3, 1, "old"),
            answer(4, 2),
            answer(5, 3),
            wording(6, 3, "new"),
            answer(7, 4),
        ];
        let wordings = wordings(&events);
        let asked = |number| {
            let id = EventId::new(Uuid::from_u128(number));
            wordings.get(&id).map(|wording| wording.prompt.as_str())
        };
        let prompts = [1, 2, 4, 5, 7].map(asked);
        let (old, new) = (Some("old"), Some("new"));
        assert_eq!(prompts, [None, old, old, new, new]);
    }
}
