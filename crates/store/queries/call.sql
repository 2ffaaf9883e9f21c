-- Identities of calls with the answers to give again.

-- name: call_get
SELECT hash, status, body, posted_at, keep_until FROM calls WHERE scope = ?1 AND key = ?2;

-- One whose time has passed is taken over. No other is: whoever wrote it was faster.
-- name: call_put
INSERT INTO calls (scope, key, hash, status, body, posted_at, keep_until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (scope, key) DO UPDATE SET
    hash = excluded.hash, status = excluded.status, body = excluded.body, posted_at = excluded.posted_at,
    keep_until = excluded.keep_until
WHERE calls.keep_until <= excluded.posted_at;

-- name: call_forget
DELETE FROM calls WHERE rowid IN (
    SELECT rowid FROM calls WHERE keep_until IS NOT NULL AND keep_until <= ?1 LIMIT ?2);
