-- Purchases of all members, one member after another: what reports are made of.

-- name: history_purchases
SELECT member, at + utc_offset * 1000, to_pay - returned
FROM purchases
WHERE member IS NOT NULL AND state = 'sold'
ORDER BY member, at, id;

-- name: history_returned
SELECT member, at + utc_offset * 1000, returned
FROM purchases
WHERE member IS NOT NULL AND state IN ('sold', 'returned') AND returned > 0
ORDER BY member, at, id;

-- name: history_lines
SELECT p.member, p.at + p.utc_offset * 1000, l.sku, l.to_pay - l.returned_amount
FROM purchases p JOIN purchase_lines l ON l.purchase = p.id
WHERE p.member IS NOT NULL AND p.state = 'sold' AND l.sku IS NOT NULL AND l.quantity > l.returned_quantity
ORDER BY p.member, p.at, p.id, l.line;

-- name: history_external_ids
SELECT member, min(value) FROM identifiers WHERE kind = 'external_id' GROUP BY member ORDER BY member;
