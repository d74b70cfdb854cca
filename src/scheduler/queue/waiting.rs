//! New cards that are not introduced today, by what they wait for.

/// How many new cards of a session's choice wait, each counted once. Nothing is counted where the learner named a number, and
/// while a backlog keeps all new cards back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// For another day: the learner's new cards of today are used up.
    pub own_limit: usize,
    /// For another day: their deck gives no more today.
    pub deck_limit: usize,
    /// For another day: a sibling or a rival is met first.
    pub apart: usize,
    /// For the card they come after.
    pub forerunner: usize,
}

impl Waiting {
    /// All of them.
    pub fn total(self) -> usize {
        let Self {
            own_limit,
            deck_limit,
            apart,
            forerunner,
        } = self;
        own_limit + deck_limit + apart + forerunner
    }
}
