-- Money spent on customers. Spread evenly over its days (since 1970-01-01), both included; `amount` in minor units.
CREATE TABLE spend (
    id INTEGER PRIMARY KEY,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    amount INTEGER NOT NULL,
    source TEXT,
    label TEXT,
    note TEXT,
    by_kind TEXT NOT NULL,
    by_id INTEGER,
    posted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX spend_days ON spend (first_day, id);

-- What a unit costs the business.
ALTER TABLE products ADD COLUMN cost INTEGER;
