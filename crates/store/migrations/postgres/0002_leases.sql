-- What one process does for all, until its time is over. `number` rises whenever another takes it; `until` is by the clock of
-- the database. `node/17` is the number of a process in the ids it makes.
CREATE TABLE leases (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL,
    holder BIGINT NOT NULL,
    until BIGINT NOT NULL
);

DROP SEQUENCE nodes;

-- The lease of the node whose ids this writer writes: without it the writer writes nothing.
ALTER TABLE writers ADD COLUMN node TEXT COLLATE "C";
ALTER TABLE writers ADD COLUMN node_number BIGINT;

-- Rises whenever the job is leased: whoever leased it before can no longer end it.
ALTER TABLE jobs ADD COLUMN lease BIGINT NOT NULL DEFAULT 0;

-- Quotes without a hold, for the other processes to compare a purchase with. They promise nothing, so they need not outlive
-- the server: no log is written for them.
CREATE UNLOGGED TABLE quotes_remembered (
    quote BIGINT PRIMARY KEY,
    owner BIGINT,
    program TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    promise TEXT COLLATE "C" NOT NULL
);

CREATE INDEX quotes_remembered_expires ON quotes_remembered (expires_at);
