-- Figures that the staff look at together. `tiles` is JSON.
CREATE TABLE dashboards (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    tiles TEXT NOT NULL,
    posted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
