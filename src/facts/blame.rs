//! What is wrong with a generated card, told at the fact it was made of: nobody can mend a deck that is generated.

use super::fact::FactBase;
use super::generate::GeneratedDeck;
use crate::deck::Problem;

impl FactBase {
    /// The problem of a generated deck as one of the fact, or the group, that gave the card it is about.
    ///
    /// A problem of no card stays where it is. The line of the fact is not in it; whoever has the file can add that.
    pub fn told_at_its_fact(&self, deck: &GeneratedDeck, problem: &Problem) -> Problem {
        let Some((card, (name, line))) =
            card_at(&deck.text, problem.line).and_then(|card| Some((card, self.giver_of(card)?)))
        else {
            return problem.clone();
        };
        let told = format!(
            "{name} gives a card {card} that is none: {}",
            problem.message
        );
        let help = problem.help.as_deref().unwrap_or("change the fact");
        Problem {
            place: self.place.clone(),
            line,
            column: 1,
            length: 1,
            message: told,
            help: Some(format!("in the facts: {help}")),
            fix: None,
            source_line: String::new(),
            ..*problem
        }
    }

    /// The name and the line of the group or the fact of whose name the card's is made.
    fn giver_of(&self, card: &str) -> Option<(String, u32)> {
        if let Some(group) = self.groups.iter().find(|group| group.id.as_ref() == card) {
            return Some((group.id.to_string(), group.span.line));
        }
        let is_giver = |id: &str| {
            card.strip_prefix(id)
                .is_some_and(|form| form.starts_with('/'))
        };
        let givers = self.facts.iter().filter(|fact| is_giver(fact.id.as_ref()));
        givers
            .max_by_key(|fact| fact.id.as_ref().len())
            .map(|fact| (fact.id.to_string(), fact.span.line))
    }
}

/// The id of the card that line `line` of a generated deck belongs to.
fn card_at(text: &str, line: u32) -> Option<&str> {
    let lines = usize::try_from(line).ok()?;
    let above = text.lines().take(lines);
    above
        .filter_map(|line| line.strip_prefix("  - id: "))
        .last()
}
