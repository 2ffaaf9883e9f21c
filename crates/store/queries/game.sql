-- Games: seeds of draws, and what was drawn.

-- name: seed_open
INSERT INTO game_seeds (id, draw, secret, commitment, since, revealed_at) VALUES (?1, ?2, ?3, ?4, ?5, NULL);

-- name: seed_reveal
UPDATE game_seeds SET revealed_at = ?2 WHERE id = ?1 AND revealed_at IS NULL;

-- When a seed was told; kept from being told by others until the transaction ends.
-- name: seed_guard
SELECT revealed_at FROM game_seeds WHERE id = ?1;

-- name: seed_of_draw
SELECT id FROM game_seeds WHERE draw = ?1 AND revealed_at IS NULL;

-- The one place that reads secrets nobody may know yet.
-- name: seed_list_open
SELECT id, draw, commitment, since, revealed_at, secret FROM game_seeds WHERE revealed_at IS NULL ORDER BY draw;

-- name: seed_list
SELECT id, draw, commitment, since, revealed_at, CASE WHEN revealed_at IS NULL THEN NULL ELSE secret END FROM game_seeds
WHERE draw = ?1 ORDER BY id DESC;

-- name: draw_insert
INSERT INTO game_draws (id, member, draw, nonce, seed, word, number, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: draw_list
SELECT d.id, d.member, d.draw, d.nonce, d.word, d.number, d.at, s.id, s.draw, s.commitment, s.since, s.revealed_at,
    CASE WHEN s.revealed_at IS NULL THEN NULL ELSE s.secret END
FROM game_draws d LEFT JOIN game_seeds s ON s.id = d.seed
WHERE d.member = ?3 AND d.id < ?1 ORDER BY d.id DESC LIMIT ?2;
