-- API keys.

-- name: key_insert
INSERT INTO api_keys (id, name, integration, scopes, hash, posted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: key_revoke
UPDATE api_keys SET revoked_at = coalesce(revoked_at, ?2) WHERE id = ?1;

-- name: key_by_hash
SELECT id, name, integration, scopes, posted_at, revoked_at FROM api_keys WHERE hash = ?1 AND revoked_at IS NULL;

-- name: key_list
SELECT id, name, integration, scopes, posted_at, revoked_at FROM api_keys ORDER BY id;
