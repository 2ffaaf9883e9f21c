-- Who is in a dynamic saved segment, as it was last looked at.
CREATE TABLE saved_members (
    member INTEGER NOT NULL REFERENCES owners (id),
    segment TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (member, segment)
) STRICT, WITHOUT ROWID;

-- Who came and went.
CREATE TABLE saved_moves (
    id INTEGER NOT NULL PRIMARY KEY,
    segment TEXT NOT NULL,
    member INTEGER NOT NULL REFERENCES owners (id),
    at INTEGER NOT NULL,
    entered INTEGER NOT NULL
) STRICT;

CREATE INDEX saved_moves_of_segment ON saved_moves (segment, id);
CREATE INDEX saved_moves_by_time ON saved_moves (segment, at, entered);

-- When a member is to be looked at next because time alone may change something.
CREATE TABLE saved_looks (
    member INTEGER NOT NULL PRIMARY KEY REFERENCES owners (id),
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX saved_looks_by_time ON saved_looks (at, member);

-- By which definition a segment was last filled.
CREATE TABLE saved_fills (
    segment TEXT NOT NULL PRIMARY KEY,
    definition TEXT NOT NULL,
    filled_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Up to where the journal was followed, and when everybody was last looked at. One row.
CREATE TABLE saved_cursor (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    position INTEGER NOT NULL,
    folded_at INTEGER NOT NULL
) STRICT;
