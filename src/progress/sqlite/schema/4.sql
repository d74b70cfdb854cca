-- Format 4. What was done each day is kept as well, so that figures need not read the whole log.

-- A cache: what replaying the log says of each day. The row of the last day there can be holds the sums of all others.
CREATE TABLE diary (
    day      INTEGER PRIMARY KEY NOT NULL,                            -- days since 1970-01-01
    body     BLOB NOT NULL,                                           -- decks and what was done, one after the other
    checksum INTEGER NOT NULL                                         -- XXH3-64 over day and body
) STRICT;
