-- What was given to all members together, where a rule has a stock. Guarded by what there is of it.
CREATE TABLE stocks (
    key TEXT NOT NULL PRIMARY KEY,
    given INTEGER NOT NULL CHECK (given >= 0)
) STRICT, WITHOUT ROWID;
