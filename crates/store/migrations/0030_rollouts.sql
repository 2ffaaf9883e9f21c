-- Steps of versions that are rolled out beside the standing one: never changed, so what decided then is known for ever. `audience` is
-- JSON, and absent where a step ends the roll-out.
CREATE TABLE rollout_steps (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    program TEXT NOT NULL,
    version INTEGER NOT NULL,
    beside INTEGER NOT NULL,
    audience TEXT,
    salt TEXT NOT NULL,
    live_at INTEGER NOT NULL,
    posted_at INTEGER NOT NULL,
    by_kind TEXT NOT NULL,
    by_id INTEGER,
    note TEXT
) STRICT;
