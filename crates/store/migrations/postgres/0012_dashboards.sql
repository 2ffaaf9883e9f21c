-- Figures that the staff look at together. `tiles` is JSON.
CREATE TABLE dashboards (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    tiles TEXT COLLATE "C" NOT NULL,
    posted_at BIGINT NOT NULL
);
