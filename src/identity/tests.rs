//! Which cards are found again, and which are not.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;

use proptest::prelude::*;

use super::{Comparison, Decks, Wording, compare, pairings};
use crate::card::CardId;
use crate::deck::{Cache, Deck, Place, Sources, Volume, collect, parse};
use crate::review::Snapshot;
use crate::scheduler::{Record, Records, Register};
use crate::session::snapshot_of;

fn deck(id: &str, cards: &str) -> Deck {
    let text = format!("format: 1\nid: {id}\ncards:\n{cards}");
    let parsed = parse(&Place::Embedded("x.yaml"), id, text.as_bytes());
    assert_eq!(parsed.problems, [], "{text}");
    parsed.deck.expect("a deck")
}

fn wordings(decks: &[Deck]) -> Vec<Snapshot> {
    let cards = decks.iter().flat_map(|deck| &deck.cards);
    cards.map(snapshot_of).collect()
}

/// Other cards of the deck, which give words their weight.
const OTHERS: &str = "
  - {id: o1, prompt: In which year did the first Mongol fleet sail against Japan?, date: 1274}
  - {id: o2, prompt: In which year did the second Mongol fleet sail against Japan?, date: 1281}
  - {id: o3, prompt: In which year did Japan and Mongolia open diplomatic relations?, date: 1972}
  - {id: o4, prompt: How many ships did the first fleet have?, number: 900, unit: ships}
  - {id: o5, prompt: Which khan sent the fleets?, answer: Kublai}
  - {id: o6, prompt: Who ruled at Kamakura?, answer: the Hojo}
";

/// A card before and after, without an id, in a deck of others.
fn compared(before: &str, after: &str) -> Comparison {
    let with_others = |card: &str| vec![deck("d", &format!("{OTHERS}  - {{{card}}}"))];
    compare(
        &wordings(&with_others(before)),
        &wordings(&with_others(after)),
    )
}

#[track_caller]
fn is_found(before: &str, after: &str) {
    let comparison = compared(before, after);
    assert_eq!(comparison.renamed.len(), 1, "{comparison:#?}");
    assert_eq!((comparison.new, comparison.lost), (vec![], vec![]));
}

#[track_caller]
fn starts_new(before: &str, after: &str) {
    let comparison = compared(before, after);
    assert_eq!((comparison.renamed, comparison.moved), (vec![], vec![]));
    assert_eq!((comparison.new.len(), comparison.lost.len()), (1, 1));
}

#[test]
fn a_mended_card_is_found_again() {
    let before = "prompt: What did Kublai demand of Japan in his first leter?, answer: submission";
    for after in [
        "prompt: What did Kublai demand of Japan in his first letter?, answer: submission",
        "prompt: What did Kublai demand of Japan in his first leter?, answer: Submission.",
        "prompt: In his first letter to Japan what did Kublai demand?, answer: submission",
        "prompt: What did Kublai Khan demand in his letter to Japan?, answer: submission",
        "prompt: What did Kublai demand of Japan in his first letter?, answer: submision",
        "prompt: What did Kublai demand of Japan in his first letter?, flip: submission",
    ] {
        is_found(before, after);
    }
}

#[test]
fn a_date_known_better_is_the_same_card() {
    is_found(
        "prompt: When did the first storm come?, date: 1274-11",
        "prompt: When did the first storm come?, date: 1274-11-20",
    );
}

#[test]
fn a_card_reworded_beyond_likeness_starts_new() {
    let before = "prompt: What did Kublai demand of Japan in his first letter?, answer: submission";
    for after in [
        // Another question with the same answer.
        "prompt: What did the conqueror expect of defeated towns?, answer: submission",
        // The same question with another answer.
        "prompt: What did Kublai demand of Japan in his first letter?, answer: tribute",
        "prompt: Who wrote the letter?, answer: Kublai's scribe",
    ] {
        starts_new(before, after);
    }
    starts_new(
        "prompt: In which year did Okinawa return to Japan?, date: 1972",
        "prompt: In which year did Nixon visit China?, date: 1972",
    );
    starts_new(
        "prompt: How many ships did the second fleet have?, number: 4400",
        "prompt: How many ships did the second fleet have?, number: 3500",
    );
}

#[test]
fn in_a_deck_of_one_card_template_and_year_are_not_enough() {
    let one = |card: &str| wordings(&[deck("d", &format!("  - {{{card}}}"))]);
    let comparison = compare(
        &one("prompt: In which year did Okinawa return to Japan?, date: 1972"),
        &one("prompt: In which year did Japan and Mongolia open relations?, date: 1972"),
    );
    assert_eq!(comparison.lost.len(), 1, "{comparison:#?}");
}

#[test]
fn of_two_that_are_equally_alike_nothing_is_paired() {
    let comparison = compare(
        &wordings(&[deck(
            "d",
            &format!(
                "{OTHERS}  - {{id: a, prompt: Which port did the fleet leave from?, answer: Happo}}"
            ),
        )]),
        &wordings(&[deck(
            "d",
            &format!(
                "{OTHERS}  - {{id: b, prompt: Which port did the fleet leave from?, answer: Happo}}
  - {{id: c, prompt: Which port did the fleet leave from?, answer: Happo}}"
            ),
        )]),
    );
    assert_eq!(comparison.renamed, []);
    assert_eq!((comparison.new.len(), comparison.lost.len()), (2, 1));
}

#[test]
fn gaps_of_a_reworded_sentence_keep_their_places() {
    let comparison = compared(
        "cloze: \"In {{1274}} Kublai sent a fleet, in {{1281}} another one.\"",
        "cloze: \"In {{1274}} Kublai sent one fleet, in {{1281}} another.\"",
    );
    let renamed: Vec<(&str, &str)> = comparison
        .renamed
        .iter()
        .map(|pair| (pair.before.answer.as_str(), pair.now.answer.as_str()))
        .collect();
    assert_eq!(renamed, [("1274", "1274"), ("1281", "1281")]);
}

#[test]
fn a_card_in_another_deck_is_moved_when_its_key_or_nearly_all_of_it_is_the_same() {
    let card = "prompt: Which port did the fleet leave from?, answer: Happo";
    let with = |id: &str, rest: &str| deck(id, &format!("{OTHERS}{rest}"));
    let old = wordings(&[
        with("a", &format!("  - {{id: port, {card}}}")),
        with("b", ""),
    ]);
    for (key, prompt) in [
        ("port", card.to_owned()),
        (
            "port",
            card.replace("Which", "From which").replace(" from?", "?"),
        ),
        ("other", card.replace("port", "ports")),
    ] {
        let new = wordings(&[
            with("a", ""),
            with("b", &format!("  - {{id: {key}, {prompt}}}")),
        ]);
        let comparison = compare(&old, &new);
        assert_eq!(comparison.moved.len(), 1, "{comparison:#?}");
    }
    let other = "  - {id: port, prompt: Which wine comes from Oporto?, answer: port}";
    let comparison = compare(&old, &wordings(&[with("a", ""), with("b", other)]));
    assert_eq!(comparison.moved, []);
}

#[test]
fn a_renamed_file_without_ids_moves_all_its_cards() {
    let cards = OTHERS.replace("id: o", "hint: o");
    let comparison = compare(
        &wordings(&[deck("a", &cards)]),
        &wordings(&[deck("b", &cards)]),
    );
    assert_eq!(comparison.moved.len(), 6, "{comparison:#?}");
    assert!(
        comparison
            .moved
            .iter()
            .all(|pair| pair.likeness.value() > 0.99)
    );
}

#[test]
fn what_became_of_a_kept_card_is_told() {
    let old = wordings(&[deck("d", OTHERS)]);
    let edited = OTHERS
        .replace("Which khan sent the fleets", "Which khan sent both fleets")
        .replace(
            "Who ruled at Kamakura?, answer: the Hojo",
            "What is the capital of Mongolia?, answer: Ulaanbaatar",
        )
        .replace("date: 1972", "date: 1973, revised: 2");
    let comparison = compare(&old, &wordings(&[deck("d", &edited)]));
    let told: Vec<Wording> = comparison.kept.iter().map(|kept| kept.wording).collect();
    assert_eq!(
        told,
        [
            Wording::Same,
            Wording::Same,
            Wording::Revised,
            Wording::Same,
            Wording::Edited,
            Wording::Replaced,
        ]
    );
}

/// The pairs found for a learner who answered all cards of `before`, as full names.
fn found(before: &[Deck], after: &[Deck], read: Decks, also_met: &[&str]) -> Vec<(String, String)> {
    let known: HashMap<CardId, Snapshot> = wordings(before)
        .into_iter()
        .map(|wording| (wording.card.clone(), wording))
        .collect();
    let mut records: Records = known
        .keys()
        .map(|card| (card.clone(), Record::default()))
        .collect();
    for card in also_met {
        records.insert(*card, Record::default());
    }
    let after: Vec<Volume> = after.iter().cloned().map(Volume::from).collect();
    let pairs = pairings(
        &after,
        read,
        &register(records, &after),
        |_| false,
        |card| Ok::<_, Infallible>(known.get(card).cloned()),
    );
    let Ok(pairs) = pairs;
    pairs
        .into_iter()
        .map(|(old, new)| (old.to_string(), new.to_string()))
        .collect()
}

fn register(records: Records, decks: &[Volume]) -> Register {
    Register::new(records, decks.iter().map(Volume::listing))
}

fn port(id: &str) -> String {
    format!("{OTHERS}  - {{id: {id}, prompt: Which port did the fleet leave from?, answer: Happo}}")
}

#[test]
fn a_learner_finds_renamed_cards_again() {
    let (before, after) = ([deck("d", &port("a"))], [deck("d", &port("b"))]);
    let expected = vec![("d:a".to_owned(), "d:b".to_owned())];
    assert_eq!(found(&before, &after, Decks::All, &[]), expected);
    assert_eq!(found(&before, &after, Decks::SomeUnread, &[]), expected);
    assert_eq!(found(&before, &before, Decks::All, &[]), []);
    assert_eq!(
        found(&before, &after, Decks::All, &["d:b"]),
        [],
        "b was met itself"
    );
}

#[test]
fn a_deck_that_may_be_unreadable_keeps_its_cards() {
    let (before, after) = ([deck("d", &port("a"))], [deck("e", &port("a"))]);
    assert_eq!(found(&before, &after, Decks::All, &[]).len(), 7);
    assert_eq!(found(&before, &after, Decks::SomeUnread, &[]), []);
}

#[test]
fn a_card_without_a_wording_waits() {
    let records = Records::from_iter([("d:gone".parse().expect("a card"), Record::default())]);
    let decks = [Volume::from(deck("d", OTHERS))];
    let Ok(pairs) = pairings(
        &decks,
        Decks::All,
        &register(records, &decks),
        |_| false,
        |_| Ok::<_, Infallible>(None),
    );
    assert_eq!(pairs, []);
}

fn card() -> impl Strategy<Value = (String, String, bool)> {
    let words = prop::sample::select(vec![
        "fleet", "khan", "storm", "letter", "island", "year", "first", "second", "Japan",
    ]);
    let key = prop::sample::select(vec!["a", "b", "c", "d", "e/x", "f/x", "g", "h", "i"]);
    let text = prop::collection::vec(words, 1..6).prop_map(|words| words.join(" "));
    (key.prop_map(str::to_owned), text, any::<bool>())
}

fn library() -> impl Strategy<Value = Vec<Snapshot>> {
    prop::collection::vec(card(), 0..9).prop_map(|cards| {
        let mut seen = HashSet::new();
        cards
            .into_iter()
            .map(|(key, text, is_first)| {
                let deck = if is_first { "one" } else { "two" };
                let (prompt, answer) = text.split_at(text.find(' ').unwrap_or(0));
                Snapshot {
                    card: format!("{deck}:{key}").parse().expect("a card"),
                    hash: 0,
                    revision: 1,
                    prompt: prompt.to_owned(),
                    answer: answer.to_owned(),
                    kind: "answer".to_owned(),
                    facts: Vec::new(),
                }
            })
            .filter(|card| seen.insert(card.card.clone()))
            .collect()
    })
}

proptest! {
    #[test]
    fn every_card_is_in_one_place_of_the_report(old in library(), new in library()) {
        let comparison = compare(&old, &new);
        let pairs = || comparison.renamed.iter().chain(&comparison.moved);
        let kept = || comparison.kept.iter();
        let mut before: Vec<&CardId> = kept().map(|kept| &kept.before.card)
            .chain(pairs().map(|pair| &pair.before.card))
            .chain(comparison.lost.iter().map(|card| &card.card))
            .collect();
        let mut after: Vec<&CardId> = kept().map(|kept| &kept.now.card)
            .chain(pairs().map(|pair| &pair.now.card))
            .chain(comparison.new.iter().map(|card| &card.card))
            .collect();
        let sorted = |cards: &[Snapshot]| {
            let mut names: Vec<CardId> = cards.iter().map(|card| card.card.clone()).collect();
            names.sort();
            names
        };
        before.sort();
        after.sort();
        prop_assert_eq!(before.into_iter().cloned().collect::<Vec<_>>(), sorted(&old));
        prop_assert_eq!(after.into_iter().cloned().collect::<Vec<_>>(), sorted(&new));
    }

    #[test]
    fn cards_that_are_there_are_never_paired(old in library(), new in library()) {
        let there: HashSet<&CardId> = new.iter().map(|card| &card.card).collect();
        let was: HashSet<&CardId> = old.iter().map(|card| &card.card).collect();
        let comparison = compare(&old, &new);
        for pair in comparison.renamed.iter().chain(&comparison.moved) {
            prop_assert!(!there.contains(&pair.before.card));
            prop_assert!(!was.contains(&pair.now.card));
        }
    }

    #[test]
    fn a_library_compared_with_itself_is_kept(cards in library()) {
        let comparison = compare(&cards, &cards);
        prop_assert!(comparison.kept.iter().all(|kept| kept.wording == Wording::Same));
        prop_assert_eq!(comparison.kept.len(), cards.len());
    }
}

#[test]
fn a_search_that_was_in_vain_is_not_made_again() {
    let records = Records::from_iter([("d:gone".parse().expect("a card"), Record::default())]);
    let folder = tempfile::tempdir().expect("a folder");
    let cache = Cache::in_folder(folder.path());
    // The decks inside the program are as they are, whatever the time.
    let decks = collect(&Sources::Nearest(Vec::new()), Some(&cache)).volumes;
    let register = register(records, &decks);
    let mut told = Vec::new();
    for answer in [false, true] {
        let was_in_vain = |search| {
            told.push(search);
            answer
        };
        let mut wordings = 0;
        let last_wording = |_: &CardId| {
            wordings += 1;
            Ok::<_, Infallible>(None)
        };
        let Ok(pairs) = pairings(&decks, Decks::All, &register, was_in_vain, last_wording);
        assert_eq!((pairs.len(), wordings), (0, usize::from(!answer)));
    }
    assert_eq!(told[0], told[1]);
}
