-- Claims of rewards.

-- name: claim_insert
INSERT INTO claims (id, member, reward, code, state, at, expires_at, effects, ended_at, store, cashier)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL, NULL, NULL);

-- Only a claim that is open ends.
-- name: claim_end
UPDATE claims SET state = ?2, ended_at = ?3, store = ?4, cashier = ?5 WHERE id = ?1 AND state = 'open';

-- name: claim_load
SELECT id, member, reward, code, state, at, expires_at, effects, ended_at, store, cashier FROM claims WHERE id = ?1;

-- name: claim_by_code
SELECT id, member, reward, code, state, at, expires_at, effects, ended_at, store, cashier FROM claims WHERE code = ?1;

-- name: claim_list
SELECT id, member, reward, code, state, at, expires_at, effects, ended_at, store, cashier FROM claims
WHERE id < ?1 ORDER BY id DESC LIMIT ?2;

-- name: claim_list_of_member
SELECT id, member, reward, code, state, at, expires_at, effects, ended_at, store, cashier FROM claims
WHERE member = ?3 AND id < ?1 ORDER BY id DESC LIMIT ?2;

-- name: claim_list_of_state
SELECT id, member, reward, code, state, at, expires_at, effects, ended_at, store, cashier FROM claims
WHERE state = ?3 AND id < ?1 ORDER BY id DESC LIMIT ?2;

-- Open claims whose time is over.
-- name: claim_due
SELECT id, member, reward, code, state, at, expires_at, effects, ended_at, store, cashier FROM claims
WHERE state = 'open' AND expires_at IS NOT NULL AND expires_at <= ?1
ORDER BY expires_at, id LIMIT ?2;
