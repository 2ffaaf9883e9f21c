-- Segments that people saved. `condition` is JSON. `members`, of a frozen one only, are ids of eight bytes each, greatest
-- first byte first, in order. One that was dropped keeps its row, so that `version` never goes back.
CREATE TABLE saved_segments (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name_en TEXT COLLATE "C" NOT NULL,
    name_ru TEXT COLLATE "C" NOT NULL,
    condition TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    frozen_at BIGINT,
    members BYTEA,
    made_at BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    by_kind TEXT COLLATE "C" NOT NULL,
    by_id BIGINT,
    dropped BIGINT NOT NULL
);
