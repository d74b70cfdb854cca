//! All drafts of one text.

use super::entry::{Decision, Draft, DraftId, Presence};

/// Largest draft file that is read again, in bytes.
pub const MAX_SHEET: usize = 16 * 1024 * 1024;

/// Drafts that are gathered at most: they would take months to review, and more memory than they are worth.
pub const MAX_DRAFTS: usize = 100_000;

/// The drafts of one text, in its order, with what was decided about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The file of the notes, as named when they were read.
    pub notes: String,
    /// The drafts.
    pub drafts: Vec<Draft>,
}

/// How far a review has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Drafts nobody has decided about.
    pub open: usize,
    /// Those that became facts.
    pub accepted: usize,
    /// Those that are none.
    pub left_out: usize,
    /// Those that say more about another.
    pub merged: usize,
    /// Decided ones the notes no longer hold.
    pub vanished: usize,
}

impl Sheet {
    /// Counts the decisions.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for draft in &self.drafts {
            match draft.decision {
                Decision::Open => tally.open += 1,
                Decision::Accepted(_) => tally.accepted += 1,
                Decision::NotAFact => tally.left_out += 1,
                Decision::MergedInto(_) => tally.merged += 1,
            }
            tally.vanished += usize::from(draft.place.presence == Presence::Vanished);
        }
        tally
    }

    /// A name no draft has.
    pub(super) fn free_id(&self) -> DraftId {
        let highest = self.drafts.iter().map(|draft| draft.id.number()).max();
        DraftId::new(highest.unwrap_or(0).saturating_add(1))
    }
}
