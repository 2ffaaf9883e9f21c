-- The scenario file of each program, as last sent.
CREATE TABLE program_scenarios (
    program TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    posted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
