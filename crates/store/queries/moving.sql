-- What a move has copied already.

-- name: move_list
SELECT number, last_key, digest FROM move_runs WHERE name = ?1 ORDER BY number;

-- name: move_put
INSERT INTO move_runs (name, number, last_key, digest) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (name, number) DO UPDATE SET last_key = excluded.last_key, digest = excluded.digest;

-- name: move_forget
DELETE FROM move_runs;
