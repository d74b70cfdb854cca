//! Every reader of the program, fed with any bytes. What a target asserts holds whatever is in them.
//!
//! `main.rs` runs the targets over a small corpus and mutations of it; `fuzz/` runs the same ones under a fuzzer.

mod kept;

pub(crate) use kept::{copies, diary, exports, progress_file, records};

use std::sync::LazyLock;

use console::Key;
use jmrel_quiz::card::{Card, CardId, CardName};
use jmrel_quiz::day::{Clock, Day, Rollover};
use jmrel_quiz::deck::columns;
use jmrel_quiz::deck::scaffold::Head;
use jmrel_quiz::deck::{self, Place, Problem, Severity};
use jmrel_quiz::draft::{self, Notes};
use jmrel_quiz::learner::LearnerName;
use jmrel_quiz::quantity::{self, Margin, Unit};
use jmrel_quiz::question::{Meeting, Question};
use jmrel_quiz::review::Verdict;
use jmrel_quiz::session::Line;
use jmrel_quiz::text::SafeText;
use jmrel_quiz::when::{self, DateOrder, HistoricDate};
use jmrel_quiz::{facts, grading, lint, page, progress, terminal};

/// A reader, fed with bytes.
pub(crate) type Target = fn(&[u8]);

/// Every target by its name, which is that of its folder in the corpus too.
pub(crate) const TARGETS: [(&str, Target); 18] = [
    ("arguments", arguments),
    ("cleaner", cleaner),
    ("columns", columns),
    ("copies", copies),
    ("dates", dates),
    ("deck", deck),
    ("diary", diary),
    ("exports", exports),
    ("facts", facts),
    ("figures", figures),
    ("keys", keys),
    ("learner", learner),
    ("merge", merge),
    ("notes", notes),
    ("progress", progress_file),
    ("records", records),
    ("responses", responses),
    ("sheet", sheet),
];

const ORDERS: [DateOrder; 2] = [DateOrder::DayFirst, DateOrder::MonthFirst];

/// Any seed will do; chance is not what is tried here.
const SEED: u64 = 1281;

fn place() -> Place {
    Place::Embedded("x.yaml")
}

/// A deck: its problems have places, what is mended can be read, what a question expects is right, its page is harmless.
pub(crate) fn deck(bytes: &[u8]) {
    let parsed = deck::inspect(&place(), "x", bytes, &lint::lint);
    have_places(&parsed.problems, bytes);
    let mended = deck::edit::mend(&place(), "x", bytes);
    have_places(&mended.parsed.problems, &mended.bytes);
    deck::edit::write_ids(&place(), "x", bytes);
    let Some(deck) = parsed.deck else {
        return;
    };
    for card in &deck.cards {
        expects_what_is_right(card, &deck.cards);
    }
    is_harmless(&page::preview(&deck, SEED));
}

fn expects_what_is_right(card: &Card, cards: &[Card]) {
    for meeting in [Meeting::First, Meeting::Later] {
        let question = Question::pose(card, meeting, SEED);
        let Some(expected) = question.expected(card) else {
            continue;
        };
        for order in ORDERS {
            let judged = grading::grade(card, &question, &expected, cards, order);
            let verdict = judged.as_ref().map(|judgement| judgement.verdict);
            assert_eq!(
                verdict,
                Ok(Verdict::Correct),
                "{}: {expected:?} is {judged:?}",
                card.id
            );
        }
    }
}

/// Facts: their problems have places, and so has what a sound base asks too much of a deck, such as a sentence of a hundred gaps;
/// `generate` tells that at its fact.
pub(crate) fn facts(bytes: &[u8]) {
    let parsed = facts::read(&place(), bytes);
    have_places(&parsed.problems, bytes);
    let Some(base) = parsed.base else {
        return;
    };
    for generated in facts::generate(&base, SEED).decks {
        let parsed = deck::parse(&place(), "x", generated.text.as_bytes());
        have_places(&parsed.problems, generated.text.as_bytes());
        assert_eq!(
            parsed.deck.is_none(),
            parsed.problems.iter().any(is_error),
            "{}",
            generated.text
        );
    }
}

/// Notes: what is found stands in the text, in its order, and the drafts made of it can be written and read.
pub(crate) fn notes(bytes: &[u8]) {
    let Ok(notes) = Notes::decode(bytes) else {
        return;
    };
    let mentions = draft::find(notes.text);
    let mut end = 0;
    for mention in &mentions {
        assert!(mention.bytes.start >= end, "{mention:?} over another");
        assert!(!mention.surface(notes.text).is_empty(), "{mention:?}");
        end = mention.bytes.end;
    }
    let gathered = draft::gather("notes.txt", notes.text, &mentions, None);
    let written = gathered.to_yaml();
    let read = draft::read(&place(), written.as_bytes());
    assert_eq!(read.problems, [], "{written}");
    assert_eq!(read.sheet, Some(gathered), "{written}");
}

/// A sheet of drafts: its problems have places, and what is written of it is read as the same.
pub(crate) fn sheet(bytes: &[u8]) {
    let parsed = draft::read(&place(), bytes);
    have_places(&parsed.problems, bytes);
    let Some(sheet) = parsed.sheet else {
        return;
    };
    let written = sheet.to_yaml();
    let read = draft::read(&place(), written.as_bytes());
    assert_eq!(read.sheet, Some(sheet), "{written}");
    if let Ok(topic) = "drafts".parse()
        && let Some(sheet) = read.sheet
    {
        let home = draft::facts::Home {
            topic: &topic,
            notes: "notes.txt",
        };
        draft::facts::new_base(&sheet, home);
    }
}

/// Pasted columns: a deck made of them has no mistake.
pub(crate) fn columns(bytes: &[u8]) {
    let Ok(pasted) = columns::read(bytes) else {
        return;
    };
    if pasted.rows.is_empty() {
        return;
    }
    let text = columns::deck_text(&Head::of("x", None), &pasted).expect("a small deck");
    let parsed = deck::parse(&place(), "x", text.as_bytes());
    assert_eq!(parsed.problems, [], "{text}");
}

/// A line of an export: what this program writes of it is harmless, and read as the same.
pub(crate) fn merge(bytes: &[u8]) {
    if let Ok(line) = progress::canonical_line(bytes) {
        is_harmless(&line);
        let again = progress::canonical_line(line.as_bytes());
        assert_eq!(again.as_deref(), Ok(line.as_str()));
    }
}

/// A date as typed, and as a deck gives it: what is read is written so that it is read again.
pub(crate) fn dates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for order in ORDERS {
        let Ok(typed) = when::read(&text, order) else {
            continue;
        };
        typed.as_decade();
        typed.years();
        for date in typed.readings() {
            is_harmless(&date.to_string());
        }
    }
    if let Ok(date) = HistoricDate::parse(&text) {
        is_harmless(&date.to_string());
        assert_eq!(HistoricDate::parse(&date.edtf()), Ok(date));
    }
}

/// A figure as typed, and the words a deck says about one.
pub(crate) fn figures(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(figure) = quantity::read(&text) {
        assert!(!figure.readings().is_empty());
        let metres = Unit::parse("m").ok();
        for reading in figure.readings_for(metres.as_ref()) {
            is_harmless(&reading.number.to_string());
        }
    }
    let _ = Unit::parse(&text);
    let _ = Margin::parse(&text);
}

/// A response to a card of every kind.
pub(crate) fn responses(bytes: &[u8]) {
    static CARDS: LazyLock<Vec<Card>> = LazyLock::new(|| {
        let parsed = deck::parse(&place(), "x", include_bytes!("../corpus/deck/kinds.yaml"));
        parsed.deck.expect("a deck without mistakes").cards
    });
    let response = String::from_utf8_lossy(bytes);
    for card in CARDS.iter() {
        grades(card, &CARDS, &response);
    }
}

fn grades(card: &Card, cards: &[Card], response: &str) {
    for meeting in [Meeting::First, Meeting::Later] {
        let question = Question::pose(card, meeting, SEED);
        for order in ORDERS {
            let _ = grading::grade(card, &question, response, cards, order);
        }
    }
}

/// Any text on its way to a screen.
pub(crate) fn cleaner(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let clean = SafeText::clean(&text);
    is_harmless(clean.as_str());
    let line = SafeText::line(&text);
    is_harmless(line.as_str());
    assert!(!line.as_str().contains(['\n', '\t']));
    for columns in [0, 1, 2, 7, 80] {
        let short = clean.shortened(columns);
        is_harmless(short.as_str());
        assert!(short.width() <= columns, "{short:?} in {columns}");
        for row in clean.wrap(columns) {
            is_harmless(row.as_str());
            assert!(!row.as_str().contains('\n'));
        }
    }
}

/// Keys of a terminal, with the escape sequences the library passes on in pieces.
pub(crate) fn keys(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut chars = text.chars();
    let mut keys = Vec::new();
    while let Some(c) = chars.next() {
        keys.push(match c {
            '\u{1b}' => match chars.next() {
                Some('[') => Key::UnknownEscSeq(
                    [Some('['), chars.next(), chars.next()]
                        .into_iter()
                        .flatten()
                        .collect(),
                ),
                Some('D') => Key::ArrowLeft,
                Some('C') => Key::ArrowRight,
                Some('A') => Key::ArrowUp,
                Some('B') => Key::ArrowDown,
                Some('H') => Key::Home,
                Some('F') => Key::End,
                Some('~') => Key::Del,
                Some(c) => Key::UnknownEscSeq(vec![c]),
                None => Key::Escape,
            },
            '\n' => Key::Enter,
            '\t' => Key::Tab,
            '\u{7f}' => Key::Backspace,
            '\u{3}' => Key::CtrlC,
            c => Key::Char(c),
        });
    }
    // Marks may pile up, one key a mark; they are cut when the line is shown.
    let line = terminal::typed(keys);
    assert_eq!(line.find(acts), None, "{line:?}");
    assert!(!line.contains(['\n', '\t']), "{line:?}");
}

/// Words of the command line, and a line typed in a session: what is read of them is written so that it is read again.
pub(crate) fn arguments(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(name) = text.parse::<CardId>() {
        is_harmless(name.as_ref());
        assert_eq!(name.as_ref().parse(), Ok(name));
    }
    if let Ok(clock) = text.parse::<Clock>() {
        is_harmless(&clock.now().to_string());
        clock.zone();
        Day::of(clock.now(), Rollover::default());
    }
    let _ = text.parse::<CardName>();
    let _ = text.parse::<Rollover>();
    let _ = lint::explain(&text);
    if let Line::Response(response) = Line::parse(&text) {
        let typed = Line::escape(&response);
        assert_eq!(Line::parse(&typed), Line::Response(response));
    }
}

/// A learner's name: it names one file in its folder, and itself.
pub(crate) fn learner(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(name) = text.parse::<LearnerName>() else {
        return;
    };
    let shown = name.to_string();
    is_harmless(&shown);
    let mut parts = std::path::Path::new(&shown).components();
    assert!(matches!(
        parts.next(),
        Some(std::path::Component::Normal(_))
    ));
    assert_eq!(parts.next(), None);
    assert_eq!(shown.parse(), Ok(name));
}

/// Every problem has a line of the file and at least one character.
#[track_caller]
fn have_places(problems: &[Problem], bytes: &[u8]) {
    // In YAML a carriage return alone ends a line too.
    let ends = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r'));
    let lines = ends.count() + 1;
    for problem in problems {
        let line = usize::try_from(problem.line).expect("a line of a file in memory");
        assert!((1..=lines).contains(&line), "{problem:?} of {lines} lines");
        assert!(problem.column >= 1 && problem.length >= 1, "{problem:?}");
        assert!(!problem.message.is_empty(), "{problem:?}");
    }
}

/// Tells whether a character acts on a terminal or turns its writing around.
///
/// These are listed here once more, apart from the code that keeps them out.
fn acts(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{206f}'
        | '\u{2028}'..='\u{2029}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        c => c.is_control(),
    }
}

/// Nothing in `text` acts, and cleaning would change nothing.
#[track_caller]
fn is_harmless(text: &str) {
    assert_eq!(text.find(acts), None, "{text:?}");
    assert_eq!(SafeText::clean(text).as_str(), text);
}

fn is_error(problem: &Problem) -> bool {
    problem.severity == Severity::Error
}
