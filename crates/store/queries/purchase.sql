-- Purchases: heads, lines, decisions; callers' ids voided before their purchase came.

-- name: purchase_insert
INSERT INTO purchases (id, integration, external, member, at, utc_offset, posted_at, store, till, cashier, channel,
                       program, version, amount, discount, redeemed, to_pay, returned, state, exchange)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, 0, 'sold', ?18);

-- name: purchase_insert_line
INSERT INTO purchase_lines (purchase, line, sku, category, brand, quantity, price, amount, to_pay,
                            returned_quantity, returned_amount)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0);

-- name: purchase_insert_decision
INSERT INTO decisions (purchase, decision) VALUES (?1, ?2);

-- name: purchase_by_external
SELECT id FROM purchases WHERE integration = ?1 AND external = ?2;

-- name: purchase_guard
SELECT state, (SELECT count(*) FROM returns WHERE purchase = ?1) FROM purchases WHERE id = ?1;

-- name: purchase_void
UPDATE purchases SET state = 'voided' WHERE id = ?1 AND state = 'sold';

-- name: purchase_return_line
UPDATE purchase_lines SET returned_quantity = returned_quantity + ?3, returned_amount = returned_amount + ?4
WHERE purchase = ?1 AND line = ?2 AND returned_quantity + ?3 <= quantity;

-- name: purchase_return
UPDATE purchases SET
    returned = returned + ?2,
    state = CASE WHEN EXISTS (
        SELECT 1 FROM purchase_lines WHERE purchase = ?1 AND returned_quantity < quantity
    ) THEN state ELSE 'returned' END
WHERE id = ?1 AND state = 'sold';

-- name: purchase_load
SELECT id, integration, external, member, at, utc_offset, posted_at, store, till, cashier, channel, program, version,
       amount, discount, redeemed, to_pay, state, exchange,
       (SELECT decision FROM decisions WHERE purchase = ?1), origin
FROM purchases WHERE id = ?1;

-- name: purchase_lines
SELECT line, sku, category, brand, quantity, price, amount, to_pay, returned_quantity, returned_amount
FROM purchase_lines WHERE purchase = ?1 ORDER BY line;

-- name: purchase_list
SELECT id, integration, external, at, utc_offset, store, channel, amount, discount, redeemed, to_pay, returned, state
FROM purchases
WHERE member = ?1 AND (at, id) < (?2, ?3)
ORDER BY at DESC, id DESC LIMIT ?4;

-- Everyone's, latest first. What is empty narrows nothing.
-- name: purchase_search
SELECT p.id, p.integration, p.external, p.at, p.utc_offset, p.store, p.channel, p.amount, p.discount, p.redeemed,
       p.to_pay, p.returned, p.state, p.member, f.first_name, f.last_name, p.till, p.cashier
FROM purchases p INDEXED BY purchases_time LEFT JOIN profiles f ON f.member = p.member
WHERE p.at <= ?1 AND (p.at < ?1 OR p.id < ?2) AND p.at >= ?3
  AND p.at + p.utc_offset * 1000 >= ?4 AND p.at + p.utc_offset * 1000 < ?5
  AND (?6 = '' OR p.store = ?6)
  AND (?7 IS NULL OR (p.member IS NOT NULL) = ?7)
  AND (?8 = '' OR ?8 = CASE WHEN p.state <> 'sold' THEN p.state
                            WHEN p.returned > 0 THEN 'partly_returned'
                            ELSE 'posted' END)
  AND (?9 = '' OR p.external = ?9)
ORDER BY p.at DESC, p.id DESC LIMIT ?10;

-- The same for one id of a caller's, with each integration that has ever sent one.
-- name: purchase_search_external
WITH RECURSIVE senders (integration) AS (
    SELECT min(integration) FROM purchases WHERE external IS NOT NULL
    UNION ALL
    SELECT (SELECT min(integration) FROM purchases WHERE external IS NOT NULL AND integration > s.integration)
    FROM senders s WHERE s.integration IS NOT NULL
)
SELECT p.id, p.integration, p.external, p.at, p.utc_offset, p.store, p.channel, p.amount, p.discount, p.redeemed,
       p.to_pay, p.returned, p.state, p.member, f.first_name, f.last_name, p.till, p.cashier
FROM senders s
CROSS JOIN purchases p ON p.integration = s.integration AND p.external = ?9
LEFT JOIN profiles f ON f.member = p.member
WHERE p.at <= ?1 AND (p.at < ?1 OR p.id < ?2) AND p.at >= ?3
  AND p.at + p.utc_offset * 1000 >= ?4 AND p.at + p.utc_offset * 1000 < ?5
  AND (?6 = '' OR p.store = ?6)
  AND (?7 IS NULL OR (p.member IS NOT NULL) = ?7)
  AND (?8 = '' OR ?8 = CASE WHEN p.state <> 'sold' THEN p.state
                            WHEN p.returned > 0 THEN 'partly_returned'
                            ELSE 'posted' END)
  AND (?9 = '' OR p.external = ?9)
ORDER BY p.at DESC, p.id DESC LIMIT ?10;

-- name: purchase_history
SELECT id, at, store, channel, to_pay - returned
FROM purchases
WHERE member = ?1 AND at >= ?2 AND at <= ?3 AND state = 'sold'
ORDER BY at, id;

-- name: purchase_kept_lines
SELECT sku, category, brand, quantity - returned_quantity, to_pay - returned_amount
FROM purchase_lines WHERE purchase = ?1 AND quantity > returned_quantity ORDER BY line;

-- name: purchase_sums
SELECT count(*), coalesce(sum(to_pay - returned), 0), max(at) FROM purchases WHERE member = ?1 AND state = 'sold';

-- name: purchase_last
SELECT at FROM purchases WHERE member = ?1 AND at <= ?2 AND state = 'sold' ORDER BY at DESC LIMIT 1;

-- name: tombstone_insert
INSERT INTO tombstones (integration, external, posted_at) VALUES (?1, ?2, ?3)
ON CONFLICT (integration, external) DO NOTHING;

-- name: tombstone_get
SELECT 1 FROM tombstones WHERE integration = ?1 AND external = ?2;
