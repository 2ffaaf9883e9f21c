-- Where and how members joined, as far as it was said when they did.
CREATE TABLE registrations (
    member INTEGER NOT NULL PRIMARY KEY REFERENCES owners (id),
    store TEXT,
    till TEXT,
    cashier TEXT,
    source TEXT
) STRICT;

-- The share of receipts that should have a member, in percent; an empty store is every store without a row of its own.
CREATE TABLE identification_targets (
    store TEXT NOT NULL PRIMARY KEY,
    percent INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 100)
) STRICT, WITHOUT ROWID;
