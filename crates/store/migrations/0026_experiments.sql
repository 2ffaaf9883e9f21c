-- Experiments: who is in which arm, and since when. `design` and `forecast` are JSON. `version` moves with every change of an
-- experiment and of its assignments, and guards both.
CREATE TABLE experiments (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    salt TEXT NOT NULL,
    design TEXT NOT NULL,
    forecast TEXT,
    made_at INTEGER NOT NULL,
    posted_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    looked_at INTEGER
) STRICT, WITHOUT ROWID;

-- `arm` is its place among the arms of the design.
CREATE TABLE assignments (
    experiment INTEGER NOT NULL,
    member INTEGER NOT NULL,
    arm INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (experiment, member)
) STRICT, WITHOUT ROWID;

CREATE INDEX assignments_of_member ON assignments (member, experiment);

-- Who is left out of every experiment: so many of 10,000 parts of the base, drawn by a salt. The latest row counts.
CREATE TABLE universal_controls (
    since INTEGER NOT NULL PRIMARY KEY,
    parts INTEGER NOT NULL,
    salt TEXT NOT NULL
) STRICT, WITHOUT ROWID;
