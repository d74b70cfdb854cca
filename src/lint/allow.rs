//! Leaves out what a deck or a card allows, and names an `allow` that does nothing.

use std::collections::HashSet;

use super::code;
use super::explain::explain;
use super::findings::{Finding, Findings};
use crate::card::Allowance;
use crate::deck::{At, Completeness, Deck, Owner, Problem};

/// Returns the problems that nobody allowed, and those of `allow` itself.
pub(super) fn sift(deck: &Deck, findings: Findings<'_>) -> Vec<Problem> {
    let allowed_by = |owner: Owner| -> &[Allowance] {
        match owner {
            Owner::Deck => &deck.allow,
            Owner::Card(index) => deck.cards.get(index).map_or(&[], |card| &card.allow),
        }
    };
    let places = findings.places;
    let mut used: HashSet<(Source, &'static str)> = HashSet::new();
    let mut problems = Vec::new();
    for Finding { problem, owners } in findings.into_found() {
        let code = problem.code;
        let mut is_allowed = false;
        for owner in owners.into_iter().chain([Owner::Deck]) {
            if allowed_by(owner).iter().any(|allowed| allowed.code == code) {
                used.insert((Source::of(deck, owner), code));
                is_allowed = true;
            }
        }
        if !is_allowed {
            problems.push(problem);
        }
    }
    let mut own = Findings::new(places);
    let owners = (0..deck.cards.len()).map(Owner::Card);
    for owner in owners.chain([Owner::Deck]) {
        for (index, allowed) in allowed_by(owner).iter().enumerate() {
            let at = At::Under("allow", index);
            if !code::ALL.contains(&allowed.code.as_str()) {
                unknown(&mut own, owner, at, &allowed.code);
            } else if places.completeness() == Completeness::Whole
                && !used.iter().any(|(source, code)| {
                    *source == Source::of(deck, owner) && *code == allowed.code
                })
            {
                own.warn(
                    owner,
                    at,
                    code::IDLE_ALLOW,
                    format!("there is no {} here to allow", allowed.code),
                )
                .advise("delete this line");
            }
        }
    }
    problems.extend(own.into_found().into_iter().map(|finding| finding.problem));
    problems
}

/// Where an `allow` is written: the cards of one sentence share theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Source {
    Deck,
    Line(u32),
}

impl Source {
    fn of(deck: &Deck, owner: Owner) -> Self {
        match owner {
            Owner::Deck => Self::Deck,
            Owner::Card(index) => deck
                .cards
                .get(index)
                .map_or(Self::Deck, |card| Self::Line(card.line)),
        }
    }
}

fn unknown(own: &mut Findings<'_>, owner: Owner, at: At<'_>, name: &str) {
    if explain(name).is_some() {
        own.warn(
            owner,
            at,
            code::UNKNOWN_ALLOW,
            format!("{name} is an error, which cannot be allowed"),
        )
        .advise("delete this line, and mend what the error says");
        return;
    }
    let nearest = code::ALL
        .iter()
        .map(|code| (strsim::osa_distance(code, name), code))
        .min()
        .filter(|(distance, _)| *distance <= 6);
    own.warn(
        owner,
        at,
        code::UNKNOWN_ALLOW,
        format!("there is no check named \"{name}\""),
    )
    .advise(match nearest {
        Some((_, code)) => format!("did you mean {code}?"),
        None => "write the name that stands in brackets behind \"warning\"".to_owned(),
    });
}
