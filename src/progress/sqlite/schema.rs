//! The formats a progress file has had, and how each is made from the one before it.

use rusqlite::{Connection, TransactionBehavior};

use super::trouble::Trouble;

/// Marks a file as ours: "JMRQ".
pub(super) const APPLICATION_ID: u32 = 0x4a4d_5251;

/// The format written by this program.
pub(super) const NEWEST: u32 = 1;

/// Every format with the step that leads to it. Append only: files of any age are brought up step by step.
const STEPS: [(u32, &str); 1] = [(NEWEST, include_str!("schema/1.sql"))];

/// Brings a file to the newest format, each step in a transaction of its own.
pub(super) fn upgrade(connection: &mut Connection) -> Result<(), Trouble> {
    loop {
        let found = version(connection)?;
        if found > NEWEST {
            return Err(Trouble::Newer { found });
        }
        if found == NEWEST {
            return Ok(());
        }
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have taken the step while we waited.
        let found = version(&step)?;
        if let Some((to, sql)) = STEPS.iter().find(|(to, _)| *to > found) {
            step.execute_batch(sql)?;
            step.pragma_update(None, "user_version", to)?;
        }
        step.commit()?;
    }
}

/// Returns the format of a file; 0 before the first step.
pub(super) fn version(connection: &Connection) -> Result<u32, Trouble> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_in_order_and_end_at_the_newest_format() {
        assert!(STEPS.is_sorted_by_key(|(to, _)| to));
        assert_eq!(STEPS.last().map(|(to, _)| *to), Some(NEWEST));
    }

    #[test]
    fn a_fresh_database_becomes_the_newest_format_and_ours() {
        let mut connection = Connection::open_in_memory().expect("memory");
        upgrade(&mut connection).expect("upgraded");
        upgrade(&mut connection).expect("nothing left to do");
        assert_eq!(version(&connection).expect("a version"), NEWEST);
        let id: u32 = connection
            .pragma_query_value(None, "application_id", |row| row.get(0))
            .expect("an id");
        assert_eq!(id, APPLICATION_ID);
    }
}
