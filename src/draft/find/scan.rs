//! One pass over the notes: at each piece the rules are tried in their order, and the first that fits takes what it needs.

use std::ops::Range;

use super::asides;
use super::dates;
use super::figures;
use super::lost;
use super::mention::{Content, Mention, Modifier, Origin, Worth};
use super::moment::Moment;
use super::numeric;
use super::ordinals;
use super::relative;
use super::tokens::Tokens;
use crate::when::DateOrder;

/// What a rule found.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) pieces: Range<usize>,
    pub(super) content: Content,
    pub(super) modifier: Option<Modifier>,
    pub(super) worth: Worth,
    pub(super) why: &'static str,
    pub(super) origin: Origin,
    /// The date later ones can lean on.
    pub(super) moment: Option<Moment>,
}

impl Hit {
    /// A find worth a draft, with nothing more to say.
    pub(super) fn draft(pieces: Range<usize>, content: Content, why: &'static str) -> Self {
        Self {
            pieces,
            content,
            modifier: None,
            worth: Worth::Draft,
            why,
            origin: Origin::Written,
            moment: None,
        }
    }

    /// A find that is left out.
    pub(super) fn aside(pieces: Range<usize>, content: Content, why: &'static str) -> Self {
        Self {
            worth: Worth::LeftOut,
            ..Self::draft(pieces, content, why)
        }
    }
}

/// What the rules know of the notes so far.
pub(super) struct Scan<'a, 't> {
    pub(super) tokens: &'a Tokens<'t>,
    /// The date mentioned last.
    pub(super) last: Option<Moment>,
    /// How the notes write dates in numbers.
    pub(super) order: DateOrder,
}

/// Finds everything in `tokens`, in the order of the text.
pub(super) fn scan(tokens: &Tokens<'_>) -> Vec<Mention> {
    const RULES: [fn(&Scan<'_, '_>, usize) -> Option<Hit>; 8] = [
        lost::find,
        asides::find,
        numeric::find,
        relative::find,
        dates::find,
        figures::find,
        ordinals::find,
        asides::rest,
    ];
    let mut scan = Scan {
        tokens,
        last: None,
        order: numeric::order_of(tokens),
    };
    let mut mentions: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < tokens.count() {
        let found = RULES.iter().find_map(|rule| rule(&scan, at));
        let Some(hit) = found else {
            at += 1;
            continue;
        };
        if hit.worth == Worth::Draft && hit.moment.is_some() {
            scan.last = hit.moment;
        }
        at = hit.pieces.end.max(at + 1);
        let bytes = tokens.bytes(hit.pieces);
        // A rule may begin with words before its number; what was taken already stays taken.
        let start = mentions
            .last()
            .map_or(bytes.start, |last| bytes.start.max(last.bytes.end));
        mentions.push(Mention {
            bytes: start..bytes.end.max(start),
            content: hit.content,
            modifier: hit.modifier,
            worth: hit.worth,
            why: hit.why,
            origin: hit.origin,
        });
    }
    mentions
}
