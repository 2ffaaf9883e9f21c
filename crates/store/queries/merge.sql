-- Members who became another's: what moves with them, and what is remembered of it. One member's rows stand together, but for
-- returns, adjustments and money of partners, which are looked through.

-- Whose a member is now, and whether they are erased.
-- name: merge_whose
SELECT merged_into, erased_at IS NOT NULL FROM owners WHERE id = ?1;

-- name: merge_insert
INSERT INTO merges (id, source, target, at, lot_shift, debt_shift, kept) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: merge_load
SELECT id, source, target, at FROM merges WHERE id = ?1;

-- Those that made a member what they are, through others too.
-- name: merge_list
SELECT m.id, m.source, m.target, m.at FROM merges m JOIN owners o ON o.id = m.source
WHERE o.merged_into = ?1 ORDER BY m.id;

-- By how much lots are numbered higher than when this was decided.
-- name: merge_shift
SELECT CAST(coalesce(sum(m.lot_shift), 0) AS BIGINT), CAST(coalesce(sum(m.debt_shift), 0) AS BIGINT)
FROM merge_rows r JOIN merges m ON m.id = r.merge
WHERE r.kind = ?1 AND r.item = ?2;

-- name: merge_mark
INSERT INTO merge_rows (merge, kind, item)
SELECT CAST(?1 AS BIGINT), 'purchase', CAST(id AS TEXT) FROM purchases WHERE member = ?2
UNION ALL SELECT CAST(?1 AS BIGINT), 'return', CAST(id AS TEXT) FROM returns WHERE member = ?2
UNION ALL SELECT CAST(?1 AS BIGINT), 'event', CAST(id AS TEXT) FROM events WHERE member = ?2
UNION ALL SELECT CAST(?1 AS BIGINT), 'claim', CAST(id AS TEXT) FROM claims WHERE member = ?2
UNION ALL SELECT CAST(?1 AS BIGINT), 'adjustment', CAST(id AS TEXT) FROM adjustments WHERE member = ?2
UNION ALL SELECT CAST(?1 AS BIGINT), 'coupon', code FROM coupons WHERE member = ?2
UNION ALL SELECT CAST(?1 AS BIGINT), 'hold', CAST(quote AS TEXT) FROM holds WHERE owner = ?2
UNION ALL SELECT DISTINCT CAST(?1 AS BIGINT), 'posting', CAST(posting AS TEXT) FROM entries WHERE owner = ?2
UNION ALL SELECT DISTINCT CAST(?1 AS BIGINT), 'clearing', CAST(id AS TEXT) FROM clearing_entries WHERE owner = ?2;

-- name: merge_purchases
UPDATE purchases SET origin = coalesce(origin, member), member = ?1 WHERE member = ?2;

-- name: merge_returns
UPDATE returns SET member = ?1 WHERE member = ?2;

-- name: merge_events
UPDATE events SET member = ?1 WHERE member = ?2;

-- name: merge_claims
UPDATE claims SET member = ?1 WHERE member = ?2;

-- name: merge_adjustments
UPDATE adjustments SET member = ?1 WHERE member = ?2;

-- name: merge_coupons
UPDATE coupons SET member = ?1 WHERE member = ?2;

-- name: merge_coupon_holds
UPDATE coupon_holds SET owner = ?1 WHERE owner = ?2;

-- name: merge_hold
UPDATE holds SET owner = ?1, lots = ?3 WHERE quote = ?2;

-- name: merge_lots
UPDATE lots SET owner = ?1, number = number + ?3 WHERE owner = ?2;

-- name: merge_debts
UPDATE debts SET owner = ?1, number = number + ?4, lot = lot + ?3 WHERE owner = ?2;

-- name: merge_entries
UPDATE entries SET owner = ?1, lot = lot + ?3 WHERE owner = ?2;

-- name: merge_clearing
UPDATE clearing_entries SET owner = ?1, lot = lot + ?3 WHERE owner = ?2;

-- name: merge_balances
INSERT INTO balances (owner, unit, available, pending, debt)
SELECT CAST(?1 AS BIGINT), unit, available, pending, debt FROM balances WHERE owner = ?2
ON CONFLICT (owner, unit) DO UPDATE SET
    available = balances.available + excluded.available,
    pending = balances.pending + excluded.pending,
    debt = balances.debt + excluded.debt;

-- name: merge_no_balances
DELETE FROM balances WHERE owner = ?1;

-- What stays with the one who joins says what came over. Numbers drawn stay with whom they were drawn for.
-- name: merge_counters
INSERT INTO counters (owner, key, value)
SELECT CAST(?1 AS BIGINT), key, value FROM counters WHERE owner = ?2 AND key NOT LIKE 'draws:%'
ON CONFLICT (owner, key) DO UPDATE SET value = counters.value + excluded.value;

-- name: merge_uses
INSERT INTO uses (owner, rule, at, times)
SELECT CAST(?1 AS BIGINT), rule, at, times FROM uses WHERE owner = ?2
ON CONFLICT (owner, rule, at) DO UPDATE SET times = uses.times + excluded.times;

-- Also those who had become the one who now joins.
-- name: merge_owner
UPDATE owners SET merged_into = ?1, due_at = NULL, check_at = NULL WHERE id = ?2 OR merged_into = ?2;

-- A member who is no more is in no list, no segment and no forecast.
-- name: merge_no_profile
DELETE FROM profiles WHERE member = ?1;

-- name: merge_no_segments
DELETE FROM segment_members WHERE owner = ?1;

-- name: merge_no_look
DELETE FROM saved_looks WHERE member = ?1;

-- name: merge_no_stamp
DELETE FROM stamps WHERE member = ?1;

-- Members who are another's and still have something of their own, or whose merge leads to nobody.
-- name: merge_differences
SELECT o.id, 'merged into ' || o.merged_into FROM owners o
WHERE o.merged_into IS NOT NULL AND (
    NOT EXISTS (SELECT 1 FROM owners a WHERE a.id = o.merged_into AND a.merged_into IS NULL)
    OR NOT EXISTS (SELECT 1 FROM merges m WHERE m.source = o.id)
    OR EXISTS (SELECT 1 FROM entries e WHERE e.owner = o.id)
    OR EXISTS (SELECT 1 FROM lots l WHERE l.owner = o.id)
    OR EXISTS (SELECT 1 FROM purchases p WHERE p.member = o.id)
    OR EXISTS (SELECT 1 FROM identifiers i WHERE i.member = o.id)
    OR EXISTS (SELECT 1 FROM profiles p WHERE p.member = o.id))
ORDER BY o.id;
