-- Custom events of members.

-- name: event_insert
INSERT INTO events (id, member, kind, at, posted_at, properties) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: event_history
SELECT kind, at, properties FROM events WHERE member = ?1 AND at >= ?2 AND at <= ?3 ORDER BY at, id;
