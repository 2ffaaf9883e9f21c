-- Who paid for a lot, so many points for so much money; nothing for lots that the program itself gave.
ALTER TABLE lots ADD COLUMN issuer TEXT;
ALTER TABLE lots ADD COLUMN issue_points INTEGER;
ALTER TABLE lots ADD COLUMN issue_money INTEGER;

-- Money between partners and the program: each move has two sides, which sum to zero. Entries never change.
CREATE TABLE clearing_entries (
    id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    owner INTEGER NOT NULL REFERENCES owners (id),
    kind TEXT NOT NULL,
    partner TEXT NOT NULL,
    unit TEXT NOT NULL,
    points INTEGER NOT NULL,
    account TEXT NOT NULL,
    amount INTEGER NOT NULL,
    lot INTEGER,
    at INTEGER NOT NULL,
    posted_at INTEGER NOT NULL,
    cause TEXT NOT NULL,
    cause_id INTEGER,
    PRIMARY KEY (id, place)
) STRICT;

CREATE INDEX clearing_entries_posted ON clearing_entries (posted_at);
