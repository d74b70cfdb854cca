//! `study` and `review`: a session, in the face that fits.

use super::args;
use super::desk::Desk;
use super::exit::ExitCode;
use super::face::{Driver, Step};
use super::keeping;
use super::sitting;
use crate::card::DeckId;
use crate::day::Timestamp;
use crate::deck::Listing;
use crate::progress::AccessMode;
use crate::scheduler::Mode;
use crate::session::{Input, Pause, Scope};
use crate::study::{NotFound, Sitting, Study};

/// Runs a session of due reviews and new cards.
pub(super) fn study(desk: &Desk, args: &args::Study) -> anyhow::Result<ExitCode> {
    let mode = Mode::Study { new: args.new };
    let scope = scope(desk, &args.filter, mode, args.limit);
    run(
        desk,
        Scope {
            minutes: args.minutes,
            ..scope
        },
    )
}

/// Runs a session of due reviews only.
pub(super) fn review(desk: &Desk, args: &args::Review) -> anyhow::Result<ExitCode> {
    let mode = Mode::Review { ahead: args.ahead };
    run(desk, scope(desk, &args.filter, mode, args.limit))
}

fn scope(desk: &Desk, filter: &args::Filter, mode: Mode, limit: Option<usize>) -> Scope {
    let pause = if desk.face.is_person() {
        Pause::Offered
    } else {
        Pause::Never
    };
    Scope {
        decks: filter.deck.clone(),
        tags: filter.tag.clone(),
        mode,
        limit,
        minutes: None,
        pause,
    }
}

fn run(desk: &Desk, scope: Scope) -> anyhow::Result<ExitCode> {
    let study = desk.study(AccessMode::Write)?;
    expect_cards(&study, &scope)?;
    let rollover = study.settings().day_starts;
    let invocation = desk.invocation.of_session(&scope);
    let mut sitting = study.sit(scope);
    let clock = &desk.outside.clock;
    let code = sitting::sit(
        &mut sitting,
        desk.face,
        desk.colour,
        clock,
        rollover,
        &invocation,
    )?;
    match code {
        ExitCode::Done | ExitCode::Interrupted => keeping::back_up(&sitting, clock.now()),
        // Who hangs up or terminates the program does not want to wait for it.
        ExitCode::HungUp
        | ExitCode::Terminated
        | ExitCode::Failed
        | ExitCode::Usage
        | ExitCode::NotWritten => {}
    }
    Ok(code)
}

/// Fails unless there are decks, every one named is among them, and every tag is on a card.
fn expect_cards(study: &Study, scope: &Scope) -> Result<(), NotFound> {
    NotFound::unless_all_there(study.deck_ids(), &scope.decks)?;
    let has = |tag: &String| {
        let in_scope = |id: &DeckId| scope.decks.is_empty() || scope.decks.contains(id);
        let mut cards = study
            .listings()
            .filter(|deck| in_scope(&deck.id))
            .flat_map(Listing::cards);
        cards.any(|card| card.has_tag(std::slice::from_ref(tag)))
    };
    match scope.tags.iter().find(|tag| !has(tag)) {
        Some(tag) => Err(NotFound::Tag(tag.clone())),
        None => Ok(()),
    }
}

impl Driver for Sitting {
    fn step(&mut self, input: Input, now: Timestamp) -> anyhow::Result<Step> {
        Sitting::step(self, input, now)
    }

    fn rest(&mut self) {
        Sitting::rest(self);
    }
}
