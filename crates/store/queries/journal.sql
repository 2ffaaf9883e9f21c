-- The journal: one, ordered, dense.

-- name: journal_end
SELECT coalesce(max(pos), 0) FROM journal;

-- name: journal_insert
INSERT INTO journal (pos, at, posted_at, kind, owner, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: journal_list
SELECT pos, at, posted_at, kind, owner, payload FROM journal WHERE pos > ?1 ORDER BY pos LIMIT ?2;

-- When the oldest fact that waits for its position was written; where the writer gives positions none waits.
-- name: journal_waits_since
SELECT min(posted_at) FROM journal WHERE pos IS NULL;
