-- Format 1. A learner's log and what is derived from it.

PRAGMA application_id = 0x4a4d5251; -- "JMRQ"

-- device: this copy's name. cache: the version of the program's records.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The truth. Rows are added, never changed or deleted. Log order is (hlc, device, seq).
CREATE TABLE event (
    id         BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),     -- UUID, version 7
    device     BLOB NOT NULL CHECK (length(device) = 16),             -- UUID of the copy it was first written to
    seq        INTEGER NOT NULL,                                      -- counts the device's events from 1
    hlc        INTEGER NOT NULL,                                      -- hybrid logical clock: ms << 16 | counter
    kind       TEXT NOT NULL,
    card       TEXT,                                                  -- deck-id:card-id, as it was called then
    at_ms      INTEGER NOT NULL,                                      -- wall time, UTC
    offset_min INTEGER NOT NULL,                                      -- local time minus UTC
    body       TEXT NOT NULL,                                         -- JSON object
    checksum   INTEGER NOT NULL,                                      -- XXH3-64 over all columns above
    UNIQUE (device, seq)
) STRICT;

CREATE INDEX event_by_clock ON event (hlc);
CREATE INDEX event_by_card ON event (card, kind);

-- A cache: what replaying the log makes of each card, under its current name.
CREATE TABLE record (
    card     TEXT PRIMARY KEY NOT NULL,
    body     TEXT NOT NULL,                                           -- JSON object
    checksum INTEGER NOT NULL                                         -- XXH3-64 over card and body
) STRICT, WITHOUT ROWID;
