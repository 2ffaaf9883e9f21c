-- Points that one member sent to another. What moved is told by the entries of its cause; versions of both members guard it.
CREATE TABLE transfers (
    id INTEGER NOT NULL PRIMARY KEY,
    sender INTEGER NOT NULL REFERENCES owners (id),
    receiver INTEGER NOT NULL REFERENCES owners (id),
    unit TEXT NOT NULL,
    points INTEGER NOT NULL CHECK (points > 0),
    fee INTEGER NOT NULL CHECK (fee >= 0),
    at INTEGER NOT NULL
) STRICT;
