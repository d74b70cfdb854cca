//! Items to be put in order that tie, or that show the order.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::code;
use super::findings::Findings;
use super::sheet::Sheet;
use super::words::words;
use crate::card::{Answer, FactId};
use crate::deck::At;
use crate::when::HistoricDate;

/// Notes items that tell their years.
pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings<'_>) {
    let Answer::Order { items } = &sheet.card.answer else {
        return;
    };
    let years: Option<Vec<i32>> = items.iter().map(|item| only_year(item)).collect();
    let Some(years) = years else { return };
    let tie = (1..years.len()).find(|&index| years[..index].contains(&years[index]));
    if let Some(index) = tie {
        findings
            .warn(
                sheet.owner,
                At::Item("order", index),
                code::ORDER_TIE,
                format!(
                    "two of the items are of {}, so either may come first",
                    years[index]
                ),
            )
            .advise("leave one of them out, or take items that certainly follow each other");
    } else {
        findings
            .warn(
                sheet.owner,
                At::Key("order"),
                code::ORDER_SHOWN,
                "every item shows its year, so the order can be read off",
            )
            .advise("leave the years out, and tell them in the explanation");
    }
}

/// The one year a text names.
fn only_year(text: &str) -> Option<i32> {
    let words = words(text);
    let mut years = words
        .iter()
        .filter(|word| (3..=4).contains(&word.text.len()))
        .filter_map(super::words::Word::number);
    let year = years.next()?;
    years.next().is_none().then_some(year)
}

/// Notes an order of facts whose dates, as other cards of the deck give them, may fall together.
pub(super) fn check_ties(sheets: &[Sheet<'_>], findings: &mut Findings<'_>) {
    let is_order = |sheet: &Sheet<'_>| matches!(sheet.card.answer, Answer::Order { .. });
    if !sheets.iter().any(is_order) {
        return;
    }
    let known = dates(sheets);
    for sheet in sheets {
        let Answer::Order { items } = &sheet.card.answer else {
            continue;
        };
        let facts = &sheet.card.facts;
        if facts.len() != items.len() {
            continue;
        }
        let dated: Vec<(&FactId, &HistoricDate)> = facts
            .iter()
            .filter_map(|fact| Some((fact, (*known.get(fact)?)?)))
            .collect();
        let tie = (1..dated.len()).find_map(|index| {
            let (fact, date) = dated[index];
            let other = dated[..index]
                .iter()
                .find(|(_, before)| is_tie(before, date))?;
            Some((other.0, other.1, fact, date))
        });
        if let Some((one, one_date, other, other_date)) = tie {
            findings
                .warn(
                    sheet.owner,
                    At::Key("order"),
                    code::ORDER_TIE,
                    format!(
                        "{one} ({one_date}) and {other} ({other_date}) may fall together, so either may come first"
                    ),
                )
                .advise("leave one of them out, or give their dates more closely");
        }
    }
}

fn is_tie(one: &HistoricDate, other: &HistoricDate) -> bool {
    match one.definite_order(other) {
        None | Some(Ordering::Equal) => true,
        Some(Ordering::Less | Ordering::Greater) => false,
    }
}

/// The date of each fact; nothing for one with two dates, such as a beginning and an end.
fn dates<'a>(sheets: &[Sheet<'a>]) -> HashMap<&'a FactId, Option<&'a HistoricDate>> {
    let mut dates: HashMap<&FactId, Option<&HistoricDate>> = HashMap::new();
    for sheet in sheets {
        if let (Answer::Date { expected, .. }, [fact]) =
            (&sheet.card.answer, sheet.card.facts.as_slice())
        {
            dates
                .entry(fact)
                .and_modify(|date| *date = date.filter(|date| *date == expected))
                .or_insert(Some(expected));
        }
    }
    dates
}
