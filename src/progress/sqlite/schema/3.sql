-- Format 3. The cached records lie together in pages, so that a start reads few rows however many cards were met.

DROP TABLE record;

-- A cache: what replaying the log makes of each card, under its current name.
CREATE TABLE records (
    page     INTEGER PRIMARY KEY NOT NULL,                            -- by the hash of the name
    body     BLOB NOT NULL,                                           -- names and records, one after the other
    checksum INTEGER NOT NULL                                         -- XXH3-64 over page and body
) STRICT;
