-- What purchases have written, as the parameters of the statements that wrote it. For the yardstick of `bench till`.

-- name: bare_end
SELECT (SELECT coalesce(max(pos), 0) FROM journal), (SELECT coalesce(sum(batch), 0) FROM writers);

-- Whether COMMIT waits for the disk; here the connection is opened so.
-- name: bare_durable
SELECT 1;

-- name: bare_posted
SELECT pos, at, posted_at, kind, owner, payload FROM journal WHERE pos > ?1 AND kind = 'purchase.posted'
ORDER BY pos LIMIT ?2;

-- name: bare_call
SELECT c.scope, c.key, c.hash, c.status, c.body, c.posted_at, c.keep_until
FROM purchases p JOIN calls c ON c.scope = 'purchase/' || p.integration AND c.key = p.external
WHERE p.id = ?1;

-- name: bare_purchase
SELECT id, integration, external, member, at, utc_offset, posted_at, store, till, cashier, channel, program, version,
       amount, discount, redeemed, to_pay, exchange
FROM purchases WHERE id = ?1;

-- name: bare_line
SELECT purchase, line, sku, category, brand, quantity, price, amount, to_pay FROM purchase_lines WHERE purchase = ?1;

-- name: bare_decision
SELECT purchase, decision FROM decisions WHERE purchase = ?1;

-- name: bare_owner
SELECT o.id, o.next_lot, o.next_debt, o.due_at, o.check_at
FROM purchases p JOIN owners o ON o.id = p.member
WHERE p.id = ?1;

-- The same as the store does it, but for the version, which was another one then.
-- name: bare_move_owner
UPDATE owners SET version = version + 1, next_lot = ?2, next_debt = ?3, due_at = ?4, check_at = ?5 WHERE id = ?1;

-- name: bare_entry
SELECT e.owner, e.posting, e.place, e.kind, e.unit, e.at, e.posted_at, e.cause, e.cause_id, e.rule, e.effect, e.account,
       e.lot, e.points
FROM purchases p JOIN entries e ON e.owner = p.member AND e.cause = 'purchase' AND e.cause_id = p.id
WHERE p.id = ?1;

-- name: bare_balance
SELECT e.owner, e.unit, sum(CASE e.account WHEN 'available' THEN e.points ELSE 0 END),
       sum(CASE e.account WHEN 'pending' THEN e.points ELSE 0 END), 0
FROM purchases p JOIN entries e ON e.owner = p.member AND e.cause = 'purchase' AND e.cause_id = p.id
WHERE p.id = ?1 GROUP BY e.owner, e.unit;

-- name: bare_lot
SELECT l.owner, l.number, l.unit, l.amount, l.amount, 0, l.activates_at, l.state, l.expires_at, l.rule, l.purchase,
       l.born_at, l.issuer, l.issue_points, l.issue_money
FROM purchases p JOIN lots l ON l.owner = p.member AND l.purchase = p.id
WHERE p.id = ?1;

-- name: bare_lot_used
SELECT DISTINCT l.owner, l.number, l.remaining, l.expired, l.activates_at, l.state, l.expires_at
FROM purchases p
JOIN entries e ON e.owner = p.member AND e.cause = 'purchase' AND e.cause_id = p.id
JOIN lots l ON l.owner = e.owner AND l.live IN (0, 1) AND l.number = e.lot AND l.purchase IS DISTINCT FROM p.id
WHERE p.id = ?1;
