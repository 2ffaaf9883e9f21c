-- Everything of members that analytics keep: tables read side by side along a range of members, after its first and up to
-- its last.

-- Whoever is another's or erased is no member.
-- name: past_members
SELECT o.id, o.registered_at, o.blocked,
       p.first_name, p.middle_name, p.last_name, p.birth_date, p.gender, p.city, p.phone, p.email, p.language,
       p.store, p.tags, p.dates, p.consents, p.attributes
FROM owners o LEFT JOIN profiles p ON p.member = o.id
WHERE o.id > ?1 AND o.id <= ?2 AND o.merged_into IS NULL AND o.erased_at IS NULL ORDER BY o.id LIMIT ?3;

-- What members are called, whoever is called anything.
-- name: past_names
SELECT member, first_name, last_name FROM profiles
WHERE member > ?1 AND (first_name IS NOT NULL OR last_name IS NOT NULL) ORDER BY member LIMIT ?2;

-- name: past_purchases
SELECT member, id, at, store, channel, to_pay - returned, returned, till, utc_offset
FROM purchases INDEXED BY purchases_member
WHERE member > ?1 AND member <= ?2 AND state = 'sold' ORDER BY member, at, id;

-- Those of one member.
-- name: past_purchases_of
SELECT member, id, at, store, channel, to_pay - returned, returned, till, utc_offset
FROM purchases WHERE member = ?1 AND state = 'sold' ORDER BY at, id;

-- The lines kept of the same purchases, in their order.
-- name: past_lines
SELECT p.member, p.id, l.sku, l.category, l.brand, l.quantity - l.returned_quantity, l.to_pay - l.returned_amount
FROM purchases p INDEXED BY purchases_member CROSS JOIN purchase_lines l ON l.purchase = p.id
WHERE p.member > ?1 AND p.member <= ?2 AND p.state = 'sold' AND l.quantity > l.returned_quantity
ORDER BY p.member, p.at, p.id, l.line;

-- Those of one of them.
-- name: past_lines_of
SELECT sku, category, brand, quantity - returned_quantity, to_pay - returned_amount
FROM purchase_lines WHERE purchase = ?1 AND quantity > returned_quantity ORDER BY line;

-- name: past_lots
SELECT owner, number, unit, amount, remaining, expired, activates_at, state, expires_at, rule, purchase, issuer,
    issue_points, issue_money
FROM lots WHERE owner > ?1 AND owner <= ?2 AND live = 1 ORDER BY owner, live, number;

-- name: past_debts
SELECT owner, number, unit, amount, remaining, lot, at
FROM debts WHERE owner > ?1 AND owner <= ?2 AND remaining > 0 ORDER BY owner, number;

-- Few live at a time.
-- name: past_holds
SELECT owner, quote, basket, expires_at, lots FROM holds WHERE owner > ?1 AND owner <= ?2 ORDER BY owner, quote;

-- name: past_tiers
SELECT owner, scheme, level, since, until, held, rises_at
FROM tier_states WHERE owner > ?1 AND owner <= ?2 ORDER BY owner, scheme, since;

-- name: past_events
SELECT member, kind, at, properties FROM events WHERE member > ?1 AND member <= ?2 ORDER BY member, at, id;

-- Who has a purchase among those of these ids.
-- name: past_buyers
SELECT DISTINCT member FROM purchases NOT INDEXED WHERE id BETWEEN ?1 AND ?2 AND member IS NOT NULL;

-- name: past_stamps
SELECT member, as_of, recency, frequency, money, cell, stage, alive, value, top, model,
    purchases_hundredths, next_purchase_day
FROM stamps WHERE member > ?1 AND member <= ?2 ORDER BY member;
