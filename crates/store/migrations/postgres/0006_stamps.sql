-- What analytics say of members who bought: scores from 1, the name of their cell, the stage of their life; the chance of
-- being still there, the value expected and the share of members at least as good, in millionths, where a model could be
-- made. `as_of` is the run that found it so first.
CREATE TABLE stamps (
    member BIGINT NOT NULL PRIMARY KEY REFERENCES owners (id),
    as_of BIGINT NOT NULL,
    recency BIGINT NOT NULL,
    frequency BIGINT NOT NULL,
    money BIGINT NOT NULL,
    cell TEXT COLLATE "C" NOT NULL,
    stage TEXT COLLATE "C" NOT NULL,
    alive BIGINT,
    value BIGINT,
    top BIGINT,
    model TEXT COLLATE "C"
);
