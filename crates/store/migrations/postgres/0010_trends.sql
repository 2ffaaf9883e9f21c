-- Where and how members joined, as far as it was said when they did.
CREATE TABLE registrations (
    member BIGINT NOT NULL PRIMARY KEY REFERENCES owners (id),
    store TEXT COLLATE "C",
    till TEXT COLLATE "C",
    cashier TEXT COLLATE "C",
    source TEXT COLLATE "C"
);

-- The share of receipts that should have a member, in percent; an empty store is every store without a row of its own.
CREATE TABLE identification_targets (
    store TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    percent BIGINT NOT NULL CHECK (percent BETWEEN 1 AND 100)
);
