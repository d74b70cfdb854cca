//! The answers of the log as they stand: overrides applied, voided ones marked.

use std::collections::{HashMap, HashSet};

use crate::card::CardId;
use crate::day::{Day, Rollover, Timestamp};
use crate::question::position;
use crate::review::{Event, EventId, Logged, Rating, Verdict};

/// One answer of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The event's name.
    pub id: EventId,
    /// A review or an introduction.
    pub kind: Kind,
    /// The card.
    pub card: CardId,
    /// When.
    pub at: Timestamp,
    /// The study day.
    pub day: Day,
    /// The rating that holds; nothing at an introduction.
    pub rating: Option<Rating>,
    /// What grading suggested.
    pub suggested: Option<Rating>,
    /// How grading judged it.
    pub verdict: Option<Verdict>,
    /// What was typed or chosen.
    pub response: Option<String>,
    /// The options that its letters stood for, where it was letters.
    pub chosen: Option<String>,
    /// The author's revision that was asked.
    pub revision: u32,
    /// Thinking time in milliseconds.
    pub ms: u32,
    /// Whether it still counts.
    pub standing: Standing,
}

/// Whether an answer counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Counts,
    /// It was taken back.
    Voided,
}

/// The two kinds of answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A rated response.
    Review,
    /// A first meeting.
    Intro,
}

impl Kind {
    /// The word in JSON: `review` or `intro`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Intro => "intro",
        }
    }
}

/// Returns all answers among `events`, which come in log order, oldest first.
pub fn answers(events: &[Logged]) -> Vec<Answer> {
    let mut voided: HashSet<EventId> = HashSet::new();
    let mut overrides: HashMap<EventId, Rating> = HashMap::new();
    for logged in events {
        match &logged.event {
            Event::Void { event, .. } => {
                voided.insert(*event);
            }
            Event::Override { review, rating, .. } => {
                overrides.insert(*review, *rating);
            }
            Event::Review(_)
            | Event::Intro(_)
            | Event::Card(_)
            | Event::Mark { .. }
            | Event::Set(_)
            | Event::Rename(_)
            | Event::Flag { .. } => {}
        }
    }
    let standing = |id| {
        if voided.contains(&id) {
            Standing::Voided
        } else {
            Standing::Counts
        }
    };
    events
        .iter()
        .filter_map(|logged| {
            answer(
                logged,
                overrides.get(&logged.id).copied(),
                standing(logged.id),
            )
        })
        .collect()
}

/// Reads letters as the options shown, in the order of the letters; nothing where a part of the response is no letter of theirs.
fn chosen(response: Option<&str>, options: &[String]) -> Option<String> {
    let response = response?;
    if options.iter().any(|option| option == response) {
        return None;
    }
    let option = |letter: &str| options.get(position(letter)?).map(String::as_str);
    let chosen: Option<Vec<&str>> = response.split_whitespace().map(option).collect();
    let chosen = chosen?.join("; ");
    (!chosen.is_empty()).then_some(chosen)
}

fn answer(logged: &Logged, rerated: Option<Rating>, standing: Standing) -> Option<Answer> {
    let day = |day: Option<Day>| day.unwrap_or_else(|| Day::of(logged.at, Rollover::default()));
    match &logged.event {
        Event::Review(review) => Some(Answer {
            id: logged.id,
            kind: Kind::Review,
            card: review.card.clone(),
            at: logged.at,
            day: day(review.day),
            rating: Some(rerated.unwrap_or(review.rating)),
            suggested: review.suggested,
            verdict: review.verdict,
            response: review.response.clone(),
            chosen: chosen(review.response.as_deref(), &review.options),
            revision: review.revision,
            ms: review.ms,
            standing,
        }),
        Event::Intro(intro) => Some(Answer {
            id: logged.id,
            kind: Kind::Intro,
            card: intro.card.clone(),
            at: logged.at,
            day: day(intro.day),
            rating: None,
            suggested: None,
            verdict: intro.verdict,
            response: intro.response.clone(),
            chosen: chosen(intro.response.as_deref(), &intro.options),
            revision: intro.revision,
            ms: intro.ms,
            standing,
        }),
        Event::Override { .. }
        | Event::Void { .. }
        | Event::Card(_)
        | Event::Mark { .. }
        | Event::Set(_)
        | Event::Rename(_)
        | Event::Flag { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn chose(response: &str, options: &[&str], expected: Option<&str>) {
        let options: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
        assert_eq!(chosen(Some(response), &options).as_deref(), expected);
    }

    #[test]
    fn letters_are_read_as_the_options_they_stood_for() {
        chose("b", &["1259", "1265"], Some("1265"));
        chose("C a", &["Iki", "Oki", "Tsushima"], Some("Tsushima; Iki"));
        chose("1265", &["1259", "1265"], None);
        chose("c", &["1259", "1265"], None);
        chose("?", &["1259", "1265"], None);
        chose("", &["1259"], None);
        chose("b", &[], None);
        // An option that looks like a letter is meant itself.
        chose("A", &["0", "A"], None);
    }
}
