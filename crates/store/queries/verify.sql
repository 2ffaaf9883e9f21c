-- What verification reads: ledger tables in the order of owners, and purchases that contradict their lines.

-- name: verify_owners
SELECT id, next_lot, next_debt FROM owners WHERE id > ?1 ORDER BY id LIMIT ?2;

-- name: verify_entries
SELECT owner, posting, unit, account, lot, points FROM entries WHERE owner > ?1 AND owner <= ?2
ORDER BY owner, posting, place;

-- name: verify_lots
SELECT owner, number, unit, remaining, state FROM lots WHERE owner > ?1 AND owner <= ?2 ORDER BY owner;

-- name: verify_debts
SELECT owner, number, unit, remaining FROM debts WHERE owner > ?1 AND owner <= ?2 ORDER BY owner, number;

-- name: verify_balances
SELECT owner, unit, available, pending, debt FROM balances WHERE owner > ?1 AND owner <= ?2 ORDER BY owner, unit;

-- name: verify_purchase_sums
SELECT p.id, p.member, p.amount, p.discount, p.redeemed, p.to_pay, p.returned, p.state,
       coalesce(sum(l.amount), 0), coalesce(sum(l.to_pay), 0), coalesce(sum(l.returned_amount), 0),
       coalesce(sum(CASE WHEN l.returned_quantity < l.quantity THEN 1 ELSE 0 END), 0)
FROM purchases p LEFT JOIN purchase_lines l ON l.purchase = p.id
GROUP BY p.id
HAVING p.amount <> coalesce(sum(l.amount), 0)
    OR p.to_pay <> coalesce(sum(l.to_pay), 0)
    OR p.returned <> coalesce(sum(l.returned_amount), 0)
    OR p.amount - p.discount - p.redeemed <> p.to_pay
    OR (p.state = 'returned') <> (sum(CASE WHEN l.returned_quantity < l.quantity THEN 1 ELSE 0 END) = 0);

-- name: verify_returned_lines
SELECT l.purchase, p.member, l.line, l.returned_quantity, l.returned_amount,
       coalesce(r.quantity, 0), coalesce(r.refund, 0)
FROM purchase_lines l
JOIN purchases p ON p.id = l.purchase
LEFT JOIN (
    SELECT h.purchase AS purchase, rl.line AS line, sum(rl.quantity) AS quantity, sum(rl.refund) AS refund
    FROM returns h JOIN return_lines rl ON rl.return_id = h.id
    WHERE h.purchase IS NOT NULL
    GROUP BY h.purchase, rl.line
) r ON r.purchase = l.purchase AND r.line = l.line
WHERE l.returned_quantity <> coalesce(r.quantity, 0) OR l.returned_amount <> coalesce(r.refund, 0);

-- name: verify_stray_lines
SELECT DISTINCT l.purchase FROM purchase_lines l LEFT JOIN purchases p ON p.id = l.purchase WHERE p.id IS NULL
UNION
SELECT d.purchase FROM decisions d LEFT JOIN purchases p ON p.id = d.purchase WHERE p.id IS NULL;

-- name: verify_counts
SELECT (SELECT count(*) FROM owners), (SELECT count(*) FROM purchases),
       (SELECT coalesce(sum(members), 0) FROM writers), (SELECT coalesce(sum(purchases), 0) FROM writers);

-- name: verify_journal
SELECT count(pos), coalesce(max(pos) - min(pos) + 1, 0) FROM journal;

-- name: verify_links
SELECT "table", coalesce(rowid, 0), parent FROM pragma_foreign_key_check;

-- name: verify_pages
SELECT quick_check FROM pragma_quick_check WHERE quick_check <> 'ok';

-- name: verify_sales_days
SELECT 'sales of ' || strftime('%Y-%m-%d', day * 86400, 'unixepoch') || ' at '
           || CASE store WHEN '' THEN 'no store' ELSE store END,
       coalesce(max(expected), 'nothing'), coalesce(max(found), 'nothing')
FROM (
    SELECT day, store, 'sales ' || sales || ', returned ' || returned || ', discount ' || discount
           || ', purchases ' || purchases || ', identified_sales ' || identified_sales
           || ', identified_purchases ' || identified_purchases || ', identified_discount ' || identified_discount
           || ', identified_redeemed ' || identified_redeemed || ', identified_kept ' || identified_kept AS expected, NULL AS found
    FROM sales_days_expected
    WHERE sales <> 0 OR returned <> 0 OR discount <> 0 OR purchases <> 0 OR identified_sales <> 0
       OR identified_purchases <> 0 OR identified_discount <> 0 OR identified_redeemed <> 0 OR identified_kept <> 0
    UNION ALL
    SELECT day, store, NULL, 'sales ' || sales || ', returned ' || returned || ', discount ' || discount
           || ', purchases ' || purchases || ', identified_sales ' || identified_sales
           || ', identified_purchases ' || identified_purchases || ', identified_discount ' || identified_discount
           || ', identified_redeemed ' || identified_redeemed || ', identified_kept ' || identified_kept
    FROM sales_days
    WHERE sales <> 0 OR returned <> 0 OR discount <> 0 OR purchases <> 0 OR identified_sales <> 0
       OR identified_purchases <> 0 OR identified_discount <> 0 OR identified_redeemed <> 0 OR identified_kept <> 0
) AS sides
GROUP BY day, store HAVING max(expected) IS DISTINCT FROM max(found) ORDER BY day, store;

-- name: verify_sales_hours
SELECT 'purchases of ' || strftime('%Y-%m-%d', day * 86400, 'unixepoch') || ' at '
           || CASE store WHEN '' THEN 'no store' ELSE store END || ', hour ' || hour,
       coalesce(max(expected), 'nothing'), coalesce(max(found), 'nothing')
FROM (
    SELECT day, store, hour, purchases || '' AS expected, NULL AS found
    FROM sales_hours_expected WHERE purchases <> 0
    UNION ALL
    SELECT day, store, hour, NULL, purchases || ''
    FROM sales_hours WHERE purchases <> 0
) AS sides
GROUP BY day, store, hour HAVING max(expected) IS DISTINCT FROM max(found) ORDER BY day, store, hour;

-- name: verify_points_hours
SELECT unit || ' moved at ' || strftime('%Y-%m-%dT%H:00Z', hour * 3600, 'unixepoch') || ' at '
           || CASE store WHEN '' THEN 'no store' ELSE store END,
       coalesce(max(expected), 'nothing'), coalesce(max(found), 'nothing')
FROM (
    SELECT hour, store, unit, 'issued ' || issued || ', redeemed ' || redeemed || ', expired '
           || expired AS expected, NULL AS found
    FROM points_hours_expected WHERE issued <> 0 OR redeemed <> 0 OR expired <> 0
    UNION ALL
    SELECT hour, store, unit, NULL, 'issued ' || issued || ', redeemed ' || redeemed || ', expired ' || expired
    FROM points_hours WHERE issued <> 0 OR redeemed <> 0 OR expired <> 0
) AS sides
GROUP BY hour, store, unit HAVING max(expected) IS DISTINCT FROM max(found) ORDER BY hour, store, unit;

-- name: verify_points_left
SELECT unit || CASE hour WHEN 9223372036854775807 THEN ' that never burn' ELSE ' that burn at '
           || strftime('%Y-%m-%dT%H:00Z', hour * 3600, 'unixepoch') END,
       coalesce(max(expected), 'nothing'), coalesce(max(found), 'nothing')
FROM (
    SELECT hour, unit, 'available ' || available || ', pending ' || pending AS expected, NULL AS found
    FROM points_left_expected WHERE available <> 0 OR pending <> 0
    UNION ALL
    SELECT hour, unit, NULL, 'available ' || available || ', pending ' || pending
    FROM points_left WHERE available <> 0 OR pending <> 0
) AS sides
GROUP BY hour, unit HAVING max(expected) IS DISTINCT FROM max(found) ORDER BY hour, unit;

-- name: verify_members_joined
SELECT 'members who joined at ' || strftime('%Y-%m-%dT%H:00Z', hour * 3600, 'unixepoch') || ', home '
           || CASE store WHEN '' THEN 'no store' ELSE store END,
       coalesce(max(expected), 'nothing'), coalesce(max(found), 'nothing')
FROM (
    SELECT hour, store, members || '' AS expected, NULL AS found
    FROM members_joined_expected WHERE members <> 0
    UNION ALL
    SELECT hour, store, NULL, members || ''
    FROM members_joined WHERE members <> 0
) AS sides
GROUP BY hour, store HAVING max(expected) IS DISTINCT FROM max(found) ORDER BY hour, store;

-- name: verify_members_in_tiers
SELECT 'members of ' || scheme || ' at ' || CASE level WHEN '' THEN 'no level' ELSE level END,
       coalesce(max(expected), 'nothing'), coalesce(max(found), 'nothing')
FROM (
    SELECT scheme, level, members || '' AS expected, NULL AS found
    FROM members_in_tiers_expected WHERE members <> 0
    UNION ALL
    SELECT scheme, level, NULL, members || ''
    FROM members_in_tiers WHERE members <> 0
) AS sides
GROUP BY scheme, level HAVING max(expected) IS DISTINCT FROM max(found) ORDER BY scheme, level;

-- name: verify_unit_hours
SELECT 'what became of ' || unit || ' at ' || strftime('%Y-%m-%dT%H:00Z', hour * 3600, 'unixepoch'),
       coalesce(max(expected), 'nothing'), coalesce(max(found), 'nothing')
FROM (
    SELECT hour, unit, 'issued ' || issued || ', redeemed ' || redeemed || ', expired ' || expired || ', gained ' || gained
           || ', given ' || given || ', spent ' || spent || ', burned ' || burned AS expected, NULL AS found
    FROM unit_hours_expected
    WHERE issued <> 0 OR redeemed <> 0 OR expired <> 0 OR gained <> 0 OR given <> 0 OR spent <> 0 OR burned <> 0
    UNION ALL
    SELECT hour, unit, NULL, 'issued ' || issued || ', redeemed ' || redeemed || ', expired ' || expired || ', gained '
           || gained || ', given ' || given || ', spent ' || spent || ', burned ' || burned
    FROM unit_hours
    WHERE issued <> 0 OR redeemed <> 0 OR expired <> 0 OR gained <> 0 OR given <> 0 OR spent <> 0 OR burned <> 0
) AS sides
GROUP BY hour, unit HAVING max(expected) IS DISTINCT FROM max(found) ORDER BY hour, unit;

-- name: verify_level_hours
SELECT 'moves of ' || scheme || ' from ' || CASE from_level WHEN '' THEN 'no level' ELSE from_level END || ' to '
           || CASE to_level WHEN '' THEN 'no level' ELSE to_level END || ' at '
           || strftime('%Y-%m-%dT%H:00Z', hour * 3600, 'unixepoch'),
       coalesce(max(expected), 'nothing'), coalesce(max(found), 'nothing')
FROM (
    SELECT hour, scheme, from_level, to_level, moves || '' AS expected, NULL AS found
    FROM level_hours_expected WHERE moves <> 0
    UNION ALL
    SELECT hour, scheme, from_level, to_level, NULL, moves || ''
    FROM level_hours WHERE moves <> 0
) AS sides
GROUP BY hour, scheme, from_level, to_level HAVING max(expected) IS DISTINCT FROM max(found)
ORDER BY hour, scheme, from_level, to_level;

-- name: verify_coupon_hours
SELECT 'coupons used at ' || strftime('%Y-%m-%dT%H:00Z', hour * 3600, 'unixepoch'),
       coalesce(max(expected), 'nothing'), coalesce(max(found), 'nothing')
FROM (
    SELECT hour, uses || '' AS expected, NULL AS found FROM coupon_hours_expected WHERE uses <> 0
    UNION ALL
    SELECT hour, NULL, uses || '' FROM coupon_hours WHERE uses <> 0
) AS sides
GROUP BY hour HAVING max(expected) IS DISTINCT FROM max(found) ORDER BY hour;
