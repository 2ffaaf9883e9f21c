-- What was given to all members together, where a rule has a stock. Guarded by what there is of it.
CREATE TABLE stocks (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    given BIGINT NOT NULL CHECK (given >= 0)
);
