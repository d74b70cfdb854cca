//! A response becomes a judgement, the judgement a review or an introduction, and once that is saved, a verdict.

use rand::Rng;

use super::{
    Asking, Before, Effect, Invalid, Judged, Leech, Line, Phase, Return, Save, Saving, Session,
    Show, Side, Step, invalid,
};
use crate::card::{Answer, CardId, FactId, Form};
use crate::day::{Days, Timestamp};
use crate::grading::{Judgement, Miss, grade};
use crate::memory::{CardState, Reviewed};
use crate::question::{Asked, Meeting, answer_text};
use crate::review::{Event, EventId, Intro, Mark, Rating, Review, Verdict};

use crate::scheduler::{Record, warns_of_leech};

use super::ask::meeting;
use super::snapshot::snapshot_of;

/// An answer on its way into the log.
#[derive(Debug)]
pub(super) struct Pending {
    index: usize,
    before: Before,
    told: Told,
    /// The cards the events are about, in their order.
    cards: Vec<CardId>,
    /// The record before it, to notice a new lapse too many.
    record: Record,
}

/// What a verdict said, kept for a new rating.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) judgement: Judgement,
    pub(super) response: String,
    pub(super) expected: Option<String>,
    pub(super) options: Vec<String>,
    pub(super) ms: u32,
    pub(super) logged_as: LoggedAs,
}

/// How the response stands in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LoggedAs {
    /// As a first meeting without rating.
    Intro,
    /// As a review with this rating.
    Review(Rating),
}

impl Session {
    /// Judges a response to the question on screen.
    pub(super) fn respond(&mut self, text: &str, ms: u32) -> Vec<Effect> {
        let Phase::Asking(asking) = &self.phase else {
            return invalid(Invalid::NoQuestion);
        };
        if asking.question.asked == Asked::Flip {
            return self.respond_to_flip(text, ms);
        }
        let mates = self.roll.mates(asking.index);
        let card = self.card(asking.index);
        match grade(
            card,
            &asking.question,
            text,
            &mates,
            self.settings.date_order,
        ) {
            Err(unreadable) => invalid(Invalid::Unreadable(unreadable)),
            Ok(judgement) => {
                let asking = asking.clone();
                let logged_as = self.log_as(&asking, &judgement);
                self.save_answer(&asking, judgement, text, ms, logged_as)
            }
        }
    }

    /// A flip card is revealed and then rated; "I don't know" does both at once.
    fn respond_to_flip(&mut self, text: &str, ms: u32) -> Vec<Effect> {
        let Phase::Asking(asking) = &self.phase else {
            return invalid(Invalid::NoQuestion);
        };
        let is_unknown = matches!(text.trim(), "" | "?");
        match (asking.side, text.trim().parse::<Rating>()) {
            (Side::Back, Ok(rating)) => self.rate_flip(rating, ms),
            (Side::Front | Side::Back, Err(_)) if is_unknown => self.rate_flip(Rating::Again, ms),
            (Side::Back, Err(_)) => invalid(Invalid::RateFirst),
            (Side::Front, _) => invalid(Invalid::RevealFirst),
        }
    }

    /// Turns a flip card over.
    pub(super) fn reveal(&mut self) -> Vec<Effect> {
        let Phase::Asking(asking) = &mut self.phase else {
            return invalid(Invalid::NoQuestion);
        };
        if asking.question.asked != Asked::Flip {
            return invalid(Invalid::NothingToReveal);
        }
        asking.side = Side::Back;
        let card = self.roll.card(asking.index);
        vec![Effect::Show(Show::Revealed {
            card: card.id.clone(),
            answer: answer_text(card),
        })]
    }

    /// Logs the learner's own rating of a flip card.
    pub(super) fn rate_flip(&mut self, rating: Rating, ms: u32) -> Vec<Effect> {
        let Phase::Asking(asking) = &self.phase else {
            return invalid(Invalid::NoQuestion);
        };
        let asking = asking.clone();
        let (verdict, miss) = if rating.is_pass() {
            (Verdict::Correct, None)
        } else {
            (Verdict::Wrong, Some(Miss::Unknown))
        };
        let judgement = Judgement {
            verdict,
            miss,
            note: None,
            feedback: None,
        };
        let is_first = self.record(asking.index).state == CardState::New;
        let logged_as = if is_first && !rating.is_pass() {
            LoggedAs::Intro
        } else {
            LoggedAs::Review(rating)
        };
        self.save_answer(&asking, judgement, rating.word(), ms, logged_as)
    }

    /// The first meeting counts as a review only when it was right without help: typed, or chosen on a card that is
    /// always a choice. Otherwise it is an introduction.
    fn log_as(&self, asking: &Asking, judgement: &Judgement) -> LoggedAs {
        let is_choice = matches!(asking.question.asked, Asked::Choice(_) | Asked::Choices(_));
        let has_help = is_choice && self.card(asking.index).form == Form::Grow;
        let is_right = judgement.verdict == Verdict::Correct && !has_help;
        match asking.meeting {
            Meeting::First if !is_right => LoggedAs::Intro,
            Meeting::First | Meeting::Later => {
                LoggedAs::Review(judgement.verdict.suggested_rating())
            }
        }
    }

    fn save_answer(
        &mut self,
        asking: &Asking,
        judgement: Judgement,
        response: &str,
        ms: u32,
        logged_as: LoggedAs,
    ) -> Vec<Effect> {
        let index = asking.index;
        let before = self.before();
        let told = Told {
            judgement,
            response: response.trim().to_owned(),
            expected: asking
                .question
                .expected(self.card(index))
                .map(|text| Line::escape(&text)),
            options: asking.question.options(),
            ms,
            logged_as,
        };
        let mut events = vec![self.answer_event(index, &told)];
        events.extend(self.hold_what_was_told(index, &told.judgement));
        let cards = events.iter().filter_map(Event::card).cloned().collect();
        let record = self.record(index);
        let wording = Some(snapshot_of(self.card(index)));
        self.phase = Phase::Saving(Box::new(Saving::Answer(Pending {
            index,
            before,
            told,
            cards,
            record,
        })));
        vec![Effect::Save(Save { events, wording })]
    }

    /// The event that a response is logged as.
    pub(super) fn answer_event(&mut self, index: usize, told: &Told) -> Event {
        let card = self.card(index);
        let verdict = Some(told.judgement.verdict);
        let miss = told
            .judgement
            .miss
            .as_ref()
            .map(|miss| miss.code().to_owned());
        let response = Some(told.response.clone());
        match told.logged_as {
            LoggedAs::Intro => Event::Intro(Intro {
                card: card.id.clone(),
                verdict,
                miss,
                response,
                options: told.options.clone(),
                revision: card.revision,
                ms: told.ms,
                day: Some(self.today),
            }),
            LoggedAs::Review(rating) => Event::Review(Review {
                card: card.id.clone(),
                rating,
                suggested: suggested(&card.answer, told.judgement.verdict),
                verdict,
                miss,
                confused_with: confused_with(&told.judgement),
                response,
                options: told.options.clone(),
                revision: card.revision,
                ms: told.ms,
                day: Some(self.today),
                retention: self
                    .roll
                    .listing(index)
                    .retention
                    .unwrap_or(self.settings.retention),
                fuzz_seed: self.rng.next_u64(),
            }),
        }
    }

    /// A verdict that names another fact's answer has told it: that fact waits for the next day.
    fn hold_what_was_told(&mut self, index: usize, judgement: &Judgement) -> Vec<Event> {
        let Some(Miss::OtherCard { fact, .. }) = &judgement.miss else {
            return Vec::new();
        };
        let deck = self.roll.deck_number(index);
        let is_told = |other| {
            let only_fact = self.roll.listed(other).only_fact();
            self.roll.deck_number(other) == deck && only_fact == Some(fact.as_ref())
        };
        let held = self.queue.hold(is_told);
        let mark = Mark::BuriedUntil(self.tomorrow());
        held.into_iter()
            .map(|held| Event::Mark {
                card: self.roll.id(held),
                mark,
            })
            .collect()
    }

    /// Tells the verdict, now that it is saved, and asks the next card.
    pub(super) fn answer_saved(
        &mut self,
        pending: Pending,
        events: Vec<EventId>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let Pending {
            index,
            before,
            told,
            cards,
            record: earlier,
        } = pending;
        let events = cards.into_iter().zip(events).collect();
        let record = self.record(index);
        self.queue.answered(index, &record);
        self.tally
            .count(&mut self.missed, index, &told, meeting(&earlier));
        let leech = if warns_of_leech(&earlier, &record) {
            Leech::Flagged
        } else {
            Leech::No
        };
        let judged = self.judged(index, &told, leech);
        self.steps.push(Step {
            index,
            events,
            before,
            told: Some(told),
        });
        let mut effects = vec![Effect::Show(Show::Verdict(Box::new(judged)))];
        effects.extend(self.ask_next(now));
        effects
    }

    /// All that is said about an answer, by the card's record as it is now.
    pub(super) fn judged(&self, index: usize, told: &Told, leech: Leech) -> Judged {
        let card = self.card(index);
        let record = self.record(index);
        let due = record
            .state
            .reviewed()
            .map_or(self.today, |reviewed| reviewed.due);
        let returns = match record.state {
            CardState::Learning(_) | CardState::Relearning(_) => Return::Today,
            CardState::New | CardState::Review(_) => Return::WhenDue,
        };
        Judged {
            card: card.id.clone(),
            judgement: told.judgement.clone(),
            rating: match told.logged_as {
                LoggedAs::Intro => None,
                LoggedAs::Review(rating) => Some(rating),
            },
            response: told.response.clone(),
            answer: answer_text(card),
            expected: told.expected.clone(),
            explanation: card.explanation.clone(),
            source: card.source.clone(),
            due,
            interval: record.state.reviewed().map_or(Days(0), Reviewed::interval),
            returns,
            leech,
        }
    }
}

/// Nothing is suggested where the learner judges.
fn suggested(answer: &Answer, verdict: Verdict) -> Option<Rating> {
    match answer {
        Answer::Flip { .. } => None,
        Answer::Text { .. }
        | Answer::Set { .. }
        | Answer::Date { .. }
        | Answer::Figure { .. }
        | Answer::Order { .. }
        | Answer::Match { .. } => Some(verdict.suggested_rating()),
    }
}

fn confused_with(judgement: &Judgement) -> Option<FactId> {
    match &judgement.miss {
        Some(Miss::OtherCard { fact, .. }) => Some(fact.clone()),
        Some(_) | None => None,
    }
}
