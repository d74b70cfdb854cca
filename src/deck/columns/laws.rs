//! What holds for whatever is pasted.

use proptest::prelude::*;

use super::{Doubt, Missing, Pasted, Row, Unusable, deck_text, read};
use crate::card::{Answer, Card, Prompt};
use crate::deck::scaffold::{Head, Solution};
use crate::deck::{Place, parse};

fn pasted(text: &str) -> Pasted {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

fn cards(pasted: &Pasted) -> Vec<Card> {
    let text = deck_text(&Head::of("x", None), pasted).expect("a deck of a few KiB");
    let parsed = parse(&Place::Embedded("x.yaml"), "x", text.as_bytes());
    assert_eq!(parsed.problems, [], "{text}");
    parsed.deck.expect("a deck").cards
}

/// Line, kind and doubts of each row.
fn told(pasted: &Pasted) -> Vec<String> {
    let kind = |row: &Row| match &row.card.solution {
        Solution::Text { answer, accept } => format!("text {answer} {accept:?}"),
        Solution::Set(items) => format!("set {items:?}"),
        Solution::Date(date) => format!("date {}", date.edtf()),
        Solution::Figure(figure) => format!("figure {figure}"),
        Solution::Cloze => format!("cloze {}", row.card.prompt),
        Solution::Flip(_) => "flip".to_owned(),
    };
    let doubts = |row: &Row| -> String {
        let doubts = row.doubts.iter().map(ToString::to_string);
        doubts.flat_map(|doubt| ["; ".to_owned(), doubt]).collect()
    };
    pasted
        .rows
        .iter()
        .map(|row| format!("{}: {}{}", row.line, kind(row), doubts(row)))
        .collect()
}

#[test]
fn quizlet_is_read() {
    let pasted =
        pasted("Battle of Bun'ei\t1274\nShips of the first fleet\t900 ships\nKhan\tKublai\n");
    assert_eq!(
        told(&pasted),
        [
            "1: date 1274; \"1274\" is taken as a year; if it counts something, write number instead of date",
            "2: figure 900 ships",
            "3: text Kublai []",
        ]
    );
    assert_eq!(cards(&pasted).len(), 3);
}

#[test]
fn an_export_of_anki_is_read() {
    let pasted = pasted(
        "#separator:tab\n#html:true\n#tags column:4\n\
         <b>When</b> did it sail?\t1274<br>\t\"It had &quot;900&quot;\n<img src=\"\"a.png\"\"> ships\"\twar fleet\n\
         In {{c1::1281}} came {{c2::4,400::how many}} ships\tsecond fleet\t\t\n",
    );
    assert_eq!(
        told(&pasted),
        [
            "4: date 1274; the picture a.png is left out",
            "6: cloze In {{1281}} came {{4,400}} ships",
        ]
    );
    let cards = cards(&pasted);
    assert_eq!(cards[0].tags, ["war", "fleet"]);
    assert_eq!(
        cards[0].explanation.as_deref(),
        Some("It had \"900\"\nships")
    );
    assert_eq!(cards[1].explanation.as_deref(), Some("second fleet"));
    assert_eq!(cards.len(), 3);
}

#[test]
fn a_spreadsheet_with_names_of_columns_is_read() {
    let pasted = pasted(
        "\u{feff}Question;Answer;Wrong answers;Unit;Tags\r\n\
         When did the fleet sail?;1274;1268; ;war\r\n\
         \"How far; roughly?\";384,400;400,000; km;\r\n\
         Which khan?;Kublai;kublai;;war, khan\r\n\
         No answer;;;;\r\n;x;;;\r\n\
         Which khan?;Kublai;;;\r\n",
    );
    assert_eq!(
        told(&pasted),
        [
            "2: date 1274",
            "3: figure 384,400 km",
            "4: text Kublai []; the wrong option \"kublai\" is left out: it is the answer, or not of its kind",
        ]
    );
    let why: Vec<String> = pasted
        .omissions
        .iter()
        .map(|o| format!("{}: {o}", o.line))
        .collect();
    assert_eq!(
        why,
        [
            "5: there is no answer",
            "6: there is no question",
            "7: the same question and answer stand on line 4",
        ]
    );
    let cards = cards(&pasted);
    assert!(cards.iter().take(2).all(|card| card.answer.has_choices()));
}

#[test]
fn years_among_dates_are_not_doubted() {
    let pasted = pasted("a\t1274\nb\t1281\nc\tMay 1300\nd\t1972\n");
    assert!(
        pasted.rows.iter().all(|row| row.doubts.is_empty()),
        "{pasted:?}"
    );
}

#[test]
fn more_columns_than_are_known_are_told() {
    let pasted = pasted("a,b,c,d\ne,f,,\n");
    assert_eq!(pasted.doubts, [Doubt::ThirdColumn]);
    assert_eq!(pasted.rows[0].doubts, [Doubt::MoreColumns(3)]);
    assert_eq!(pasted.rows[1].doubts, []);
}

#[test]
fn what_cannot_be_used_says_why() {
    assert_eq!(read(b"one column\n"), Err(Unusable::OneColumn));
    assert_eq!(read(b"#separator:tab\n"), Err(Unusable::Empty));
    assert!(read("caf\u{e9}\tx".as_bytes()).is_ok());
    let old = read(b"caf\xe9\tx").expect("letters of old Windows");
    assert_eq!(
        (old.rows[0].card.prompt.as_str(), &old.doubts[..]),
        ("café", &[Doubt::NotUtf8][..])
    );
}

/// Cells as a spreadsheet writes them, after a line that says they are no HTML.
fn csv(rows: &[(String, String)], sign: char) -> String {
    let cell = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = format!("#separator:{sign}\n#html:false\n");
    for (prompt, answer) in rows {
        text.extend([
            cell(prompt),
            sign.to_string(),
            cell(answer),
            "\n".to_owned(),
        ]);
    }
    text
}

/// What of a cell a deck can hold.
fn held(cell: &str) -> String {
    let unix = cell.replace("\r\n", "\n").replace('\r', "\n");
    let is_kept = |c: &char| match c {
        '\n' | '\t' => true,
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
        c => !c.is_control(),
    };
    let kept: String = unix
        .chars()
        .filter(is_kept)
        .map(|c| {
            if matches!(c, '\u{2028}' | '\u{2029}') {
                '\n'
            } else {
                c
            }
        })
        .collect();
    kept.trim().to_owned()
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[ -~]{0,30}",
        3 => "\\PC{0,20}",
        2 => any::<String>(),
        1 => "[:#&*!|>'\"%@`{}\\[\\],? \\-\\\\\n]{1,12}",
        1 => "(about |[0-9]{1,4}[./-]|[0-9,.]{1,9} ?(ships|%|m)?|[A-Z][a-z]{2,6} [0-9]{1,4}){1,3}",
    ]
}

proptest! {
    #[test]
    fn any_pasted_cells_survive(
        rows in proptest::collection::vec((cell(), cell()), 1..6),
        sign in prop::sample::select(vec!['\t', ',', ';', '|']),
    ) {
        // Names of columns, sounds and gaps of other programs mean something.
        let is_plain = |cell: &String| !cell.contains("[sound:") && !cell.contains("{{c");
        prop_assume!(rows.iter().all(|(a, b)| is_plain(a) && is_plain(b)));
        let Ok(pasted) = read(csv(&rows, sign).as_bytes()) else {
            let is_empty = |cell: &String| cell.trim().is_empty();
            prop_assert!(rows.iter().all(|(a, b)| is_empty(a) && is_empty(b)));
            return Ok(());
        };
        if pasted.rows.is_empty() {
            return Ok(());
        }
        let cards = cards(&pasted);
        prop_assert_eq!(cards.len(), pasted.rows.len());
        for omission in &pasted.omissions {
            prop_assert!(!matches!(omission.why, Missing::Refused(_)), "{}", omission);
        }
        let expected: Vec<(String, String)> = rows.iter().map(|(a, b)| (held(a), held(b))).collect();
        for card in &cards {
            let Prompt::Plain(prompt) = &card.prompt else { panic!("{card:?}") };
            let answers: Vec<&String> = expected.iter().filter(|(a, _)| a == prompt).map(|(_, b)| b).collect();
            prop_assert!(!answers.is_empty(), "{:?} was not pasted", prompt);
            let is_same = match &card.answer {
                Answer::Text { expected, .. } => answers.contains(&expected),
                Answer::Flip { back } => answers.contains(&back),
                Answer::Set { expected, .. } => answers
                    .iter()
                    .any(|answer| expected.iter().all(|item| answer.contains(item.as_str()))),
                Answer::Date { .. } | Answer::Figure { .. } => true,
                Answer::Order { .. } | Answer::Match { .. } => false,
            };
            prop_assert!(is_same, "{:?} for {:?}", card.answer, answers);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(pasted) = read(&bytes) && !pasted.rows.is_empty() {
            cards(&pasted);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(\\PC|[\t\n;,\"<>&#{}:]){0,200}") {
        if let Ok(pasted) = read(text.as_bytes()) && !pasted.rows.is_empty() {
            cards(&pasted);
        }
    }
}

#[test]
fn rows_that_nobody_can_learn_are_refused_before_they_are_looked_at() {
    let rows = "x\ty\n".repeat(100_001);
    assert_eq!(read(rows.as_bytes()), Err(Unusable::TooManyRows));
    let lines = "x: y\n".repeat(100_001);
    assert_eq!(read(lines.as_bytes()), Err(Unusable::TooManyRows));
}

#[test]
fn of_the_tags_of_every_card_a_hundred_are_taken() {
    let tags: String = (0..150)
        .flat_map(|n| [" t".to_owned(), n.to_string()])
        .collect();
    let pasted = pasted(&format!("#tags:{tags}\nx\ty\n"));
    assert_eq!(cards(&pasted)[0].tags.len(), 100);
    let [doubt] = pasted.doubts.as_slice() else {
        panic!("{:?}", pasted.doubts);
    };
    assert!(
        doubt.to_string().contains("beyond the first 100"),
        "{doubt}"
    );
}
