-- Who paid for a lot, so many points for so much money; nothing for lots that the program itself gave.
ALTER TABLE lots ADD COLUMN issuer TEXT COLLATE "C";
ALTER TABLE lots ADD COLUMN issue_points BIGINT;
ALTER TABLE lots ADD COLUMN issue_money BIGINT;

-- Money between partners and the program: each move has two sides, which sum to zero. Entries never change.
CREATE TABLE clearing_entries (
    id BIGINT NOT NULL,
    place BIGINT NOT NULL,
    owner BIGINT NOT NULL REFERENCES owners (id),
    kind TEXT COLLATE "C" NOT NULL,
    partner TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    points BIGINT NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    amount BIGINT NOT NULL,
    lot BIGINT,
    at BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    cause TEXT COLLATE "C" NOT NULL,
    cause_id BIGINT,
    PRIMARY KEY (id, place)
);

CREATE INDEX clearing_entries_posted ON clearing_entries (posted_at);
