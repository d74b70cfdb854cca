//! Cards whose prompts tell each other's answers, so that no order of asking keeps both.

use std::collections::HashMap;

use super::code;
use super::findings::Findings;
use super::sheet::Sheet;
use super::words::{Key, Phrase, Weight};
use crate::card::Answer;

/// An answer of more cards than this tells of none of them in particular.
const MAX_HOLDERS: usize = 16;

/// Notes cards that answer each other in every order. Siblings do not count: they are never asked on one day.
pub(super) fn check(sheets: &[Sheet<'_>], findings: &mut Findings<'_>) {
    let told = told(sheets);
    for mut circle in circles(&told) {
        if circle.len() < 2 {
            continue;
        }
        circle.sort_unstable();
        let [others @ .., last] = circle.as_slice() else {
            continue;
        };
        let sheet = &sheets[*last];
        let named: Vec<String> = others
            .iter()
            .take(3)
            .map(|&other| {
                let card = sheets[other].card;
                format!("{} (line {})", card.id.key(), card.line)
            })
            .collect();
        let more = others.len().saturating_sub(3);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        let finding = findings.warn(
            sheet.owner,
            sheet.prompt_at(),
            code::MUTUAL_TELLS,
            format!(
                "this question and that of {}{more} tell each other's answers, whichever comes first",
                named.join(", ")
            ),
        );
        finding.advise(
            "give them one fact, so that they are asked on different days, or reword one of them",
        );
        for &other in others {
            finding.with(sheets[other].owner);
        }
    }
}

/// For each card, the cards whose answers its prompt tells.
fn told(sheets: &[Sheet<'_>]) -> Vec<Vec<usize>> {
    let mut by_phrase: HashMap<Key, (&Phrase, Vec<usize>)> = HashMap::new();
    let mut by_first: HashMap<Key, Vec<Key>> = HashMap::new();
    for (index, sheet) in sheets.iter().enumerate() {
        for phrase in sheet.phrases.iter().take(1 + extra(sheet)) {
            let Some(first) = phrase
                .keys
                .first()
                .filter(|_| phrase.weight == Weight::Heavy)
            else {
                continue;
            };
            let name = Key::join(phrase.keys.iter().copied());
            let (_, holders) = by_phrase.entry(name).or_insert_with(|| {
                by_first.entry(*first).or_default().push(name);
                (phrase, Vec::new())
            });
            holders.push(index);
        }
    }
    let tells = |sheet: &Sheet<'_>| {
        let mut told = Vec::new();
        for (at, word) in sheet.prompt.iter().enumerate() {
            for name in by_first.get(&word.key).into_iter().flatten() {
                let Some((phrase, holders)) = by_phrase.get(name) else {
                    continue;
                };
                let stands = sheet
                    .prompt
                    .get(at..at + phrase.keys.len())
                    .is_some_and(|found| {
                        found
                            .iter()
                            .map(|word| word.key)
                            .eq(phrase.keys.iter().copied())
                    });
                if stands && holders.len() <= MAX_HOLDERS {
                    told.extend(holders.iter().copied());
                }
            }
        }
        told
    };
    sheets
        .iter()
        .enumerate()
        .map(|(index, sheet)| {
            let mut told = tells(sheet);
            told.retain(|&other| other != index && !are_siblings(sheet, &sheets[other]));
            told.sort_unstable();
            told.dedup();
            told
        })
        .collect()
}

/// How many answers besides the first count: all of a set; of a text not its alternatives.
fn extra(sheet: &Sheet<'_>) -> usize {
    match &sheet.card.answer {
        Answer::Set { expected, .. } => expected.len(),
        Answer::Text { .. }
        | Answer::Date { .. }
        | Answer::Figure { .. }
        | Answer::Order { .. }
        | Answer::Match { .. }
        | Answer::Flip { .. } => 0,
    }
}

fn are_siblings(one: &Sheet<'_>, other: &Sheet<'_>) -> bool {
    one.card.line == other.card.line
        || one
            .card
            .facts
            .iter()
            .any(|fact| other.card.facts.contains(fact))
}

/// The strongly connected parts of a graph, by Tarjan's algorithm; the way is kept here, for chains can be long.
///
/// R. E. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972).
fn circles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    const UNMET: usize = usize::MAX;
    let mut number = vec![UNMET; edges.len()];
    let mut low = vec![0; edges.len()];
    let mut is_open = vec![false; edges.len()];
    let mut open = Vec::new();
    let mut next = 0;
    let mut circles = Vec::new();
    for root in 0..edges.len() {
        if number[root] != UNMET || edges[root].is_empty() {
            continue;
        }
        let mut way: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some((node, step)) = way.pop() {
            if step == 0 {
                number[node] = next;
                low[node] = next;
                next += 1;
                open.push(node);
                is_open[node] = true;
            } else {
                let child = edges[node][step - 1];
                low[node] = low[node].min(low[child]);
            }
            let ahead = edges[node]
                .iter()
                .enumerate()
                .skip(step)
                .find_map(|(at, &to)| {
                    if number[to] == UNMET {
                        return Some((at, to));
                    }
                    if is_open[to] {
                        low[node] = low[node].min(number[to]);
                    }
                    None
                });
            if let Some((at, to)) = ahead {
                way.push((node, at + 1));
                way.push((to, 0));
            } else if low[node] == number[node] {
                let mut circle = Vec::new();
                while let Some(member) = open.pop() {
                    is_open[member] = false;
                    circle.push(member);
                    if member == node {
                        break;
                    }
                }
                circles.push(circle);
            }
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn has_circles(edges: &[&[usize]], expected: &[&[usize]]) {
        let edges: Vec<Vec<usize>> = edges.iter().map(|to| to.to_vec()).collect();
        let mut found: Vec<Vec<usize>> = circles(&edges)
            .into_iter()
            .filter(|circle| circle.len() > 1)
            .collect();
        for circle in &mut found {
            circle.sort_unstable();
        }
        found.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn circles_are_found_and_chains_are_not() {
        has_circles(&[&[1], &[2], &[]], &[]);
        has_circles(&[&[1], &[0]], &[&[0, 1]]);
        has_circles(&[&[1], &[2], &[0, 3], &[4], &[3]], &[&[0, 1, 2], &[3, 4]]);
        has_circles(&[&[1, 2], &[3], &[3], &[0]], &[&[0, 1, 2, 3]]);
        has_circles(&[&[2], &[0, 2], &[]], &[]);
    }

    #[test]
    fn a_long_chain_does_not_break_the_stack() {
        let count = 100_000;
        let edges: Vec<Vec<usize>> = (0..count).map(|n| vec![(n + 1) % count]).collect();
        assert_eq!(circles(&edges).len(), 1);
    }
}
