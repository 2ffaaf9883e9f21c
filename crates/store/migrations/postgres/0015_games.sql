-- Secrets that the numbers of a draw are made of. The commitment, SHA-256 of the secret, is told from the first day; the secret only
-- once no number is made of it any more. A draw has one that is not told.
CREATE TABLE game_seeds (
    id BIGINT NOT NULL PRIMARY KEY,
    draw TEXT COLLATE "C" NOT NULL,
    secret TEXT COLLATE "C" NOT NULL,
    commitment TEXT COLLATE "C" NOT NULL UNIQUE,
    since BIGINT NOT NULL,
    revealed_at BIGINT
);

CREATE UNIQUE INDEX game_seeds_open ON game_seeds (draw) WHERE revealed_at IS NULL;
CREATE INDEX game_seeds_of_draw ON game_seeds (draw, id);

-- Every number drawn for a member, and what it was made of: the seed, the word of the player, and how many were drawn for them in this
-- draw before. The version of the member, who is an owner, guards that count. Without a seed nothing proves the number.
CREATE TABLE game_draws (
    id BIGINT NOT NULL PRIMARY KEY,
    member BIGINT NOT NULL REFERENCES owners (id),
    draw TEXT COLLATE "C" NOT NULL,
    nonce BIGINT NOT NULL,
    seed BIGINT REFERENCES game_seeds (id),
    word TEXT,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    UNIQUE (member, draw, nonce)
);

CREATE INDEX game_draws_of_member ON game_draws (member, id);
