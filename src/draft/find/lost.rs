//! Values that are gone: a word of measure, and nothing where its number should be: "was worth , and".

use super::mention::Content;
use super::scan::{Hit, Scan};
use super::tokens::Tokens;

/// Finds the lost value at `at`. There is nothing to draft from; the teacher is told where something is missing.
pub(super) fn find(scan: &Scan<'_, '_>, at: usize) -> Option<Hit> {
    let tokens = scan.tokens;
    let end = emptied_brackets(tokens, at).or_else(|| emptied_measure(tokens, at))?;
    Some(Hit::aside(
        at..end,
        Content::Lost,
        "a value is missing here",
    ))
}

/// `a () loan`, `( , )`.
fn emptied_brackets(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if tokens.mark(at) != Some('(') {
        return None;
    }
    let mut end = at + 1;
    while matches!(tokens.mark(end), Some(',' | ';' | '-' | '–')) {
        end += 1;
    }
    (tokens.mark(end) == Some(')')).then_some(end + 1)
}

/// `worth ,`, `population of .`, `a distance of from`.
fn emptied_measure(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let word = tokens.word(at);
    let of = tokens.word(at + 1) == "of";
    let is_measure = matches!(
        word,
        "worth"
            | "totalling"
            | "totaling"
            | "costing"
            | "numbering"
            | "measuring"
            | "weighing"
            | "valued"
            | "covering"
    );
    let is_amount = of
        && matches!(
            word,
            "population"
                | "area"
                | "length"
                | "distance"
                | "value"
                | "loan"
                | "grant"
                | "investment"
                | "height"
                | "width"
                | "depth"
                | "total"
                | "sum"
                | "speed"
                | "cost"
                | "weight"
                | "capacity"
        );
    let next = match word {
        "valued" if tokens.word(at + 1) == "at" => at + 2,
        "valued" => return None,
        _ if is_measure => at + 1,
        _ if is_amount => at + 2,
        _ => return None,
    };
    let ends = matches!(tokens.mark(next), Some(',' | '.' | ';' | ')'));
    // Two prepositions in a row have lost what stood between.
    let is_torn = is_amount
        && matches!(
            tokens.word(next),
            "from" | "into" | "and" | "in" | "to" | "was" | "were" | "is"
        );
    (ends || is_torn).then_some(next)
}
