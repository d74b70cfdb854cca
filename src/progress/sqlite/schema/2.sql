-- Format 2. Copies of a log can be merged, copied folders and clocks that run ahead among them.

-- Log order is (rank, device, seq, id). Two events can have one number when a folder was copied and both copies went on.
CREATE TABLE event_2 (
    id         BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),     -- UUID, version 7
    device     BLOB NOT NULL CHECK (length(device) = 16),             -- UUID of the copy it was first written to
    seq        INTEGER NOT NULL,                                      -- counts the device's events from 1
    hlc        INTEGER NOT NULL,                                      -- hybrid logical clock: ms << 16 | counter
    rank       INTEGER NOT NULL,                                      -- hlc, or when it was first heard of if hlc ran ahead
    kind       TEXT NOT NULL,
    card       TEXT,                                                  -- deck-id:card-id, as it was called then
    at_ms      INTEGER NOT NULL,                                      -- wall time, UTC
    offset_min INTEGER NOT NULL,                                      -- local time minus UTC
    body       TEXT NOT NULL,                                         -- JSON object
    checksum   INTEGER NOT NULL                                       -- XXH3-64 over all columns above; rank only if not hlc
) STRICT;

INSERT INTO event_2 (id, device, seq, hlc, rank, kind, card, at_ms, offset_min, body, checksum)
SELECT id, device, seq, hlc, hlc, kind, card, at_ms, offset_min, body, checksum FROM event ORDER BY rowid;

DROP TABLE event;

ALTER TABLE event_2 RENAME TO event;

CREATE INDEX event_by_device ON event (device, seq);
CREATE INDEX event_by_rank ON event (rank);
CREATE INDEX event_by_card ON event (card, kind);
CREATE INDEX event_doubted ON event (rank) WHERE rank < hlc;
