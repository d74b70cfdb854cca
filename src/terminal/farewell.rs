//! The end of a session in words: what was done, what is known now, what was hard, what comes next.

use std::io::Write;

use super::invocation::Invocation;
use super::screen::{OutputError, Screen};
use super::style::{Span, Style};
use super::waiting;
use super::wording::{cards, count};
use crate::session::{Known, Summary};
use crate::text::SafeText;

/// Writes it. Lines with a command to type are not wrapped, so that they can be copied.
pub(super) fn write<W: Write>(
    summary: &Summary,
    invocation: &Invocation,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    screen.paragraph(Style::Strong, &SafeText::line(&done(summary)))?;
    if let Some(known) = known(summary) {
        screen.paragraph(Style::Plain, &SafeText::line(&known))?;
    }
    if !summary.hard.is_empty() {
        screen.blank()?;
        screen.line("Hard this time:")?;
        for hard in &summary.hard {
            let spans = [
                Span::new(Style::Plain, format!("- {}", introduced(&hard.about))),
                Span::new(Style::Strong, SafeText::line(&hard.answer)),
            ];
            screen.spans(&spans, 2)?;
        }
    }
    screen.blank()?;
    let idle = if summary.answered == 0 && summary.left_today == 0 {
        waiting::held(summary.waiting)
    } else {
        Vec::new()
    };
    // Whoever has cards left for today is at no limit yet.
    let limited = if summary.left_today == 0 {
        waiting::limited(summary.waiting, summary.new_per_day, invocation)
    } else {
        None
    };
    let next = next(summary, invocation);
    for line in idle.into_iter().chain(limited).chain(next) {
        screen.line_of(&SafeText::line(&line))?;
    }
    Ok(())
}

/// A name gets a colon before its answer, a prompt ends in a sign of its own.
fn introduced(about: &str) -> String {
    if about.ends_with(|last: char| last.is_alphanumeric() || last == ')') {
        format!("{about}:")
    } else {
        about.to_owned()
    }
}

fn done(summary: &Summary) -> String {
    let Summary {
        answered,
        introduced,
        correct,
        close,
        wrong,
        ..
    } = summary;
    if *answered == 0 {
        return if summary.left_today == 0 {
            "Nothing to study now.".to_owned()
        } else {
            "No answers this time.".to_owned()
        };
    }
    let answers = count(u64::try_from(*answered).unwrap_or(u64::MAX), "answer");
    let met = match introduced {
        0 => String::new(),
        1 => " 1 card was new.".to_owned(),
        n => format!(" {n} cards were new."),
    };
    format!("{answers}: {correct} correct, {close} close, {wrong} wrong.{met}")
}

fn known(summary: &Summary) -> Option<String> {
    let part = |verb: &str, known: Known, noun: &str| match (known.known, known.of) {
        (0, _) => None,
        (1, 1) => Some(format!("{verb} the one {noun}")),
        (n, of) => Some(format!("{verb} {n} of {of} {noun}s")),
    };
    let dates = part("date", summary.dates, "event");
    let figures = part("name", summary.figures, "figure");
    let parts: Vec<String> = [dates, figures].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("You can now {}.", parts.join(" and ")))
}

fn next(summary: &Summary, invocation: &Invocation) -> Vec<String> {
    let mut next = Vec::new();
    if summary.left_today > 0 {
        let left = cards(summary.left_today);
        let going_on = invocation.going_on();
        next.push(format!("{left} left for today. To go on: {going_on}"));
    }
    let then = invocation.another_day();
    next.push(match summary.due_tomorrow {
        0 => "Nothing is due tomorrow.".to_owned(),
        1 => format!("1 card is due tomorrow. Then: {then}"),
        n => format!("{n} cards are due tomorrow. Then: {then}"),
    });
    next
}

#[cfg(test)]
mod tests {
    use super::super::out::shown;
    use super::*;
    use crate::scheduler::{Mode, Waiting};
    use crate::session::{Hard, Pause, Scope};

    fn text(summary: &Summary) -> String {
        shown::on(80, |screen| write(summary, &Invocation::default(), screen))
    }

    #[test]
    fn a_full_session_tells_what_was_learned_what_was_hard_and_what_comes() {
        let summary = Summary {
            answered: 20,
            introduced: 5,
            correct: 12,
            close: 2,
            wrong: 6,
            due_tomorrow: 12,
            left_today: 1,
            dates: Known { known: 9, of: 14 },
            figures: Known { known: 3, of: 10 },
            hard: vec![Hard {
                card: "invasions:second-fleet/date".parse().expect("a card"),
                about: "the second fleet".to_owned(),
                answer: "1281".to_owned(),
                misses: 2,
            }],
            ..Summary::default()
        };
        insta::assert_snapshot!(text(&summary), @r"
        20 answers: 12 correct, 2 close, 6 wrong. 5 cards were new.
        You can now date 9 of 14 events and name 3 of 10 figures.

        Hard this time:
        - the second fleet: 1281

        1 card left for today. To go on: jmrel-quiz study
        12 cards are due tomorrow. Then: jmrel-quiz study
        ");
    }

    #[test]
    fn what_to_type_takes_the_cards_of_the_session() {
        let scope = Scope {
            decks: vec!["invasions".parse().expect("a deck")],
            tags: Vec::new(),
            mode: Mode::Review { ahead: true },
            limit: None,
            minutes: None,
            pause: Pause::Offered,
        };
        let invocation = Invocation::default().of_session(&scope);
        let summary = Summary {
            left_today: 1,
            due_tomorrow: 2,
            ..Summary::default()
        };
        let next = next(&summary, &invocation);
        assert_eq!(
            next,
            [
                "1 card left for today. To go on: jmrel-quiz review --ahead --deck invasions",
                "2 cards are due tomorrow. Then: jmrel-quiz review --deck invasions",
            ]
        );
    }

    #[test]
    fn nobody_is_told_what_they_do_not_know_yet() {
        let summary = Summary {
            answered: 1,
            dates: Known { known: 0, of: 14 },
            figures: Known { known: 1, of: 10 },
            ..Summary::default()
        };
        assert!(text(&summary).contains("\nYou can now name 1 of 10 figures.\n"));
    }

    #[test]
    fn one_event_is_not_counted() {
        let summary = Summary {
            answered: 1,
            dates: Known { known: 1, of: 1 },
            ..Summary::default()
        };
        assert!(text(&summary).contains("\nYou can now date the one event.\n"));
    }

    #[test]
    fn new_cards_left_for_another_day_are_told_with_the_reason() {
        let summary = Summary {
            new_per_day: 10,
            waiting: Waiting {
                own_limit: 12,
                apart: 1,
                ..Waiting::default()
            },
            ..Summary::default()
        };
        insta::assert_snapshot!(text(&summary), @r"
        Nothing to study now.

        1 new card waits until tomorrow or later: one like it comes first.
        12 new cards wait: 10 a day is your limit. More now: jmrel-quiz study --new 10; every day: jmrel-quiz config new-per-day 20
        Nothing is due tomorrow.
        ");
    }

    #[test]
    fn whoever_has_cards_left_for_today_is_not_told_of_a_limit() {
        let summary = Summary {
            answered: 2,
            left_today: 8,
            waiting: Waiting {
                own_limit: 12,
                ..Waiting::default()
            },
            ..Summary::default()
        };
        assert!(!text(&summary).contains("your limit"));
    }

    #[test]
    fn a_hard_card_without_a_name_is_told_by_its_prompt() {
        let hard = |about: &str| Summary {
            hard: vec![Hard {
                card: "invasions:second-fleet/date".parse().expect("a card"),
                about: about.to_owned(),
                answer: "1281".to_owned(),
                misses: 1,
            }],
            ..Summary::default()
        };
        assert!(text(&hard("When did it sail?")).contains("- When did it sail? 1281"));
        assert!(text(&hard("the fleet of 1281")).contains("- the fleet of 1281: 1281"));
    }

    #[test]
    fn an_empty_session_says_so() {
        insta::assert_snapshot!(text(&Summary::default()), @r"
        Nothing to study now.

        Nothing is due tomorrow.
        ");
    }
}
