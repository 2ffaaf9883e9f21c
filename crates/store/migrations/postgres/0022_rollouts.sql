-- Steps of versions that are rolled out beside the standing one: never changed, so what decided then is known for ever. `audience` is
-- JSON, and absent where a step ends the roll-out.
CREATE TABLE rollout_steps (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    program TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    beside BIGINT NOT NULL,
    audience TEXT COLLATE "C",
    salt TEXT COLLATE "C" NOT NULL,
    live_at BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    by_kind TEXT COLLATE "C" NOT NULL,
    by_id BIGINT,
    note TEXT COLLATE "C"
);
