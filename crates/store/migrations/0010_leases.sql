-- What one process does for all, until its time is over. `number` rises whenever another takes it; `until` is by the clock of
-- the database.
CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    holder INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Rises whenever the job is leased: whoever leased it before can no longer end it.
ALTER TABLE jobs ADD COLUMN lease INTEGER NOT NULL DEFAULT 0;
