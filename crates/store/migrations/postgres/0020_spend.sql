-- Money spent on customers. Spread evenly over its days (since 1970-01-01), both included; `amount` in minor units.
CREATE TABLE spend (
    id BIGINT PRIMARY KEY,
    first_day BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    amount BIGINT NOT NULL,
    source TEXT COLLATE "C",
    label TEXT COLLATE "C",
    note TEXT COLLATE "C",
    by_kind TEXT COLLATE "C" NOT NULL,
    by_id BIGINT,
    posted_at BIGINT NOT NULL
);
CREATE INDEX spend_days ON spend (first_day, id);

-- What a unit costs the business.
ALTER TABLE products ADD COLUMN cost BIGINT;
