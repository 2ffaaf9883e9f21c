-- Figures: sums kept for reports, and the few questions that sums cannot answer.

-- name: figure_move_day
INSERT INTO sales_days (day, store, sales, returned, discount, purchases, identified_sales, identified_purchases,
    identified_discount, identified_redeemed, identified_kept)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (day, store) DO UPDATE SET
    sales = sales_days.sales + excluded.sales,
    returned = sales_days.returned + excluded.returned,
    discount = sales_days.discount + excluded.discount,
    purchases = sales_days.purchases + excluded.purchases,
    identified_sales = sales_days.identified_sales + excluded.identified_sales,
    identified_purchases = sales_days.identified_purchases + excluded.identified_purchases,
    identified_discount = sales_days.identified_discount + excluded.identified_discount,
    identified_redeemed = sales_days.identified_redeemed + excluded.identified_redeemed,
    identified_kept = sales_days.identified_kept + excluded.identified_kept;

-- name: figure_move_hour
INSERT INTO sales_hours (day, store, hour, purchases) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (day, store, hour) DO UPDATE SET purchases = sales_hours.purchases + excluded.purchases;

-- name: figure_move_points
INSERT INTO points_hours (hour, store, unit, issued, redeemed, expired) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (hour, unit, store) DO UPDATE SET
    issued = points_hours.issued + excluded.issued,
    redeemed = points_hours.redeemed + excluded.redeemed,
    expired = points_hours.expired + excluded.expired;

-- name: figure_move_left
INSERT INTO points_left (hour, unit, available, pending) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (hour, unit) DO UPDATE SET
    available = points_left.available + excluded.available,
    pending = points_left.pending + excluded.pending;

-- name: figure_move_joined
INSERT INTO members_joined (hour, store, members) VALUES (?1, ?2, ?3)
ON CONFLICT (hour, store) DO UPDATE SET members = members_joined.members + excluded.members;

-- name: figure_move_tier
INSERT INTO members_in_tiers (scheme, level, members) VALUES (?1, ?2, ?3)
ON CONFLICT (scheme, level) DO UPDATE SET members = members_in_tiers.members + excluded.members;

-- name: figure_move_unit
INSERT INTO unit_hours (hour, unit, issued, redeemed, expired, gained, given, spent, burned)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (hour, unit) DO UPDATE SET
    issued = unit_hours.issued + excluded.issued,
    redeemed = unit_hours.redeemed + excluded.redeemed,
    expired = unit_hours.expired + excluded.expired,
    gained = unit_hours.gained + excluded.gained,
    given = unit_hours.given + excluded.given,
    spent = unit_hours.spent + excluded.spent,
    burned = unit_hours.burned + excluded.burned;

-- name: figure_move_level
INSERT INTO level_hours (hour, scheme, from_level, to_level, moves)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (hour, scheme, from_level, to_level) DO UPDATE SET moves = level_hours.moves + excluded.moves;

-- name: figure_move_coupon
INSERT INTO coupon_hours (hour, uses)
VALUES (?1, ?2)
ON CONFLICT (hour) DO UPDATE SET uses = coupon_hours.uses + excluded.uses;

-- name: figure_purchase
SELECT at, utc_offset, store, member IS NOT NULL, discount, to_pay, returned, state, redeemed FROM purchases WHERE id = ?1;

-- name: figure_purchase_store
SELECT store FROM purchases WHERE id = ?1;

-- name: figure_return_store
SELECT store FROM returns WHERE id = ?1;

-- name: figure_lot
SELECT unit, remaining, state, expires_at, born_at FROM lots WHERE owner = ?1 AND live IN (0, 1) AND number = ?2;

-- name: figure_levels
SELECT since, coalesce(level, '') FROM tier_states WHERE owner = ?1 AND scheme = ?2 ORDER BY since;

-- When a member used a code for a purchase, if that was not taken back.
-- name: figure_coupon
SELECT u.at FROM coupon_uses u JOIN purchases p ON p.id = u.purchase
WHERE u.code = ?1 AND u.purchase = ?2 AND u.back_at IS NULL AND p.member IS NOT NULL;

-- name: figure_home
SELECT o.registered_at, p.store FROM owners o LEFT JOIN profiles p ON p.member = o.id WHERE o.id = ?1;

-- The levels a member holds.
-- name: figure_held
SELECT scheme, coalesce(level, '') FROM tier_states s
WHERE owner = ?1 AND since = (SELECT max(since) FROM tier_states l WHERE l.owner = s.owner AND l.scheme = s.scheme);

-- An empty store asks for all.
-- name: figure_days
SELECT day, sum(sales), sum(returned), sum(discount), sum(purchases), sum(identified_sales), sum(identified_purchases),
       sum(identified_discount), sum(identified_redeemed), sum(identified_kept)
FROM sales_days WHERE day >= ?1 AND day <= ?2 AND (?3 = '' OR store = ?3)
GROUP BY day ORDER BY day;

-- name: figure_hours
SELECT day, hour, purchases FROM sales_hours WHERE day >= ?1 AND day <= ?2 AND (?3 = '' OR store = ?3);

-- name: figure_points
SELECT hour, unit, sum(issued), sum(redeemed), sum(expired)
FROM points_hours WHERE hour >= ?1 AND hour < ?2 AND (?3 = '' OR store = ?3)
GROUP BY hour, unit ORDER BY hour, unit;

-- name: figure_joined
SELECT hour, sum(members) FROM members_joined
WHERE hour >= ?1 AND hour < ?2 AND (?3 = '' OR store = ?3)
GROUP BY hour ORDER BY hour;

-- name: figure_members
SELECT coalesce(sum(members), 0) FROM members_joined WHERE store = ?1;

-- name: figure_units
SELECT hour, unit, issued, redeemed, expired, gained, given, spent, burned FROM unit_hours ORDER BY hour, unit;

-- name: figure_level_moves
SELECT hour, scheme, from_level, to_level, moves FROM level_hours ORDER BY hour, scheme, from_level, to_level;

-- name: figure_coupons
SELECT hour, uses FROM coupon_hours ORDER BY hour;

-- name: figure_left
SELECT unit, sum(available), sum(pending), sum(CASE WHEN hour < ?1 THEN available + pending ELSE 0 END)
FROM points_left GROUP BY unit ORDER BY unit;

-- name: figure_tiers
SELECT scheme, level, members FROM members_in_tiers WHERE members <> 0 ORDER BY scheme, level;

-- name: figure_buyers
SELECT member, at + utc_offset * 1000 FROM purchases INDEXED BY purchases_time
WHERE at >= ?1 AND at < ?2 AND member IS NOT NULL AND state = 'sold' AND (?3 = '' OR store = ?3);

-- Stores that sold on each of these days and on none of the days after them.
-- name: figure_silent_stores
SELECT store FROM sales_days
WHERE day >= ?1 AND day <= ?3 AND store <> '' AND purchases > 0
GROUP BY store HAVING max(day) <= ?2 AND count(*) = ?2 - ?1 + 1 ORDER BY store;

-- name: figure_unknown_stores
SELECT DISTINCT store FROM sales_days
WHERE day >= ?1 AND day <= ?2 AND store <> '' AND store NOT IN (SELECT id FROM stores) ORDER BY store;

-- name: figure_late_jobs
SELECT count(*) FROM jobs WHERE state = 'waiting' AND lane IN (0, 1, 2, 3) AND ready_at < ?1;

-- name: figure_dead_jobs
SELECT count(*) FROM jobs WHERE state = 'dead';
