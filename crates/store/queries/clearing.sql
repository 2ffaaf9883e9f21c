-- Money between partners and the program.

-- name: clearing_insert
INSERT INTO clearing_entries (id, place, owner, kind, partner, unit, points, account, amount, lot, at, posted_at, cause,
                              cause_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);

-- name: clearing_sums
SELECT partner, unit, kind, account, CAST(sum(points) AS BIGINT), CAST(sum(amount) AS BIGINT)
FROM clearing_entries WHERE posted_at >= ?1 AND posted_at < ?2
GROUP BY partner, unit, kind, account
ORDER BY partner, unit, kind, account;

-- name: clearing_differences
SELECT id, CAST(sum(amount) AS BIGINT) FROM clearing_entries GROUP BY id HAVING sum(amount) <> 0 ORDER BY id;
