-- Rewards claimed by members: open until they are handed over, given up or left too long. `effects` are those of the claim's
-- decision, which its end takes back. The version of the member, who is an owner, guards it.
CREATE TABLE claims (
    id INTEGER NOT NULL PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES owners (id),
    reward TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    at INTEGER NOT NULL,
    expires_at INTEGER,
    effects TEXT NOT NULL,
    ended_at INTEGER,
    store TEXT,
    cashier TEXT
) STRICT;

CREATE INDEX claims_of_member ON claims (member, id);
CREATE INDEX claims_of_state ON claims (state, id);
CREATE INDEX claims_due ON claims (expires_at) WHERE expires_at IS NOT NULL AND state = 'open';
