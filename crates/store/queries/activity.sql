-- What members did and what became of them, member by member: what the reports of the program are made of.

-- name: activity_joined
SELECT id, registered_at FROM owners ORDER BY id;

-- name: activity_joined_of
SELECT id, registered_at FROM owners WHERE id = ?1;

-- Whose purchases were kept, with what rules took off, what points paid and what money did.
-- name: activity_spent
SELECT member, at + utc_offset * 1000, discount, redeemed, to_pay - returned
FROM purchases WHERE member IS NOT NULL AND state = 'sold' ORDER BY member, at, id;

-- The same of one member.
-- name: activity_spent_of
SELECT member, at + utc_offset * 1000, discount, redeemed, to_pay - returned
FROM purchases WHERE member = ?1 AND state = 'sold' ORDER BY at, id;

-- name: activity_told
SELECT member, at FROM events ORDER BY member, at;

-- name: activity_told_of
SELECT member, at FROM events WHERE member = ?1 ORDER BY at;

-- Events of a type, with what was said in them.
-- name: activity_events
SELECT member, kind, at, properties FROM events WHERE kind = ?1 ORDER BY member, at, id;

-- Uses of coupons that were not taken back.
-- name: activity_coupons
SELECT p.member, u.at FROM coupon_uses u JOIN purchases p ON p.id = u.purchase
WHERE u.back_at IS NULL AND p.member IS NOT NULL;

-- name: activity_levels
SELECT owner, scheme, coalesce(level, ''), since FROM tier_states ORDER BY owner, scheme, since;

-- name: activity_levels_of
SELECT owner, scheme, coalesce(level, ''), since FROM tier_states WHERE owner = ?1 ORDER BY scheme, since;

-- Every side of every posting, in the order of posting.
-- name: activity_entries
SELECT owner, at, unit, kind, account, lot, points FROM entries ORDER BY owner, posting, place;

-- The same of one member.
-- name: activity_entries_of
SELECT owner, at, unit, kind, account, lot, points FROM entries WHERE owner = ?1 ORDER BY posting, place;
