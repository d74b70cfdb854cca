//! What a record says of a card, in the revision its author gives it now.

use std::ops::Deref;

use super::{Record, Records};
use crate::deck::Listed;

/// What the log says of a card, in the revision its author gives it now.
#[derive(Clone, Debug)]
pub enum Standing<'a> {
    /// Nothing: it is new.
    New,
    /// This.
    Met(&'a Record),
    /// It was met in an earlier revision, and starts afresh.
    Afresh(Box<Record>),
}

impl<'a> Standing<'a> {
    /// Looks up what the log says of a card.
    pub fn of(card: Listed<'_>, records: &'a Records) -> Self {
        Self::in_revision(records.get(card.id()), card.revision())
    }

    /// Sees a record in the revision of its card.
    pub fn in_revision(record: Option<&'a Record>, revision: u32) -> Self {
        match record {
            None => Self::New,
            Some(record) if record.is_outdated(revision) => Self::afresh(record),
            Some(record) => Self::Met(record),
        }
    }

    /// Apart, so that the usual case is small enough to be part of the loops that ask for it.
    #[cold]
    fn afresh(record: &Record) -> Self {
        Self::Afresh(Box::new(record.afresh()))
    }
}

static NEW: Record = Record::NEW;

impl Deref for Standing<'_> {
    type Target = Record;

    fn deref(&self) -> &Record {
        match self {
            Self::New => &NEW,
            Self::Met(record) => record,
            Self::Afresh(record) => record,
        }
    }
}
