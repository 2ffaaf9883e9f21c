-- What analytics say of members who bought: scores from 1, the name of their cell, the stage of their life; the chance of
-- being still there, the value expected and the share of members at least as good, in millionths, where a model could be
-- made. `as_of` is the run that found it so first.
CREATE TABLE stamps (
    member INTEGER NOT NULL PRIMARY KEY REFERENCES owners (id),
    as_of INTEGER NOT NULL,
    recency INTEGER NOT NULL,
    frequency INTEGER NOT NULL,
    money INTEGER NOT NULL,
    cell TEXT NOT NULL,
    stage TEXT NOT NULL,
    alive INTEGER,
    value INTEGER,
    top INTEGER,
    model TEXT
) STRICT;
