-- What an owner's program state keeps beside points: counters, uses, tiers, segments.

-- name: counter_move
INSERT INTO counters (owner, key, value) VALUES (?1, ?2, ?3)
ON CONFLICT (owner, key) DO UPDATE SET value = counters.value + excluded.value;

-- name: counter_get
SELECT value FROM counters WHERE owner = ?1 AND key = ?2;

-- name: counter_range
SELECT key, value FROM counters WHERE owner = ?1 AND key BETWEEN ?2 AND ?3;

-- name: use_add
INSERT INTO uses (owner, rule, at, times) VALUES (?1, ?2, ?3, 1)
ON CONFLICT (owner, rule, at) DO UPDATE SET times = uses.times + 1;

-- name: use_take
UPDATE uses SET times = times - 1 WHERE owner = ?1 AND rule = ?2 AND at = ?3 AND times > 0;

-- name: use_list
SELECT rule, at, times FROM uses WHERE owner = ?1 AND at >= ?2 AND times > 0 ORDER BY rule, at;

-- name: tier_put
INSERT INTO tier_states (owner, scheme, level, since, until, held, rises_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (owner, scheme, since) DO UPDATE
SET level = excluded.level, until = excluded.until, held = excluded.held, rises_at = excluded.rises_at;

-- name: tier_cut
DELETE FROM tier_states WHERE owner = ?1 AND scheme = ?2 AND since > ?3;

-- name: tier_list
SELECT scheme, level, since, until, held, rises_at FROM tier_states WHERE owner = ?1 ORDER BY scheme, since;

-- name: segment_enter
INSERT INTO segment_members (owner, segment, entered_at) VALUES (?1, ?2, ?3)
ON CONFLICT (owner, segment) DO NOTHING;

-- name: segment_leave
DELETE FROM segment_members WHERE owner = ?1 AND segment = ?2;

-- name: segment_list
SELECT segment FROM segment_members WHERE owner = ?1 ORDER BY segment;
