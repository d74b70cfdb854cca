//! The formats a progress file has had, and how each is made from the one before it.

use rusqlite::{Connection, TransactionBehavior};

use super::trouble::Trouble;

/// Marks a file as ours: "JMRQ".
pub(super) const APPLICATION_ID: u32 = 0x4a4d_5251;

/// The format written by this program.
pub(super) const NEWEST: u32 = 4;

/// Every format with the step that leads to it. Append only: files of any age are brought up step by step.
pub(super) const STEPS: [(u32, &str); 4] = [
    (1, include_str!("schema/1.sql")),
    (2, include_str!("schema/2.sql")),
    (3, include_str!("schema/3.sql")),
    (4, include_str!("schema/4.sql")),
];

/// The index that finds the events of a card. Its keys come in no order: of many events it is made quickest when they are all there.
const BY_CARD: &str = "CREATE INDEX event_by_card ON event (card, kind)";

/// What makes a file of format 1 look like one of the newest to a connection that must not change it.
const FORMAT_1_SEEN_AS_NEWEST: &str = "\
    PRAGMA temp_store = MEMORY; \
    CREATE TEMP VIEW event AS SELECT rowid, id, device, seq, hlc, hlc AS rank, kind, card, \
    at_ms, offset_min, body, checksum FROM main.event;";

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

/// Lets go of the index by card, until [`index_cards`] makes it again in the same transaction.
pub(super) fn unindex_cards(connection: &Connection) -> Result<(), Trouble> {
    Ok(connection.execute_batch("DROP INDEX event_by_card")?)
}

/// Makes the index by card of all events that are there.
pub(super) fn index_cards(connection: &Connection) -> Result<(), Trouble> {
    Ok(connection.execute_batch(BY_CARD)?)
}

/// Makes an older file readable as it is, without a change to it.
pub(super) fn see_as_newest(connection: &Connection) -> Result<(), Trouble> {
    let found = version(connection)?;
    if found > NEWEST {
        return Err(Trouble::Newer { found });
    }
    if found == 1 {
        connection.execute_batch(FORMAT_1_SEEN_AS_NEWEST)?;
    }
    Ok(())
}

/// Makes an older file look like what it is again.
pub(super) fn see_as_is(connection: &Connection) -> Result<(), Trouble> {
    Ok(connection.execute_batch("DROP VIEW IF EXISTS temp.event")?)
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
    fn the_index_by_card_is_made_again_as_it_was() {
        let connection = upgraded();
        let schema = |connection: &Connection| -> Vec<(String, Option<String>)> {
            let sql = "SELECT name, sql FROM sqlite_schema ORDER BY name";
            let mut statement = connection.prepare(sql).expect("a query");
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
            let rows = rows.expect("rows").collect::<Result<_, _>>();
            rows.expect("rows")
        };
        let before = schema(&connection);
        unindex_cards(&connection).expect("dropped");
        assert_eq!(schema(&connection).len() + 1, before.len());
        index_cards(&connection).expect("made");
        assert_eq!(schema(&connection), before);
    }

    fn upgraded() -> Connection {
        let mut connection = Connection::open_in_memory().expect("memory");
        upgrade(&mut connection).expect("upgraded");
        connection
    }

    /// A file of format 1 with three events, as the program once wrote it.
    fn format_1() -> Connection {
        let connection = Connection::open_in_memory().expect("memory");
        connection.execute_batch(STEPS[0].1).expect("format 1");
        for number in 1..=3_u8 {
            let sql = "INSERT INTO event VALUES (?, ?, ?, ?, 'review', 'd:a', ?, 60, '{}', 7)";
            let values = rusqlite::params![[number; 16], [9_u8; 16], number, number, number];
            connection.execute(sql, values).expect("an event");
        }
        connection
            .pragma_update(None, "user_version", 1)
            .expect("a version");
        connection
    }

    fn rows(connection: &Connection) -> Vec<(Vec<u8>, i64, i64, i64)> {
        let sql = "SELECT id, seq, rank, checksum FROM event ORDER BY seq";
        let mut statement = connection.prepare(sql).expect("a query");
        let row =
            |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        let rows = statement.query_map([], row).expect("rows");
        rows.collect::<Result<_, _>>().expect("rows")
    }

    #[test]
    fn an_older_file_keeps_every_event_and_reads_the_same_before_it_is_upgraded() {
        let mut connection = format_1();
        see_as_newest(&connection).expect("readable");
        let before = rows(&connection);
        connection
            .execute_batch("DROP VIEW temp.event")
            .expect("dropped");
        upgrade(&mut connection).expect("upgraded");
        assert_eq!(rows(&connection), before);
        assert_eq!(before.len(), 3);
    }

    #[test]
    fn a_fresh_database_becomes_the_newest_format_and_ours() {
        let mut connection = upgraded();
        upgrade(&mut connection).expect("nothing left to do");
        assert_eq!(version(&connection).expect("a version"), NEWEST);
        let id: u32 = connection
            .pragma_query_value(None, "application_id", |row| row.get(0))
            .expect("an id");
        assert_eq!(id, APPLICATION_ID);
    }
}
