-- Who is in a dynamic saved segment, as it was last looked at.
CREATE TABLE saved_members (
    member BIGINT NOT NULL REFERENCES owners (id),
    segment TEXT COLLATE "C" NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (member, segment)
);

-- Who came and went.
CREATE TABLE saved_moves (
    id BIGINT NOT NULL PRIMARY KEY,
    segment TEXT COLLATE "C" NOT NULL,
    member BIGINT NOT NULL REFERENCES owners (id),
    at BIGINT NOT NULL,
    entered BIGINT NOT NULL
);

CREATE INDEX saved_moves_of_segment ON saved_moves (segment, id);
CREATE INDEX saved_moves_by_time ON saved_moves (segment, at, entered);

-- When a member is to be looked at next because time alone may change something.
CREATE TABLE saved_looks (
    member BIGINT NOT NULL PRIMARY KEY REFERENCES owners (id),
    at BIGINT NOT NULL
);

CREATE INDEX saved_looks_by_time ON saved_looks (at, member);

-- By which definition a segment was last filled.
CREATE TABLE saved_fills (
    segment TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    definition TEXT COLLATE "C" NOT NULL,
    filled_at BIGINT NOT NULL
);

-- Up to where the journal was followed, and when everybody was last looked at. One row.
CREATE TABLE saved_cursor (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    position BIGINT NOT NULL,
    folded_at BIGINT NOT NULL
);
