//! Cards and records for tests of the queue.

use super::{DueCounts, Mode, Queue, QueueCard, QueueInput, Role, due_counts};
use crate::card::{Admission, Answer, Card, Form, Prompt};
use crate::day::Day;
use crate::deck::{Deck, Listing, Place, Tells};
use crate::fold::Strictness;
use crate::memory::{CardState, Learning, Memory, Reviewed};
use crate::quantity::{Bound, Figure, Margin, Unit};
use crate::review::Settings;
use crate::scheduler::Record;
use crate::when::{HistoricDate, Precision};

pub(super) const TODAY: i32 = 20_000;

pub(super) fn day(from_today: i32) -> Day {
    Day::from_number(TODAY + from_today)
}

/// A card that is asked for `text`; its fact is the key up to the first `/`.
pub(super) fn text(key: &str, text: &str) -> Card {
    card(
        key,
        Answer::Text {
            expected: text.to_owned(),
            accept: Vec::new(),
            choices: Vec::new(),
        },
    )
}

pub(super) fn date(key: &str, edtf: &str) -> Card {
    card(
        key,
        Answer::Date {
            expected: HistoricDate::parse(edtf).expect("a date"),
            asked: Precision::Year,
            accept: Vec::new(),
            margin_years: 0,
            choices: Vec::new(),
        },
    )
}

pub(super) fn figure(key: &str, number: &str, unit: &str) -> Card {
    let unit = Unit::parse(unit).expect("a unit");
    let number = number.parse().expect("a number");
    let expected = Figure::new(number, Some(unit), Bound::Exact).expect("a figure");
    card(
        key,
        Answer::Figure {
            margin: Margin::default_for(&expected),
            expected,
            accept: Vec::new(),
            choices: Vec::new(),
        },
    )
}

fn card(key: &str, answer: Answer) -> Card {
    let id: crate::card::CardId = format!("deck:{key}").parse().expect("a card id");
    let fact = key.split('/').next().expect("a first part");
    Card {
        id,
        facts: vec![fact.parse().expect("a fact")],
        about: None,
        prompt: Prompt::Plain("Which?".to_owned()),
        answer,
        form: Form::Typed,
        hint: None,
        explanation: None,
        source: None,
        tags: Vec::new(),
        feedback: Vec::new(),
        image: None,
        after: None,
        admission: Admission::Always,
        strictness: Strictness::default(),
        revision: 1,
        allow: Vec::new(),
        line: 1,
    }
}

/// The record of a card in review that waited `interval` days and is due on the day `due`, counted from today.
pub(super) fn in_review(due: i32, interval: i32) -> Record {
    Record {
        revision: 1,
        reviews: 3,
        introduced_on: Some(day(-1000)),
        kept_on: Some(day(due - interval)),
        last_seen: Some(day(due - interval)),
        state: CardState::Review(reviewed(due, interval)),
        ..Record::default()
    }
}

pub(super) fn relearning() -> Record {
    Record {
        state: CardState::Relearning(reviewed(1, 1)),
        last_seen: Some(day(0)),
        ..in_review(1, 1)
    }
}

/// The record of a card introduced `from_today` days from now, and not rated.
pub(super) fn introduced(from_today: i32) -> Record {
    let on = day(from_today);
    Record {
        revision: 1,
        introduced_on: Some(on),
        last_seen: Some(on),
        state: CardState::Learning(Learning::Introduced { on }),
        ..Record::default()
    }
}

fn reviewed(due: i32, interval: i32) -> Reviewed {
    let stability = f32::from(i16::try_from(interval).expect("a short interval"));
    Reviewed {
        memory: Memory {
            stability: stability.try_into().expect("a stability"),
            difficulty: 5.0.try_into().expect("a difficulty"),
        },
        last: day(due - interval),
        due: day(due),
    }
}

/// Cards of one deck with their records, and what a session is asked for.
pub(super) struct World {
    pub(super) cards: Vec<(Card, Record)>,
    pub(super) settings: Settings,
    pub(super) new_per_day: Option<u32>,
    pub(super) role: fn(&Card) -> Role,
}

impl World {
    pub(super) fn of(cards: impl IntoIterator<Item = (Card, Record)>) -> Self {
        Self {
            cards: cards.into_iter().collect(),
            settings: Settings::default(),
            new_per_day: None,
            role: |_| Role::Asked,
        }
    }

    pub(super) fn new_cards(cards: impl IntoIterator<Item = Card>) -> Self {
        Self::of(cards.into_iter().map(|card| (card, Record::default())))
    }

    pub(super) fn with<T>(
        &self,
        mode: Mode,
        limit: Option<usize>,
        look: impl FnOnce(&QueueInput<'_>) -> T,
    ) -> T {
        let listing = self.listing();
        let cards: Vec<QueueCard<'_>> = listing
            .cards()
            .zip(&self.cards)
            .map(|(listed, (card, record))| QueueCard {
                card: listed,
                deck: 0,
                record: Some(record),
                role: (self.role)(card),
            })
            .collect();
        look(&QueueInput {
            cards: &cards,
            settings: &self.settings,
            today: day(0),
            mode,
            limit,
            seed: 7,
        })
    }

    pub(super) fn queue(&self, mode: Mode, limit: Option<usize>) -> Queue {
        let tells = |indices: &[usize]| {
            let tells = |&index: &usize| Tells::of(&self.cards[index].0);
            indices.iter().map(tells).collect()
        };
        self.with(mode, limit, |input| Queue::plan(input, tells))
    }

    fn listing(&self) -> Listing {
        Listing::of(&Deck {
            id: "deck".parse().expect("a deck id"),
            title: "Deck".to_owned(),
            description: None,
            language: None,
            author: None,
            license: None,
            source: None,
            retention: None,
            new_per_day: self.new_per_day,
            allow: Vec::new(),
            cards: self.cards.iter().map(|(card, _)| card.clone()).collect(),
            place: Place::Embedded("deck.yaml"),
        })
    }

    /// The keys of the cards in the order of a session in which every card is passed at once.
    pub(super) fn keys(&self, mode: Mode, limit: Option<usize>) -> Vec<&str> {
        let mut queue = self.queue(mode, limit);
        let mut keys = Vec::new();
        while let Some(index) = queue.next() {
            keys.push(self.cards[index].0.id.key());
            queue.answered(index, &in_review(10, 10));
        }
        keys
    }

    pub(super) fn study(&self) -> Vec<&str> {
        self.keys(STUDY, None)
    }

    pub(super) fn counts(&self) -> DueCounts {
        let by_deck = self.with(STUDY, None, due_counts);
        by_deck.get(&0).copied().unwrap_or_default()
    }
}

pub(super) const STUDY: Mode = Mode::Study { new: None };
pub(super) const REVIEW: Mode = Mode::Review { ahead: false };
pub(super) const AHEAD: Mode = Mode::Review { ahead: true };
