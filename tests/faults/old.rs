//! Files to begin with: studied, and of the first format.

use std::path::Path;

use rusqlite::Connection;

use crate::place::Place;

/// Gives so many answers and ends the session; returns what was said.
pub(crate) fn studied(place: &Place, answers: usize) -> Vec<String> {
    let mut session = place.session();
    let said: Vec<String> = (0..answers).map(|number| format!("old {number}")).collect();
    for answer in &said {
        session.send(answer);
        session.next_of("verdict").expect("a verdict");
    }
    session.end().code(0);
    said
}

/// Makes a file as the first version of the program wrote it.
pub(crate) fn to_format_1(file: &Path) {
    let connection = Connection::open(file).expect("a database");
    let columns = "id, device, seq, hlc, kind, card, at_ms, offset_min, body, checksum";
    let sql = format!(
        "CREATE TABLE e (id BLOB PRIMARY KEY NOT NULL, device BLOB NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL, \
         kind TEXT NOT NULL, card TEXT, at_ms INTEGER NOT NULL, offset_min INTEGER NOT NULL, body TEXT NOT NULL, \
         checksum INTEGER NOT NULL) STRICT; \
         INSERT INTO e SELECT {columns} FROM event; DROP TABLE event; ALTER TABLE e RENAME TO event; \
         DROP TABLE records; DROP TABLE diary; DELETE FROM meta WHERE key = 'cache'; \
         CREATE TABLE record (card TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL, checksum INTEGER NOT NULL) STRICT, WITHOUT ROWID; \
         PRAGMA user_version = 1;"
    );
    connection.execute_batch(&sql).expect("the first format");
}
