-- Segments that people saved. `condition` is JSON. `members`, of a frozen one only, are ids of eight bytes each, greatest
-- first byte first, in order. One that was dropped keeps its row, so that `version` never goes back.
CREATE TABLE saved_segments (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    name_en TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    condition TEXT NOT NULL,
    kind TEXT NOT NULL,
    frozen_at INTEGER,
    members BLOB,
    made_at INTEGER NOT NULL,
    posted_at INTEGER NOT NULL,
    by_kind TEXT NOT NULL,
    by_id INTEGER,
    dropped INTEGER NOT NULL
) STRICT;
