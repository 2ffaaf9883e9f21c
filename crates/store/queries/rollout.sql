-- Versions rolled out, step by step, and what was bought under each.

-- name: rollout_insert
INSERT INTO rollout_steps (id, kind, program, version, beside, audience, salt, live_at, posted_at, by_kind, by_id, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- name: rollout_list
SELECT s.id, kind, program, s.version, beside, audience, salt, live_at, s.posted_at, by_kind, by_id,
    coalesce(staff.name, api_keys.name), note
FROM rollout_steps s
LEFT JOIN staff ON by_kind = 'staff' AND staff.id = by_id
LEFT JOIN api_keys ON by_kind = 'key' AND api_keys.id = by_id
ORDER BY s.id;

-- Purchases of which something was kept, by the version that decided them.
-- name: rollout_sales
SELECT version, count(*), count(DISTINCT member), CAST(sum(to_pay - returned) AS BIGINT), CAST(sum(discount) AS BIGINT)
FROM purchases
WHERE at >= ?1 AND at < ?2 AND state = 'sold' AND program = ?3 AND version IN (?4, ?5)
GROUP BY version ORDER BY version;

-- What these purchases gave and took, by unit.
-- name: rollout_points
SELECT p.version, e.unit, CAST(sum(CASE WHEN e.account IN ('issued', 'reversed') THEN -e.points ELSE 0 END) AS BIGINT),
    CAST(sum(CASE WHEN e.account = 'redeemed' THEN e.points ELSE 0 END) AS BIGINT)
FROM purchases p JOIN entries e ON e.owner = p.member AND e.cause = 'purchase' AND e.cause_id = p.id
WHERE p.at >= ?1 AND p.at < ?2 AND p.state = 'sold' AND p.program = ?3 AND p.version IN (?4, ?5) AND p.member IS NOT NULL
GROUP BY p.version, e.unit ORDER BY p.version, e.unit;
