-- Secrets that the numbers of a draw are made of. The commitment, SHA-256 of the secret, is told from the first day; the secret only
-- once no number is made of it any more. A draw has one that is not told.
CREATE TABLE game_seeds (
    id INTEGER NOT NULL PRIMARY KEY,
    draw TEXT NOT NULL,
    secret TEXT NOT NULL,
    commitment TEXT NOT NULL UNIQUE,
    since INTEGER NOT NULL,
    revealed_at INTEGER
) STRICT;

CREATE UNIQUE INDEX game_seeds_open ON game_seeds (draw) WHERE revealed_at IS NULL;
CREATE INDEX game_seeds_of_draw ON game_seeds (draw, id);

-- Every number drawn for a member, and what it was made of: the seed, the word of the player, and how many were drawn for them in this
-- draw before. The version of the member, who is an owner, guards that count. Without a seed nothing proves the number.
CREATE TABLE game_draws (
    id INTEGER NOT NULL PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES owners (id),
    draw TEXT NOT NULL,
    nonce INTEGER NOT NULL,
    seed INTEGER REFERENCES game_seeds (id),
    word TEXT,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (member, draw, nonce)
) STRICT;

CREATE INDEX game_draws_of_member ON game_draws (member, id);
