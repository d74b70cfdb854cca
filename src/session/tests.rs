//! The state machine driven without any I/O: a log in memory, folded by the scheduler.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::card::{Admission, Answer, DeckId, Form, Prompt};
use crate::deck::Deck;
use crate::deck::Place;
use crate::fold::Strictness;
use crate::review::{Logged, Rating, Verdict};
use crate::scheduler::fold;

/// A sitting with a log that lasts as long as the test.
struct Table {
    session: Session,
    log: Vec<Logged>,
    now: Timestamp,
}

fn card(deck: &DeckId, name: &str, answer: Answer) -> Card {
    let key = name.parse::<crate::card::CardKey>().expect("a key");
    Card {
        id: CardId::new(deck, &key),
        facts: vec![key.default_fact()],
        about: Some(format!("the fact {name}")),
        prompt: Prompt::Plain(format!("Prompt of {name}?")),
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

/// Answers that share no letters with each other, so that nothing tells anything.
const WORDS: [&str; 12] = [
    "Osaka", "Ghibli", "Tsetseg", "Khovd", "Naadam", "Fukuoka", "Bulgan", "Zavkhan", "Uvs",
    "Dornod", "Selenge", "Tokachi",
];

fn text(word: &str) -> Answer {
    Answer::Text {
        expected: word.to_owned(),
        accept: Vec::new(),
        choices: Vec::new(),
    }
}

fn deck(count: usize) -> Deck {
    let id: DeckId = "d".parse().expect("a name");
    let cards = WORDS
        .iter()
        .take(count)
        .map(|word| card(&id, word, text(word)))
        .collect();
    Deck {
        title: "Deck".to_owned(),
        id,
        description: None,
        language: None,
        author: None,
        license: None,
        source: None,
        retention: None,
        new_per_day: None,
        allow: Vec::new(),
        cards,
        place: Place::Embedded("d.yaml"),
    }
}

impl Table {
    fn new(deck: Deck) -> (Self, Vec<Show>) {
        Self::with_pause(deck, Pause::Never)
    }

    /// A sitting with a person at the keys.
    fn attended(deck: Deck) -> (Self, Vec<Show>) {
        Self::with_pause(deck, Pause::Offered)
    }

    fn with_pause(deck: Deck, pause: Pause) -> (Self, Vec<Show>) {
        let now = Timestamp::new(1_700_000_000_000, 0);
        let scope = Scope {
            decks: Vec::new(),
            tags: Vec::new(),
            mode: Mode::Study { new: None },
            limit: None,
            minutes: None,
            pause,
        };
        let session = Session::new(
            vec![deck.into()],
            Register::default(),
            Settings::default(),
            scope,
            7,
            now,
        );
        let mut table = Self {
            session,
            log: Vec::new(),
            now,
        };
        let shows = table.give(Input::Start);
        (table, shows)
    }

    fn give(&mut self, input: Input) -> Vec<Show> {
        let mut shows = Vec::new();
        let mut effects = self.session.handle(input, self.now);
        while !effects.is_empty() {
            let mut next = Vec::new();
            for effect in effects {
                match effect {
                    Effect::Show(show) => shows.push(show),
                    Effect::End => {}
                    Effect::Save(save) => {
                        let receipt = self.write(save);
                        next.extend(self.session.handle(Input::Saved(receipt), self.now));
                    }
                    Effect::FindLast => {
                        next.extend(self.session.handle(Input::Last(None), self.now));
                    }
                }
            }
            effects = next;
        }
        shows
    }

    fn write(&mut self, save: Save) -> Receipt {
        let mut ids = Vec::new();
        let mut touched = Vec::new();
        for event in save.events {
            let id = EventId::new(Uuid::from_u128(self.log.len() as u128 + 1));
            touched.extend(event.card().cloned());
            self.log.push(Logged {
                id,
                at: self.now,
                event,
            });
            ids.push(id);
        }
        let records = touched
            .into_iter()
            .map(|card| (card.clone(), self.fold(&card)))
            .collect();
        Receipt { ids, records }
    }

    fn fold(&self, card: &CardId) -> Record {
        let own: Vec<Logged> = self
            .log
            .iter()
            .filter(|logged| logged.event.card() == Some(card))
            .cloned()
            .collect();
        fold(&own)
    }

    fn do_it(&mut self, deed: &Deed, posed: &Posed) -> Vec<Show> {
        match deed {
            Deed::Right => self.say(&answer_of(posed)),
            Deed::Wrong => self.say("?"),
            Deed::Rerate(rating) => self.say(&format!(":{}", rating.word())),
            Deed::Skip => self.say(":skip"),
            Deed::Bury => self.say(":bury"),
            Deed::Undo => self.say(":undo"),
        }
    }

    fn say(&mut self, text: &str) -> Vec<Show> {
        match Line::parse(text) {
            Line::Response(text) => self.give(Input::Response { text, ms: 0 }),
            Line::Command(command) => self.give(Input::Command(command)),
            Line::Unknown(word) => panic!("unknown command {word}"),
        }
    }
}

fn asked(shows: &[Show]) -> Option<&Posed> {
    shows.iter().rev().find_map(|show| {
        if let Show::Question(posed) = show {
            Some(&**posed)
        } else {
            None
        }
    })
}

fn verdict(shows: &[Show]) -> &Judged {
    shows
        .iter()
        .find_map(|show| {
            if let Show::Verdict(judged) = show {
                Some(&**judged)
            } else {
                None
            }
        })
        .expect("a verdict")
}

fn summary(shows: &[Show]) -> Option<&Summary> {
    shows.iter().find_map(|show| {
        if let Show::Summary(summary) = show {
            Some(&**summary)
        } else {
            None
        }
    })
}

fn answer_of(posed: &Posed) -> String {
    posed.card.key().to_owned()
}

#[test]
fn a_first_guess_that_is_right_counts_as_a_review() {
    let (mut table, shows) = Table::new(deck(3));
    let word = answer_of(asked(&shows).expect("a question"));
    let shows = table.say(&word);
    let judged = verdict(&shows);
    assert_eq!(judged.rating, Some(Rating::Good));
    assert_eq!(judged.returns, Return::WhenDue);
}

#[test]
fn a_first_guess_that_misses_is_an_introduction() {
    let (mut table, _) = Table::new(deck(6));
    let shows = table.say("no idea");
    let judged = verdict(&shows);
    assert_eq!((judged.rating, judged.returns), (None, Return::Today));
    assert!(matches!(table.log[0].event, Event::Intro(_)));
}

#[test]
fn an_introduced_card_comes_back_after_at_least_three_others() {
    let (mut table, shows) = Table::new(deck(8));
    let first = asked(&shows).expect("a question").card.clone();
    let mut others = 0;
    let mut shows = table.say("?");
    while asked(&shows).expect("a question").card != first {
        others += 1;
        let word = answer_of(asked(&shows).expect("a question"));
        shows = table.say(&word);
    }
    assert!(others >= 3, "only {others} others");
}

#[test]
fn the_review_after_an_introduction_waits_at_most_one_day() {
    let (mut table, shows) = Table::new(deck(1));
    let word = answer_of(asked(&shows).expect("a question"));
    table.say("?");
    let shows = table.say(&word);
    assert_eq!(verdict(&shows).interval, Days(1));
    assert!(summary(&shows).is_some());
}

#[test]
fn the_pending_question_stands_when_the_last_answer_is_rated_otherwise() {
    let (mut table, shows) = Table::new(deck(3));
    let word = answer_of(asked(&shows).expect("a question"));
    table.say(&word);
    let shows = table.say(":easy");
    assert_eq!(verdict(&shows).rating, Some(Rating::Easy));
    assert!(asked(&shows).is_none());
}

#[test]
fn rating_an_introduction_makes_it_a_review() {
    let (mut table, _) = Table::new(deck(3));
    table.say("?");
    let shows = table.say(":good");
    assert_eq!(verdict(&shows).rating, Some(Rating::Good));
    assert_eq!(verdict(&shows).returns, Return::WhenDue);
}

#[test]
fn nothing_can_be_rated_or_undone_before_the_first_answer() {
    let (mut table, _) = Table::new(deck(3));
    assert_eq!(table.say(":good"), [Show::Invalid(Invalid::NothingToRate)]);
    assert_eq!(table.say(":undo"), [Show::Invalid(Invalid::NothingToUndo)]);
}

#[test]
fn a_buried_card_is_asked_again_after_an_undo() {
    let (mut table, shows) = Table::new(deck(3));
    let first = asked(&shows).expect("a question").card.clone();
    let shows = table.say(":bury");
    assert_ne!(asked(&shows).expect("a question").card, first);
    let shows = table.say(":undo");
    assert_eq!(asked(&shows).expect("a question").card, first);
    assert_eq!(table.fold(&first).buried_until, None);
}

#[test]
fn a_flag_needs_a_text_and_keeps_the_question() {
    let (mut table, _) = Table::new(deck(2));
    assert_eq!(table.say(":flag"), [Show::Invalid(Invalid::EmptyFlag)]);
    let shows = table.say(":flag it was another year");
    assert!(matches!(shows[..], [Show::Flagged { .. }]));
}

#[test]
fn a_flag_can_be_about_the_answer_before_the_question_on_screen() {
    let (mut table, shows) = Table::new(deck(3));
    let first = asked(&shows).expect("a question").card.clone();
    let flag = |aim| Input::Command(Command::Flag(aim, "it was 1275".to_owned()));
    assert_eq!(
        table.give(flag(Aim::Answered)),
        [Show::Invalid(Invalid::NoQuestion)]
    );
    let shows = table.say("?");
    let second = asked(&shows).expect("a question").card.clone();
    assert_eq!(
        table.give(flag(Aim::Answered)),
        [Show::Flagged { card: first }]
    );
    assert_eq!(
        table.give(flag(Aim::Open)),
        [Show::Flagged { card: second }]
    );
}

#[test]
fn the_last_answer_can_be_taken_back_or_rated_anew_before_the_summary() {
    let (mut table, shows) = Table::attended(deck(1));
    let posed = asked(&shows).expect("a question").clone();
    let shows = table.say(&answer_of(&posed));
    assert!(matches!(shows[..], [Show::Verdict(_), Show::Done]));
    let shows = table.say(":easy");
    assert_eq!(verdict(&shows).rating, Some(Rating::Easy));
    let shows = table.say(":undo");
    assert_eq!(asked(&shows), Some(&posed));
    table.say(&answer_of(&posed));
    let shows = table.give(Input::Command(Command::GoOn));
    assert_eq!(summary(&shows).map(|summary| summary.answered), Some(1));
}

#[test]
fn a_last_answer_rated_again_is_asked_again() {
    let (mut table, shows) = Table::attended(deck(1));
    let posed = asked(&shows).expect("a question").clone();
    table.say(&answer_of(&posed));
    table.say(":again");
    let shows = table.give(Input::Command(Command::GoOn));
    assert_eq!(asked(&shows).map(|posed| &posed.card), Some(&posed.card));
}

#[test]
fn a_script_gets_the_summary_right_after_the_last_verdict() {
    let (mut table, shows) = Table::new(deck(1));
    let word = answer_of(asked(&shows).expect("a question"));
    let shows = table.say(&word);
    assert!(matches!(shows[..], [Show::Verdict(_), Show::Summary(_)]));
}

#[test]
fn a_card_is_counted_as_new_once_whether_its_first_guess_was_right_or_not() {
    let (mut table, shows) = Table::new(deck(2));
    let right = answer_of(asked(&shows).expect("a question"));
    table.say(&right);
    let shows = table.say("?");
    let again = answer_of(asked(&shows).expect("a question"));
    let shows = table.say(&again);
    let summary = summary(&shows).expect("a summary");
    assert_eq!((summary.answered, summary.introduced), (3, 2));
}

fn date(edtf: &str) -> Answer {
    let expected = crate::when::HistoricDate::parse(edtf).expect("a date");
    Answer::Date {
        asked: expected.precision(),
        expected,
        accept: Vec::new(),
        choices: Vec::new(),
        margin_years: 0,
    }
}

#[test]
fn two_events_under_one_fact_are_two() {
    let mut deck = deck(0);
    for (name, edtf) in [
        ("eruption/a", "1815"),
        ("eruption/b", "1883"),
        ("eruption/day", "1815-04-10"),
    ] {
        deck.cards.push(card(&deck.id, name, date(edtf)));
    }
    let (mut table, _) = Table::new(deck);
    table.say("1815");
    let shows = table.give(Input::Command(Command::Quit));
    let known = summary(&shows).expect("a summary").dates;
    assert_eq!(known, Known { known: 1, of: 2 });
}

#[test]
fn quitting_sums_up_and_ends() {
    let (mut table, _) = Table::new(deck(3));
    table.say("?");
    let shows = table.say(":quit");
    let summary = summary(&shows).expect("a summary");
    assert_eq!(
        (summary.answered, summary.introduced, summary.wrong),
        (1, 1, 1)
    );
    // The card introduced, the one on screen and the third.
    assert_eq!(summary.left_today, 3);
    assert_eq!(table.say("late"), [Show::Invalid(Invalid::NoQuestion)]);
}

#[test]
fn a_flip_card_is_revealed_before_it_is_rated() {
    let id: DeckId = "d".parse().expect("a name");
    let mut deck = deck(0);
    deck.cards.push(card(
        &id,
        "flip",
        Answer::Flip {
            back: "back".to_owned(),
        },
    ));
    let (mut table, _) = Table::new(deck);
    assert_eq!(table.say("good"), [Show::Invalid(Invalid::RevealFirst)]);
    assert!(matches!(table.say(":reveal")[..], [Show::Revealed { .. }]));
    assert_eq!(table.say("perhaps"), [Show::Invalid(Invalid::RateFirst)]);
    let shows = table.say("easy");
    assert_eq!(verdict(&shows).rating, Some(Rating::Easy));
    assert_eq!(verdict(&shows).judgement.verdict, Verdict::Correct);
}

/// What a learner might do next.
#[derive(Clone, Debug)]
enum Deed {
    Right,
    Wrong,
    Rerate(Rating),
    Skip,
    Bury,
    Undo,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        4 => Just(Deed::Right),
        3 => Just(Deed::Wrong),
        1 => prop::sample::select(&Rating::ALL[..]).prop_map(Deed::Rerate),
        1 => Just(Deed::Skip),
        1 => Just(Deed::Undo),
    ];
    prop::collection::vec(deed, 0..60)
}

/// Something an undo takes back.
fn last_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![Just(Deed::Right), Just(Deed::Wrong), Just(Deed::Bury)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_sitting_loses_a_card(deeds in deeds(), count in 1..10usize) {
        let (mut table, mut shows) = Table::new(deck(count));
        for deed in deeds {
            let Some(posed) = asked(&shows).cloned() else { break };
            let next = table.do_it(&deed, &posed);
            if asked(&next).is_some() || summary(&next).is_some() {
                shows = next;
            }
        }
        // From here on everything is right: the sitting must end, with every card met.
        let mut patience = 100;
        while let Some(posed) = asked(&shows).cloned() {
            prop_assert!(patience > 0, "the sitting does not end");
            patience -= 1;
            shows = table.say(&answer_of(&posed));
        }
        for word in WORDS.iter().take(count) {
            let card: CardId = format!("d:{word}").parse().expect("a name");
            prop_assert!(table.fold(&card).introduced_on.is_some(), "{card} was lost");
        }
    }

    #[test]
    fn undo_restores_queue_and_state(
        deeds in deeds(),
        last in last_deed(),
        rerated in prop::option::of(prop::sample::select(&Rating::ALL[..])),
    ) {
        let (mut table, mut shows) = Table::new(deck(6));
        for deed in deeds {
            let Some(posed) = asked(&shows).cloned() else { break };
            let next = table.do_it(&deed, &posed);
            if asked(&next).is_some() || summary(&next).is_some() {
                shows = next;
            }
        }
        let Some(posed) = asked(&shows).cloned() else { return Ok(()) };
        let stood = (
            table.session.queue.clone(),
            table.session.tally,
            table.session.summarise().hard,
            table.session.register.records().clone(),
        );
        if summary(&table.do_it(&last, &posed)).is_some() {
            return Ok(());
        }
        if let (Deed::Right | Deed::Wrong, Some(rating)) = (last, rerated) {
            table.do_it(&Deed::Rerate(rating), &posed);
        }
        let shows = table.say(":undo");
        // How many there are may have grown by a new rating since the question was first shown.
        prop_assert_eq!(asked(&shows).map(|again| &again.question), Some(&posed.question));
        prop_assert_eq!(&table.session.queue, &stood.0);
        prop_assert_eq!(table.session.tally, stood.1);
        prop_assert_eq!(table.session.summarise().hard, stood.2);
        for word in WORDS.iter().take(6) {
            let card: CardId = format!("d:{word}").parse().expect("a name");
            let now = table.session.register.records().get(&card).cloned().unwrap_or_default();
            prop_assert_eq!(now, stood.3.get(&card).cloned().unwrap_or_default());
        }
    }
}
