//! What holds for the decks that come with the program, and for any deck a fact base gives.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::fact::{FactBase, Status};
use super::{Generated, generate, read};
use crate::card::{Admission, Answer, Card, CardKey, FactId, Form, Prompt};
use crate::deck::{Deck, Place, parse};
use crate::fold::{Script, fold};

const FACTS: &str = include_str!("../../decks/facts/japan-mongolia.yaml");

const DECKS: &[(&str, &str)] = &[
    ("invasions", include_str!("../../decks/invasions.yaml")),
    (
        "twentieth-century",
        include_str!("../../decks/twentieth-century.yaml"),
    ),
    ("diplomacy", include_str!("../../decks/diplomacy.yaml")),
    ("economy", include_str!("../../decks/economy.yaml")),
    ("people", include_str!("../../decks/people.yaml")),
    ("places", include_str!("../../decks/places.yaml")),
    ("states", include_str!("../../decks/states.yaml")),
];

/// The ids of the deck that was written by hand before there were facts: learners have progress on them.
const WRITTEN_BY_HAND: &str = "
    goryeo-resistance-ends/year first-demand/year goryeo-resistance-ends/first first-demand/event bunei-first/name
    first-fleet-sails/century first-fleet-sails/year first-fleet-ships/figure first-fleet-soldiers/figure
    first-landing-places/order first-landing-places/choice first-landing-places/cloze/island
    first-landing-places/cloze/bay tsushima-place/name hakata-place/name battle-bunei/name first-fleet-sails/event
    envoys-1275/year envoys-1279/year envoys-1279/event envoys-1275/contrast first-fleet-sails/contrast
    eastern-fleet-arrives/year eastern-fleet-arrives/first goryeo-ships/figure battle-koan/name battle-bunei/match
    second-storm/year second-storm/month kamikaze-meaning/name kamikaze-meaning/choice
    years-between-invasions/between second-storm/match second-storm/order tsushima-split/year korea-division/year
    korea-parallel/figure";

fn base() -> FactBase {
    let place = Place::Embedded("japan-mongolia.yaml");
    let parsed = read(&place, FACTS.as_bytes());
    assert_eq!(parsed.problems, []);
    parsed.base.expect("facts without problems")
}

fn decks_of(generated: &Generated) -> Vec<Deck> {
    generated
        .decks
        .iter()
        .map(|deck| {
            let parsed = parse(
                &Place::Embedded("x.yaml"),
                deck.id.as_ref(),
                deck.text.as_bytes(),
            );
            assert_eq!(parsed.problems, [], "{}", deck.id);
            parsed.deck.expect("a deck without problems")
        })
        .collect()
}

fn decks() -> Vec<Deck> {
    decks_of(&generate(&base(), 0))
}

fn cards(decks: &[Deck]) -> impl Iterator<Item = &Card> {
    decks.iter().flat_map(|deck| &deck.cards)
}

#[test]
fn the_decks_are_what_the_facts_give() {
    let generated = generate(&base(), 0);
    assert_eq!(generated.decks.len(), DECKS.len());
    for (deck, (id, text)) in generated.decks.iter().zip(DECKS) {
        assert_eq!(deck.id.as_ref(), *id);
        let is_same = deck.text == text.replace("\r\n", "\n");
        assert!(
            is_same,
            "decks/{id}.yaml is not what the facts give; run: jmrel-quiz generate"
        );
    }
}

#[test]
fn every_seed_gives_decks_without_problems() {
    let base = base();
    for seed in 0..40 {
        decks_of(&generate(&base, seed));
    }
}

#[test]
fn progress_on_the_deck_written_by_hand_carries_over() {
    let decks = decks();
    let keys: HashSet<&str> = decks[0].cards.iter().map(|card| card.id.key()).collect();
    for key in WRITTEN_BY_HAND.split_whitespace() {
        assert!(keys.contains(key), "{key}");
    }
}

#[test]
fn all_facts_are_there_and_those_not_asked_say_why() {
    let base = base();
    assert_eq!(base.statuses().count(), 89);
    let unasked = generate(&base, 0).unasked;
    let of = |status| unasked.iter().filter(|fact| fact.status == status).count();
    assert_eq!((of(Status::Gap), of(Status::Reference)), (12, 9));
    let left_out: Vec<(&str, bool)> = unasked
        .iter()
        .filter(|fact| !matches!(fact.status, Status::Gap | Status::Reference))
        .map(|fact| (fact.fact.as_ref(), fact.reason.is_some()))
        .collect();
    let with_reason = [
        ("song-fleet-captured", true),
        ("formal-ties-era", true),
        ("kaifu-number", true),
        ("mongolia-population", true),
    ];
    assert_eq!(left_out, with_reason);
}

#[test]
fn every_asked_fact_has_cards_by_its_name() {
    let base = base();
    let generated = generate(&base, 0);
    let decks = decks_of(&generated);
    let asked: HashSet<&FactId> = cards(&decks).flat_map(|card| &card.facts).collect();
    let unasked: HashSet<&FactId> = generated.unasked.iter().map(|fact| &fact.fact).collect();
    for (fact, _) in base.statuses() {
        assert!(asked.contains(fact) != unasked.contains(fact), "{fact}");
    }
    assert_eq!(asked.len() + unasked.len(), base.statuses().count());
}

#[test]
fn there_are_cards_enough() {
    let decks = decks();
    let count = cards(&decks).count();
    assert!(count >= 120, "{count} cards");
    for deck in &decks {
        assert!(deck.cards.len() >= 8, "{}: {}", deck.id, deck.cards.len());
    }
}

#[test]
fn no_two_cards_are_alike() {
    let decks = decks();
    let mut seen: HashMap<String, &str> = HashMap::new();
    for card in cards(&decks) {
        let asked = match &card.answer {
            Answer::Order { items } => items.join(" "),
            Answer::Match { pairs } => format!("{pairs:?}"),
            Answer::Text {
                expected, choices, ..
            } if card.form == Form::Choice => format!("{expected} {choices:?}"),
            _ => String::new(),
        };
        let text = words(&format!("{} {asked}", card.prompt)).join(" ");
        if let Some(other) = seen.insert(text, card.id.as_ref()) {
            panic!("{} and {other} ask the same", card.id);
        }
    }
}

#[test]
fn no_card_holds_its_own_answer() {
    for deck in decks() {
        for card in &deck.cards {
            let prompt = words(&card.prompt.to_string());
            let about = card.about.as_deref().map(words).unwrap_or_default();
            for answer in telling(card) {
                assert!(
                    !holds(&prompt, &answer) && !holds(&about, &answer),
                    "{}: {answer:?}",
                    card.id
                );
            }
        }
    }
}

#[test]
fn a_question_has_one_right_answer() {
    let decks = decks();
    let mut answers: HashMap<(String, Option<&str>), &Card> = HashMap::new();
    for card in cards(&decks) {
        let asked = match &card.answer {
            // What is shown with the question is part of it.
            Answer::Text {
                expected, choices, ..
            } if card.form == Form::Choice => {
                assert!(!choices.contains(expected), "{}", card.id);
                continue;
            }
            Answer::Order { .. } | Answer::Match { .. } => continue,
            Answer::Text { .. }
            | Answer::Set { .. }
            | Answer::Date { .. }
            | Answer::Figure { .. }
            | Answer::Flip { .. } => None,
        };
        let key = (words(&card.prompt.to_string()).join(" "), asked);
        assert!(answers.insert(key, card).is_none(), "{}", card.id);
    }
}

/// Walks the cards as a learner can meet them, all decks together: every card after those it is `after`, and after those
/// whose answers its prompt or its explanation holds. There is such a way, so no card has to be met told.
#[test]
fn there_is_a_way_on_which_no_card_is_told_by_one_before() {
    let decks = decks();
    let all: Vec<&Card> = cards(&decks)
        .filter(|card| card.admission == Admission::Always)
        .collect();
    let texts: Vec<Vec<String>> = all
        .iter()
        .map(|card| {
            let mut text = words(&card.prompt.to_string());
            text.push("|".to_owned());
            text.extend(card.explanation.as_deref().map(words).unwrap_or_default());
            text
        })
        .collect();
    let answers: Vec<Vec<Vec<String>>> = all.iter().map(|card| telling(card)).collect();
    let mut before: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); all.len()];
    for (teller, text) in texts.iter().enumerate() {
        let own = &answers[teller];
        for (told, values) in answers.iter().enumerate() {
            let is_told = values
                .iter()
                .any(|value| holds(text, value) && !own.contains(value));
            if told != teller && is_told {
                before[teller].insert(told);
            }
        }
        if let Some(forerunner) = &all[teller].after {
            let place = all.iter().position(|card| card.id == *forerunner);
            before[teller].insert(place.expect("the forerunner is there"));
        }
    }
    let mut met = vec![false; all.len()];
    loop {
        let next: Vec<usize> = (0..all.len())
            .filter(|card| !met[*card] && before[*card].iter().all(|other| met[*other]))
            .collect();
        if next.is_empty() {
            break;
        }
        for card in next {
            met[card] = true;
        }
    }
    let stuck: Vec<String> = (0..all.len())
        .filter(|card| !met[*card])
        .map(|card| {
            let waits: Vec<&str> = before[card]
                .iter()
                .filter(|other| !met[**other])
                .map(|other| all[*other].id.as_ref())
                .collect();
            format!("{} tells {}", all[card].id, waits.join(", "))
        })
        .collect();
    assert!(stuck.is_empty(), "{}", stuck.join("\n"));
}

/// What a card's `after` makes certain is never that it was told.
#[test]
fn no_card_is_told_by_one_it_has_to_come_after() {
    let decks = decks();
    let by_id: HashMap<&str, &Card> = cards(&decks).map(|card| (card.id.as_ref(), card)).collect();
    for card in cards(&decks) {
        let mut forerunner = card.after.as_ref();
        while let Some(before) = forerunner.and_then(|id| by_id.get(id.as_ref())) {
            let told = words(&format!(
                "{} | {}",
                before.prompt,
                before.explanation.as_deref().unwrap_or_default()
            ));
            for answer in telling(card) {
                assert!(
                    !holds(&told, &answer),
                    "{} is told by {}",
                    card.id,
                    before.id
                );
            }
            forerunner = before.after.as_ref();
        }
    }
}

#[test]
fn confused_rivals_have_a_card_that_tells_them_apart() {
    let decks = decks();
    let pairs: BTreeSet<String> = cards(&decks)
        .filter(|card| card.admission == Admission::Confused)
        .map(|card| {
            let names: BTreeSet<&str> = card.facts.iter().map(AsRef::as_ref).collect();
            names.into_iter().collect::<Vec<_>>().join(" ")
        })
        .collect();
    for pair in [
        "envoys-1275 first-fleet-sails",
        "envoys-1275 envoys-1279",
        "envoys-1279 second-storm",
        "eastern-fleet-arrives envoys-1279",
        "first-fleet-ships goryeo-ships",
        "expo-invitation ties-1972",
        "sodnom-visit uno-visit",
        "kaifu-visit uno-visit",
        "kaifu-visit sodnom-visit",
    ] {
        assert!(pairs.contains(pair), "{pair}: {pairs:?}");
    }
}

#[test]
fn a_day_or_month_is_asked_after_its_year_which_it_names() {
    let mut count = 0;
    for deck in decks() {
        for card in &deck.cards {
            let key: CardKey = card.id.key().parse().expect("a key");
            let Some(form @ ("day" | "month")) = key.as_ref().split('/').nth(1) else {
                continue;
            };
            let Answer::Date { expected, .. } = &card.answer else {
                panic!("{} asks for a {form}", card.id);
            };
            let year = expected.year().expect("a year").to_string();
            assert!(card.prompt.to_string().contains(&year), "{}", card.id);
            let after = card.after.as_ref().map(crate::card::CardId::key);
            assert_eq!(after, Some(format!("{}/year", card.facts[0])).as_deref());
            count += 1;
        }
    }
    assert!(count >= 5, "{count}");
}

/// The answers whose words would give the card away, each as its words.
fn telling(card: &Card) -> Vec<Vec<String>> {
    let texts: Vec<String> = match &card.answer {
        Answer::Text { expected, .. } | Answer::Flip { back: expected } => vec![expected.clone()],
        Answer::Set { expected, .. } => expected.clone(),
        Answer::Date {
            expected, asked, ..
        } => {
            let shown = expected.at(*asked).to_string();
            let year = expected
                .year()
                .filter(|_| *asked == crate::when::Precision::Year);
            vec![year.map_or(shown, |year| year.in_its_era().to_string())]
        }
        Answer::Figure { expected, .. }
            if expected.number() < crate::quantity::Number::from(10_u32) =>
        {
            Vec::new()
        }
        Answer::Figure { expected, .. } => vec![expected.number().to_string()],
        Answer::Order { .. } | Answer::Match { .. } => Vec::new(),
    };
    texts
        .iter()
        .map(|text| words(text))
        .filter(|words| !words.is_empty())
        .collect()
}

fn holds(text: &[String], answer: &[String]) -> bool {
    text.windows(answer.len()).any(|words| words == answer)
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, ',' | '.' | '\'' | '’' | '_' | '|')))
        .map(|word| {
            fold(word.trim_matches(['.', ',']), Script::Plain)
                .as_ref()
                .replace(',', "")
        })
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn a_gap_is_seen_as_one() {
    let prompt = Prompt::Gap {
        before: "In ".to_owned(),
        after: ", it came.".to_owned(),
    };
    assert_eq!(words(&prompt.to_string()), ["in", "_____", "it", "came"]);
}
