//! Sessions on a terminal, from keys to bytes.

use super::super::arrivals::script::Script as Keys;
use super::super::face;
use super::super::face::script::Script as Steps;
use super::super::sample;
use super::*;
use crate::question::Asked;
use crate::review::Rating;
use crate::session::{Aim, Command, Input, Invalid, Judged, Show};

fn step(shows: Vec<Show>) -> Step {
    Step {
        shows,
        is_over: false,
    }
}

fn last(shows: Vec<Show>) -> Step {
    Step {
        shows,
        is_over: true,
    }
}

fn key(text: &str) -> Key {
    Key::Text(text.to_owned())
}

fn response(text: &str) -> Input {
    Input::Response {
        text: text.to_owned(),
        ms: 0,
    }
}

/// Runs a session and returns what came in, the exit code and the bytes written.
fn runs(
    steps: Vec<Step>,
    keys: impl IntoIterator<Item = Arrival<Key>>,
) -> (Vec<Input>, u8, String) {
    let mut steps = Steps::new(steps);
    let clock = sample::clock();
    let size = || Size {
        rows: 24,
        columns: 80,
    };
    let mut out = Vec::new();
    let mut tty = Tty::new(
        &mut out,
        Colour::Off,
        size,
        Keys::new(keys),
        Stopwatch::new(&clock),
        Invocation::default(),
    );
    let code = face::run(&mut steps, &mut tty, &clock).expect("memory");
    drop(tty);
    let out = String::from_utf8(out).expect("text");
    (steps.inputs, code.number(), out)
}

fn items(keys: impl IntoIterator<Item = Key>) -> Vec<Arrival<Key>> {
    keys.into_iter().map(Arrival::Item).collect()
}

fn nonzero(n: u16) -> std::num::NonZeroU16 {
    n.try_into().expect("a size")
}

/// What a terminal shows in the end.
fn screen(out: &str) -> String {
    let mut parser = vt100::Parser::new(nonzero(24), nonzero(80), 0);
    // The terminal driver makes a carriage return of every line feed.
    parser.process(out.replace("\r\n", "\n").replace('\n', "\r\n").as_bytes());
    parser.screen().contents()
}

#[test]
fn a_typed_answer_is_judged_rated_anew_and_followed_by_the_next_question() {
    let easier = Judged {
        rating: Some(Rating::Easy),
        ..sample::right()
    };
    let (inputs, code, _) = runs(
        vec![
            step(vec![sample::question(Asked::Date)]),
            step(vec![
                sample::verdict(sample::right()),
                sample::question(Asked::Text),
            ]),
            step(vec![sample::verdict(easier)]),
            step(vec![Show::Summary(Box::new(sample::summary()))]),
        ],
        items([
            key("1"),
            key("9"),
            key("7"),
            key("2"),
            Key::Enter,
            key("4"),
            key("3"),
            Key::Enter,
            key("x"),
            Key::Enter,
        ]),
    );
    assert_eq!(
        inputs,
        [
            Input::Start,
            response("1972"),
            Input::Command(Command::Rate(Rating::Easy)),
            Input::Command(Command::Rate(Rating::Good)),
            response("x"),
            Input::Command(Command::Quit),
        ]
    );
    assert_eq!(code, 0);
}

#[test]
fn an_empty_enter_asks_once_more() {
    let (inputs, _, out) = runs(
        vec![step(vec![sample::question(Asked::Date)]), step(vec![])],
        items([Key::Enter, Key::Enter]),
    );
    assert_eq!(
        inputs,
        [Input::Start, response(""), Input::Command(Command::Quit)]
    );
    assert!(out.contains("press Enter again for: I don't know"));
}

#[test]
fn a_colon_asks_for_something_else_even_where_nothing_is_typed() {
    let choice = Asked::Choice(sample::choices(&["1274", "1281"]));
    let (inputs, _, _) = runs(
        vec![step(vec![sample::question(choice)])],
        items([key(":"), key("s"), key("k"), key("i"), key("p"), Key::Enter]),
    );
    assert_eq!(
        inputs,
        [
            Input::Start,
            Input::Command(Command::Skip),
            Input::Command(Command::Quit)
        ]
    );
}

#[test]
fn a_year_typed_where_years_are_on_offer_is_read_whole_and_rates_nothing() {
    let choice = Asked::Choice(sample::choices(&["1274", "1281"]));
    let (inputs, _, out) = runs(
        vec![step(vec![sample::question(choice)]), step(vec![])],
        items(
            ["1", "2", "8", "1"]
                .map(key)
                .into_iter()
                .chain([Key::Enter]),
        ),
    );
    assert_eq!(
        inputs,
        [
            Input::Start,
            response("1281"),
            Input::Command(Command::Quit)
        ]
    );
    assert!(out.contains("> 1281"));
}

#[test]
fn a_line_opened_by_a_digit_is_left_again_for_the_letters() {
    let choice = Asked::Choice(sample::choices(&["1274", "1281"]));
    for leave in [Key::Escape, Key::Backspace] {
        let (inputs, _, _) = runs(
            vec![step(vec![sample::question(choice.clone())]), step(vec![])],
            items([key("1"), leave, key("b")]),
        );
        assert_eq!(inputs.get(1), Some(&response("b")));
    }
}

#[test]
fn a_key_that_is_no_option_begins_a_typed_answer() {
    let choice = Asked::Choice(sample::choices(&["Kublai", "Möngke"]));
    let (inputs, _, _) = runs(
        vec![step(vec![sample::question(choice)]), step(vec![])],
        items(
            ["M", "o", "n", "g", "k", "e"]
                .map(key)
                .into_iter()
                .chain([Key::Enter]),
        ),
    );
    assert_eq!(inputs.get(1), Some(&response("Mongke")));
}

#[test]
fn a_digit_chooses_where_no_option_holds_one() {
    let choice = Asked::Choice(sample::choices(&["Kublai", "Möngke"]));
    let (inputs, _, _) = runs(
        vec![step(vec![sample::question(choice)]), step(vec![])],
        items([key("2")]),
    );
    assert_eq!(inputs.get(1), Some(&response("b")));
}

#[test]
fn a_flip_card_is_turned_over_and_rated() {
    let card = sample::judged().card;
    let (inputs, _, _) = runs(
        vec![
            step(vec![sample::question(Asked::Flip)]),
            step(vec![Show::Revealed {
                card,
                answer: "1281".into(),
            }]),
            step(vec![
                sample::verdict(sample::right()),
                sample::question(Asked::Text),
            ]),
            step(vec![]),
        ],
        items([key(" "), key("7"), key("3"), key("u")]),
    );
    let commands = [
        Command::Reveal,
        Command::Rate(Rating::Good),
        Command::Undo,
        Command::Quit,
    ];
    let expected: Vec<Input> = [Input::Start]
        .into_iter()
        .chain(commands.map(Input::Command))
        .collect();
    assert_eq!(inputs, expected);
}

#[test]
fn an_earlier_answer_rated_anew_leaves_the_question_open() {
    let (inputs, _, out) = runs(
        vec![
            step(vec![sample::question(Asked::Text)]),
            step(vec![sample::verdict(sample::right())]),
            step(vec![Show::Invalid(Invalid::NothingToUndo)]),
        ],
        items([key(":easy"), Key::Enter, key("x"), Key::Enter]),
    );
    assert_eq!(inputs.get(2), Some(&response("x")));
    assert!(out.contains("the last answer is now rated good"));
}

#[test]
fn the_last_verdict_stays_until_it_is_read_and_the_end_page_is_left_behind() {
    let easier = Judged {
        rating: Some(Rating::Easy),
        ..sample::right()
    };
    let (inputs, code, out) = runs(
        vec![
            step(vec![sample::question(Asked::Date)]),
            step(vec![sample::verdict(sample::right()), Show::Done]),
            step(vec![sample::verdict(easier)]),
            last(vec![Show::Summary(Box::new(sample::summary()))]),
        ],
        items([key("1971"), Key::Enter, key("4"), Key::Enter]),
    );
    assert_eq!(
        inputs,
        [
            Input::Start,
            response("1971"),
            Input::Command(Command::Rate(Rating::Easy)),
            Input::Command(Command::GoOn),
        ]
    );
    assert_eq!(code, 0);
    insta::assert_snapshot!(screen(&out), @r"
    20 answers: 12 correct, 2 close, 6 wrong. 5 cards were new.

    12 cards are due tomorrow. Then: jmrel-quiz study
    ");
}

#[test]
fn a_command_on_the_page_of_a_verdict_is_about_the_card_judged() {
    let (inputs, _, out) = runs(
        vec![
            step(vec![sample::question(Asked::Date)]),
            step(vec![
                sample::verdict(sample::right()),
                sample::question(Asked::Text),
            ]),
        ],
        items([
            key("x"),
            Key::Enter,
            key(":"),
            key("suspend"),
            Key::Enter,
            key("f"),
            key("no"),
            Key::Enter,
        ]),
    );
    assert!(out.contains("this is for an open question"));
    let flag = Command::Flag(Aim::Answered, "no".to_owned());
    assert_eq!(
        inputs,
        [
            Input::Start,
            response("x"),
            Input::Command(flag),
            Input::Command(Command::Quit)
        ]
    );
}

#[test]
fn a_reply_is_in_sight_on_a_page_too_long_for_the_screen() {
    let many: Vec<String> = (0..30).map(|n| format!("option {n}")).collect();
    let (_, _, out) = runs(
        vec![
            step(vec![sample::question(Asked::Order(many))]),
            step(vec![Show::Invalid(Invalid::NothingToRate)]),
        ],
        items([key(":good"), Key::Enter, Key::PageUp]),
    );
    assert!(out.contains("there is no answer yet to rate otherwise"));
    assert!(out.contains("… PageUp"));
}

#[test]
fn whoever_quits_has_read_the_verdict() {
    let (inputs, code, out) = runs(
        vec![
            step(vec![sample::question(Asked::Date)]),
            step(vec![
                sample::verdict(sample::right()),
                sample::question(Asked::Text),
            ]),
            last(vec![Show::Summary(Box::new(sample::summary()))]),
        ],
        items([key("x"), Key::Enter, key("q")]),
    );
    assert_eq!(inputs.last(), Some(&Input::Command(Command::Quit)));
    assert_eq!(code, 0);
    assert!(screen(&out).starts_with("20 answers"));
    assert!(!out.contains("Enter finish"));
}

#[test]
fn a_signal_leaves_the_terminal_as_it_was_and_shows_the_summary() {
    let (inputs, code, out) = runs(
        vec![
            step(vec![sample::question(Asked::Date)]),
            last(vec![Show::Summary(Box::new(sample::summary()))]),
        ],
        [
            Arrival::Item(key("12")),
            Arrival::Resized,
            Arrival::Signal(Signal::Terminated),
        ],
    );
    assert_eq!(inputs, [Input::Start, Input::Command(Command::Quit)]);
    assert_eq!(code, 143);
    assert!(screen(&out).starts_with("20 answers"));
    let after = out.rsplit(LEAVE).next().unwrap_or_default();
    assert!(!after.contains('\x1b'), "{after:?}");
}

#[test]
fn control_c_is_an_interrupt_and_control_d_the_end_of_an_empty_line() {
    let question = || vec![step(vec![sample::question(Asked::Date)])];
    assert_eq!(runs(question(), items([Key::Interrupt])).1, 130);
    assert_eq!(runs(question(), items([Key::EndOfInput])).1, 0);
}
