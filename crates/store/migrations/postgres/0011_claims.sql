-- Rewards claimed by members: open until they are handed over, given up or left too long. `effects` are those of the claim's
-- decision, which its end takes back. The version of the member, who is an owner, guards it.
CREATE TABLE claims (
    id BIGINT NOT NULL PRIMARY KEY,
    member BIGINT NOT NULL REFERENCES owners (id),
    reward TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL UNIQUE,
    state TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    expires_at BIGINT,
    effects TEXT NOT NULL,
    ended_at BIGINT,
    store TEXT COLLATE "C",
    cashier TEXT
);

CREATE INDEX claims_of_member ON claims (member, id);
CREATE INDEX claims_of_state ON claims (state, id);
CREATE INDEX claims_due ON claims (expires_at) WHERE expires_at IS NOT NULL AND state = 'open';
