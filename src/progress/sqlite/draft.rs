//! A log in the making: nobody else knows its file yet.
//!
//! So it needs no journal. Its file is synced as a whole before it gets its name, and one that is not finished is thrown away.

use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::progress::entry::Device;

use super::trouble::Trouble;
use super::{cache, meta, schema};

/// An open draft.
#[derive(Debug)]
pub(super) struct Draft(Connection);

impl Draft {
    /// Opens an empty file, or a copy of a log; it becomes one of the newest format.
    pub(super) fn open(path: &Path) -> Result<Self, Trouble> {
        let mut connection = Connection::open(path)?;
        connection.pragma_update(None, "synchronous", "OFF")?;
        set_journal(&connection, "OFF")?;
        schema::upgrade(&mut connection)?;
        Ok(Self(connection))
    }

    /// Gives the log a device name that nobody else has, and what an empty one needs.
    pub(super) fn begin(&self) -> Result<(), Trouble> {
        meta::set_device(&self.0, Device::random())?;
        cache::rebuild(&self.0).map(drop)
    }

    /// Changes it. After a failure there is nothing to go back to.
    pub(super) fn change<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let transaction = self
            .0
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = change(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    /// Looks at it.
    pub(super) fn connection(&self) -> &Connection {
        &self.0
    }

    /// Leaves it as a log that several programs can use.
    pub(super) fn close(self) -> Result<(), Trouble> {
        set_journal(&self.0, "WAL")?;
        self.0.close().map_err(|(_, error)| error.into())
    }
}

fn set_journal(connection: &Connection, mode: &str) -> Result<(), Trouble> {
    let _: String =
        connection.pragma_update_and_check(None, "journal_mode", mode, |row| row.get(0))?;
    Ok(())
}
