//! The bytes of a deck file become a [`Deck`], or everything that is wrong with them.

use super::cards::{self, Broken, Context, Placed};
use super::code;
use super::header;
use super::links::{self, Completeness};
use super::mend;
use super::mirror::RawDeck;
use super::odd_space;
use super::places::Places;
use super::source::{MAX_ERRORS, Source};
use super::unreviewed;
use super::yaml::{self, Node, Value};
use super::{Deck, Place, Problem};

/// What became of a deck file.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The deck, unless there is an error among the problems.
    pub deck: Option<Deck>,
    /// Everything that is wrong with the file, in the order of its lines.
    pub problems: Vec<Problem>,
}

/// Reads a deck file of format 1. `stem` is the file's name without its ending: the id of a deck that gives none.
///
/// A slip of YAML hides as little as can be: the text it stands in, or its card; all else is checked all the same.
pub fn parse(place: &Place, stem: &str, bytes: &[u8]) -> Parsed {
    inspect(place, stem, bytes, &|_, _| Vec::new())
}

/// Looks at what could be read of a deck, and returns what is wrong with it besides.
pub type Look<'l> = dyn Fn(&Deck, &Places) -> Vec<Problem> + Sync + 'l;

/// Reads a deck file as [`parse`] does, and adds the problems that `look` finds.
///
/// `look` sees the cards without errors even when others have some; what it finds does not keep the deck from being studied.
pub fn inspect(place: &Place, stem: &str, bytes: &[u8], look: &Look<'_>) -> Parsed {
    let mut source = match Source::decode(place, bytes) {
        Ok(source) => source,
        Err(problem) => {
            return Parsed {
                deck: None,
                problems: vec![*problem],
            };
        }
    };
    let read = read(&mut source, place, stem);
    let is_studied = !source.has_errors();
    let mut problems = source.into_problems();
    let deck = read.map(|(deck, mut places)| {
        if !is_studied {
            places.set_completeness(Completeness::Partial);
        }
        problems.extend(look(&deck, &places));
        deck
    });
    problems.sort();
    Parsed {
        deck: deck.filter(|_| is_studied),
        problems,
    }
}

fn read(source: &mut Source<'_>, place: &Place, stem: &str) -> Option<(Deck, Places)> {
    // Nothing below such a line stands where its author sees it.
    if odd_space::check(source) {
        return None;
    }
    match yaml::read(source.text) {
        Ok(root) => convert(source, root, &[], Completeness::Whole, place, stem),
        Err(slip) => {
            let rest = mend::without_slips(source, slip, "cards:", &TEXTS)?;
            let root = yaml::read(&rest.text).ok()?;
            convert(
                source,
                root,
                &rest.hidden,
                Completeness::Partial,
                place,
                stem,
            )
        }
    }
}

/// Keys whose text says nothing about the other keys of its card or deck. Not `cloze`: without its gaps it is wrong.
const TEXTS: [&str; 11] = [
    "prompt",
    "answer",
    "about",
    "hint",
    "explanation",
    "source",
    "title",
    "description",
    "author",
    "license",
    "alt",
];

fn convert(
    source: &mut Source<'_>,
    root: Node<'_>,
    hidden: &[usize],
    completeness: Completeness,
    place: &Place,
    stem: &str,
) -> Option<(Deck, Places)> {
    let Value::Map(map) = root.value else {
        let message = match root.value {
            Value::Empty => "the file is empty",
            Value::Text(_) | Value::List(_) | Value::Map(_) => "this is not a deck",
        };
        let span = source.to_line_end(root.span);
        source
            .error(span, code::DECK_SHAPE, message)
            .advise("a deck begins with the lines: format: 1 and cards:");
        return None;
    };
    if unreviewed::is_file_of_drafts(source, &map, code::DECK_SHAPE) {
        return None;
    }
    let mut places = Places::new(place, source.text);
    places.note_deck(&map);
    let mut raw = RawDeck::read(map, source);
    if !header::has_known_format(source, &mut raw, root.span) {
        return None;
    }
    let nodes = header::cards(source, &mut raw, root.span, completeness);
    let header = header::read(source, raw, stem);
    // Without its own name the deck is read all the same, for the problems of its cards.
    let id = header
        .id
        .clone()
        .unwrap_or_else(|| "deck".parse().expect("letters make a name"));
    let context = Context {
        deck: &id,
        defaults: &header.defaults,
    };
    let mut cards: Vec<Placed> = Vec::with_capacity(nodes.len());
    let mut broken = Vec::new();
    let mut nodes = nodes.into_iter().peekable();
    while let Some(node) = nodes.next() {
        if source.count() >= MAX_ERRORS {
            source.stop(node.span);
            return None;
        }
        let next = nodes.peek().map(|next| next.span.line);
        let lines = line_number(node.span.line)..next.map_or(usize::MAX, line_number);
        let is_whole = !hidden.iter().any(|line| lines.contains(line));
        let noted = places.note(&node);
        match cards::read(source, node, &context) {
            Ok(found) if !is_whole => {
                broken.extend(found.first().and_then(|placed| {
                    let key = placed.card.id.key().parse().ok()?;
                    let is_named = source.written(placed.id) == placed.card.id.key();
                    let id = is_named.then_some(placed.id);
                    Some(Broken { key, id })
                }));
            }
            Ok(found) => {
                places.add_cards(&noted, found.len());
                cards.extend(found);
            }
            Err(Some(card)) => broken.push(card),
            Err(None) => {}
        }
    }
    links::check(source, &id, &cards, &broken, completeness);
    let deck = Deck {
        title: header.title.unwrap_or_else(|| id.to_string()),
        id,
        description: header.description,
        language: header.language,
        author: header.author,
        license: header.license,
        source: header.source,
        retention: header.retention,
        new_per_day: header.new_per_day,
        allow: header.allow,
        cards: cards.into_iter().map(|placed| placed.card).collect(),
        place: place.clone(),
    };
    Some((deck, places))
}

fn line_number(line: u32) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::{Admission, Allowance, Answer, Card, Feedback, Form, Image, Prompt};
    use crate::fold::{Script, Strictness, Tolerance};
    use crate::quantity::{Bound, Figure, Margin, Unit};
    use crate::when::{Calendar, HistoricDate, Precision};

    #[track_caller]
    fn deck(yaml: &str) -> Deck {
        let parsed = parse(&Place::Embedded("x.yaml"), "x", yaml.as_bytes());
        assert_eq!(parsed.problems, []);
        parsed.deck.expect("a deck without problems")
    }

    #[track_caller]
    fn card(lines: &str) -> Card {
        let mut cards = deck(&format!("format: 1\ncards:\n  - {lines}\n")).cards;
        assert_eq!(cards.len(), 1);
        cards.remove(0)
    }

    #[track_caller]
    fn answer(line: &str) -> Answer {
        card(&format!("prompt: X?\n    {line}")).answer
    }

    fn date(edtf: &str) -> HistoricDate {
        HistoricDate::parse(edtf).expect("a date")
    }

    fn figure(number: &str, unit: &str, bound: Bound) -> Figure {
        let unit = Unit::parse(unit).ok();
        Figure::new(number.parse().expect("a number"), unit, bound).expect("a figure")
    }

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_deck_carries_all_it_says() {
        let deck = deck(
            "format: 1\nid: jm\ntitle: T\ndescription: D\nlanguage: en\nauthor: A\nlicense: L\nsource: S\n\
             schedule: {retention: 85 %, new_per_day: 5}\nallow: {a.b: why}\ncards: [{prompt: X?, answer: x}]\n",
        );
        let texts = [
            deck.description,
            deck.language,
            deck.author,
            deck.license,
            deck.source,
        ];
        assert_eq!(
            texts.map(Option::unwrap_or_default),
            ["D", "en", "A", "L", "S"]
        );
        assert_eq!((deck.id.as_ref(), deck.title.as_str()), ("jm", "T"));
        assert_eq!(deck.retention.map(f32::from), Some(0.85));
        assert_eq!(deck.new_per_day, Some(5));
        let (code, reason) = ("a.b".to_owned(), "why".to_owned());
        assert_eq!(deck.allow, [Allowance { code, reason }]);
    }

    #[test]
    fn a_card_carries_all_it_says() {
        let yaml = "format: 1\ncards:\n  - {id: b, prompt: Y?, answer: y}\n  - id: a/name\n    facts: [f, g]\n    \
                    about: A\n    prompt: X?\n    answer: x\n    hint: H\n    explanation: E\n    source: S\n    \
                    tags: [t]\n    wrong: {1970: W}\n    image: p/q.png\n    alt: Q\n    after: b\n    \
                    when: confused\n    script: hepburn\n    strict: [case]\n    revised: 2\n    allow: {l: r}\n";
        let card = &deck(yaml).cards[1];
        assert_eq!(card.id.to_string(), "x:a/name");
        let facts: Vec<&str> = card.facts.iter().map(AsRef::as_ref).collect();
        assert_eq!(facts, ["f", "g"]);
        assert_eq!(card.prompt, Prompt::Plain("X?".to_owned()));
        let texts = [&card.about, &card.hint, &card.explanation, &card.source];
        assert_eq!(
            texts.map(|text| text.as_deref().unwrap_or_default()),
            ["A", "H", "E", "S"]
        );
        assert_eq!(card.tags, ["t"]);
        let (response, text) = ("1970".to_owned(), "W".to_owned());
        assert_eq!(card.feedback, [Feedback { response, text }]);
        let (path, alt) = ("p/q.png".to_owned(), "Q".to_owned());
        assert_eq!(card.image, Some(Image { path, alt }));
        assert_eq!(
            card.after.as_ref().map(ToString::to_string).as_deref(),
            Some("x:b")
        );
        assert_eq!(card.admission, Admission::Confused);
        let strictness = Strictness {
            case: Tolerance::Strict,
            script: Script::Hepburn,
            ..Strictness::default()
        };
        assert_eq!(card.strictness, strictness);
        assert_eq!((card.revision, card.line), (2, 4));
        assert_eq!(card.allow.len(), 1);
    }

    #[test]
    fn a_slip_in_a_text_hides_nothing_but_the_text() {
        let yaml = "format: 1\ntitle: One: two\ncards:\n  - id: a\n    prompt: When: in year?\n    date: 1274-13\n  \
                    - id: b\n    prompt: \"Who\" said: no?\n    number: 5\n    margin: -5\n    after: a\n  \
                    - {id: c, prompt: X?, answer: x, after: b}\n";
        let parsed = parse(&Place::Embedded("x.yaml"), "x", yaml.as_bytes());
        let found: Vec<(u32, &str)> = parsed
            .problems
            .iter()
            .map(|problem| (problem.line, problem.code))
            .collect();
        assert_eq!(
            found,
            [
                (2, code::YAML_COLON),
                (5, code::YAML_COLON),
                (6, code::CARD_BAD_DATE),
                (8, code::YAML_QUOTE),
                (10, code::CARD_BAD_MARGIN),
            ]
        );
        assert_eq!(parsed.deck, None);
    }

    #[test]
    fn defaults_hold_where_a_card_says_nothing() {
        let yaml = "format: 1\ndefaults: {margin: 5 years, tags: [t], strict: [spelling], source: S, form: grow}\n\
                    cards:\n  - {prompt: A?, date: 1274, choices: [1281]}\n  \
                    - {prompt: B?, date: 1274, choices: [1281], form: typed, margin: 0, tags: [u], source: O}\n  \
                    - {prompt: C?, number: 900}\n";
        let cards = deck(yaml).cards;
        let margin = |card: &Card| match card.answer {
            Answer::Date { margin_years, .. } => margin_years,
            _ => 0,
        };
        assert_eq!((margin(&cards[0]), margin(&cards[1])), (5, 0));
        assert_eq!(
            (cards[0].form, cards[1].form, cards[2].form),
            (Form::Grow, Form::Typed, Form::Typed)
        );
        assert_eq!((cards[0].tags.len(), cards[1].tags.len()), (1, 2));
        assert_eq!(cards[0].source.as_deref(), Some("S"));
        assert_eq!(cards[1].source.as_deref(), Some("O"));
        assert_eq!(cards[0].strictness.spelling, Tolerance::Strict);
        let Answer::Figure {
            margin, expected, ..
        } = &cards[2].answer
        else {
            panic!("{:?}", cards[2].answer);
        };
        assert_eq!(*margin, Margin::default_for(expected));
    }

    #[test]
    fn every_answer_key_gives_its_kind() {
        assert_eq!(
            answer("answer: 08\n    accept: [8]\n    choices: [no, 1_000]"),
            Answer::Text {
                expected: "08".to_owned(),
                accept: strings(&["8"]),
                choices: strings(&["no", "1_000"]),
            }
        );
        assert_eq!(
            answer("answers: [a, b]\n    choices: [c]"),
            Answer::Set {
                expected: strings(&["a", "b"]),
                choices: strings(&["c"]),
            }
        );
        assert_eq!(
            answer(
                "date: 1972-02-24\n    precision: month\n    accept: [1972-03]\n    choices: [1911]\n    margin: 1 year"
            ),
            Answer::Date {
                expected: date("1972-02-24"),
                asked: Precision::Month,
                accept: vec![date("1972-03")],
                margin_years: 1,
                choices: vec![date("1911")],
            }
        );
        assert_eq!(
            answer(
                "number: 20,000\n    unit: soldiers\n    bound: about\n    margin: 5 %\n    accept: [23000]\n    choices: [90000]"
            ),
            Answer::Figure {
                expected: figure("20000", "soldiers", Bound::About),
                accept: vec![figure("23000", "soldiers", Bound::About)],
                margin: Margin::parse("5 %").expect("a margin"),
                choices: vec![figure("90000", "soldiers", Bound::About)],
            }
        );
        assert_eq!(
            answer("order: [a, b]"),
            Answer::Order {
                items: strings(&["a", "b"])
            }
        );
        let pairs = vec![
            ("1274".to_owned(), "a".to_owned()),
            ("1281".to_owned(), "b".to_owned()),
        ];
        assert_eq!(answer("match: {1274: a, 1281: b}"), Answer::Match { pairs });
        let back = "a b".to_owned();
        assert_eq!(answer("flip: >-\n      a\n      b"), Answer::Flip { back });
    }

    #[test]
    fn a_date_is_read_in_its_calendar() {
        let Answer::Date { expected, .. } = answer("date: 1300-02-29\n    calendar: julian") else {
            panic!("a date");
        };
        assert_eq!(expected.calendar(), Calendar::Julian);
    }

    #[test]
    fn a_card_with_choices_is_asked_as_a_choice() {
        assert_eq!(
            card("prompt: X?\n    answer: x\n    choices: [y]").form,
            Form::Choice
        );
        assert_eq!(card("prompt: X?\n    answer: x").form, Form::Typed);
    }

    #[test]
    fn each_gap_of_a_cloze_is_a_card() {
        let yaml = "format: 1\ncards:\n  - id: fleet\n    cloze: In {{1274}} {{ships::1,281}} ships left {{Korea}}, {{43 %}} back.\n";
        let cards = deck(yaml).cards;
        let shown: Vec<String> = cards
            .iter()
            .map(|card| format!("{} {}", card.id.key(), card.prompt))
            .collect();
        assert_eq!(
            shown,
            [
                "fleet/g1 In _____ 1,281 ships left Korea, 43 % back.",
                "fleet/ships In 1274 _____ ships left Korea, 43 % back.",
                "fleet/g3 In 1274 1,281 ships left _____, 43 % back.",
                "fleet/g4 In 1274 1,281 ships left Korea, _____ back.",
            ]
        );
        assert!(
            matches!(&cards[0].answer, Answer::Date { expected, .. } if *expected == date("1274"))
        );
        assert!(
            matches!(&cards[1].answer, Answer::Figure { expected, .. } if expected.unit().is_none())
        );
        assert!(matches!(&cards[2].answer, Answer::Text { expected, .. } if expected == "Korea"));
        assert!(
            matches!(&cards[3].answer, Answer::Figure { expected, .. } if expected.is_percentage())
        );
        assert!(cards.iter().all(|card| card.facts[0].as_ref() == "fleet"));
    }

    #[test]
    fn a_card_without_id_keeps_its_hash_until_its_text_changes() {
        let one = card("prompt: X?\n    answer: x");
        let same = card("answer: x\n    hint: h\n    prompt: \"X?\"");
        let other = card("prompt: X?\n    answer: y");
        assert_eq!(one.id, same.id);
        assert_ne!(one.id, other.id);
        assert_eq!(one.id.to_string(), "x:h8edbf3c53e7e4c3b");
    }

    #[test]
    fn a_card_full_of_problems_tells_the_first_of_them() {
        let keys: String = (0..2_000)
            .flat_map(|n| ["    k".to_owned(), n.to_string(), ": v\n".to_owned()])
            .collect();
        let yaml = format!("format: 1\ncards:\n  - prompt: A?\n    answer: x\n{keys}");
        let problems = parse(&Place::Embedded("x.yaml"), "x", yaml.as_bytes()).problems;
        assert_eq!(problems.len(), MAX_ERRORS + 1);
        assert_eq!(problems[0].code, code::FILE_TOO_MANY_PROBLEMS);
        assert_eq!((problems[1].line, problems[MAX_ERRORS].line), (5, 504));
    }

    #[test]
    fn a_file_full_of_problems_is_not_read_to_its_end() {
        let yaml = format!("format: 1\ncards:\n{}", "  - {prompt: X?}\n".repeat(2_000));
        let problems = parse(&Place::Embedded("x.yaml"), "x", yaml.as_bytes()).problems;
        assert_eq!(problems.len(), MAX_ERRORS + 1);
        assert_eq!(problems[MAX_ERRORS].code, code::FILE_TOO_MANY_PROBLEMS);
    }

    #[test]
    fn cards_may_wait_for_each_other_in_a_long_row() {
        let row: Vec<String> = (1..2_000)
            .map(|n| {
                format!(
                    "  - {{id: c{n}, prompt: {n}?, answer: x, after: c{}}}
",
                    n - 1
                )
            })
            .collect();
        let row = row.concat();
        let yaml = format!("format: 1\ncards:\n  - {{id: c0, prompt: X?, answer: x}}\n{row}");
        assert_eq!(deck(&yaml).cards.len(), 2_000);
    }

    #[test]
    fn what_no_card_needs_is_refused_before_it_takes_memory() {
        for (lines, code) in [
            (
                format!("prompt: {}\n    answer: x", "x".repeat(70_000)),
                code::VALUE_TOO_LONG,
            ),
            (
                format!("prompt: X?\n    answers: [{}]", "x, ".repeat(1_001)),
                code::VALUE_TOO_MANY,
            ),
            (
                format!("cloze: \"{}\"", "{{a}} ".repeat(51)),
                code::VALUE_TOO_MANY,
            ),
        ] {
            let yaml = format!("format: 1\ncards:\n  - {lines}\n");
            let problems = parse(&Place::Embedded("x.yaml"), "x", yaml.as_bytes()).problems;
            let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
            assert_eq!(codes, [code]);
        }
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
        let plain = "format: 1\ncards:\n  - prompt: X?\n    answer: x\n";
        let windows = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
        assert_eq!(deck(plain), deck(&windows));
    }
}
