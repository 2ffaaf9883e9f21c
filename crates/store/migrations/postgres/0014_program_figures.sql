-- Figures of what the program did: what became of each unit, climbs and falls, uses of coupons, and what offers and points took
-- off the purchases of members. As all figures they are kept by the transaction that changes what they add up, and a
-- view says what each must hold.

-- When a lot was born: when its first posting happened.
ALTER TABLE lots ADD COLUMN born_at BIGINT NOT NULL DEFAULT 0;
UPDATE lots SET born_at = coalesce(
    (SELECT e.at FROM entries e WHERE e.owner = lots.owner AND e.lot = lots.number ORDER BY e.posting, e.place LIMIT 1),
    activates_at);

-- Of kept purchases of members: discounts, paid by points, paid by money and kept.
ALTER TABLE sales_days_shares ADD COLUMN identified_discount BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sales_days_shares ADD COLUMN identified_redeemed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sales_days_shares ADD COLUMN identified_kept BIGINT NOT NULL DEFAULT 0;

CREATE OR REPLACE VIEW sales_days AS
SELECT day, store, sum(sales)::bigint AS sales, sum(returned)::bigint AS returned, sum(discount)::bigint AS discount, sum(purchases)::bigint AS purchases, sum(identified_sales)::bigint AS identified_sales, sum(identified_purchases)::bigint AS identified_purchases, sum(identified_discount)::bigint AS identified_discount, sum(identified_redeemed)::bigint AS identified_redeemed, sum(identified_kept)::bigint AS identified_kept
FROM sales_days_shares GROUP BY day, store;

CREATE OR REPLACE VIEW sales_documents AS
SELECT at + utc_offset * 1000 AS local, coalesce(store, '') AS store, (member IS NOT NULL)::int::bigint AS identified,
       to_pay - returned AS sales, returned, CASE WHEN state = 'sold' THEN discount ELSE 0 END AS discount,
       (state = 'sold')::int::bigint AS purchases, CASE WHEN state = 'sold' THEN redeemed ELSE 0 END AS redeemed,
       CASE WHEN state = 'sold' THEN to_pay - returned ELSE 0 END AS kept
FROM purchases WHERE state <> 'voided'
UNION ALL
SELECT at + utc_offset * 1000, coalesce(store, ''), (member IS NOT NULL)::int::bigint, -refund, refund, 0, 0, 0, 0
FROM returns WHERE purchase IS NULL;

CREATE OR REPLACE VIEW sales_days_expected AS
SELECT (local - ((local % 86400000) + 86400000) % 86400000) / 86400000 AS day, store, sum(sales) AS sales,
       sum(returned) AS returned, sum(discount) AS discount, sum(purchases) AS purchases,
       sum(sales * identified) AS identified_sales, sum(purchases * identified) AS identified_purchases,
       sum(discount * identified) AS identified_discount, sum(redeemed * identified) AS identified_redeemed,
       sum(kept * identified) AS identified_kept
FROM sales_documents GROUP BY 1, 2;

-- What became of a unit: issued, redeemed, expired and gained by lots in the hour; given, spent and burned by now of the
-- lots born in it.
CREATE TABLE unit_hours_shares (
    hour BIGINT NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    issued BIGINT NOT NULL,
    redeemed BIGINT NOT NULL,
    expired BIGINT NOT NULL,
    gained BIGINT NOT NULL,
    given BIGINT NOT NULL,
    spent BIGINT NOT NULL,
    burned BIGINT NOT NULL,
    share BIGINT NOT NULL,
    PRIMARY KEY (hour, unit, share)
);

CREATE VIEW unit_hours AS
SELECT hour, unit, sum(issued)::bigint AS issued, sum(redeemed)::bigint AS redeemed, sum(expired)::bigint AS expired, sum(gained)::bigint AS gained, sum(given)::bigint AS given, sum(spent)::bigint AS spent, sum(burned)::bigint AS burned
FROM unit_hours_shares GROUP BY hour, unit;

-- Changes of level; an empty level is below the first threshold, and before the first one.
CREATE TABLE level_hours_shares (
    hour BIGINT NOT NULL,
    scheme TEXT COLLATE "C" NOT NULL,
    from_level TEXT COLLATE "C" NOT NULL,
    to_level TEXT COLLATE "C" NOT NULL,
    moves BIGINT NOT NULL,
    share BIGINT NOT NULL,
    PRIMARY KEY (hour, scheme, from_level, to_level, share)
);

CREATE VIEW level_hours AS
SELECT hour, scheme, from_level, to_level, sum(moves)::bigint AS moves
FROM level_hours_shares GROUP BY hour, scheme, from_level, to_level;

-- Uses of coupons by members that were not taken back.
CREATE TABLE coupon_hours_shares (
    hour BIGINT NOT NULL,
    uses BIGINT NOT NULL,
    share BIGINT NOT NULL,
    PRIMARY KEY (hour, share)
);

CREATE VIEW coupon_hours AS
SELECT hour, sum(uses)::bigint AS uses
FROM coupon_hours_shares GROUP BY hour;

CREATE VIEW unit_hours_expected AS
SELECT (at - ((at % 3600000) + 3600000) % 3600000) / 3600000 AS hour, unit,
       sum(issued) AS issued, sum(redeemed) AS redeemed, sum(expired) AS expired, sum(gained) AS gained,
       sum(given) AS given, sum(spent) AS spent, sum(burned) AS burned
FROM (
    SELECT at, unit,
           CASE WHEN account IN ('issued', 'reversed') THEN -points ELSE 0 END AS issued,
           CASE WHEN account = 'redeemed' THEN points ELSE 0 END AS redeemed,
           CASE WHEN account = 'expired' THEN points ELSE 0 END AS expired,
           CASE WHEN account IN ('available', 'pending') AND lot IS NOT NULL THEN points ELSE 0 END AS gained,
           0 AS given, 0 AS spent, 0 AS burned
    FROM entries
    UNION ALL
    SELECT l.born_at, e.unit, 0, 0, 0, 0,
           CASE WHEN e.kind IN ('earn', 'opening', 'adjust', 'reverse') THEN e.points ELSE 0 END,
           CASE WHEN e.kind IN ('redeem', 'restore') THEN -e.points ELSE 0 END,
           CASE WHEN e.kind = 'expire' THEN -e.points ELSE 0 END
    FROM entries e JOIN lots l ON l.owner = e.owner AND l.live IN (0, 1) AND l.number = e.lot
) AS sides
GROUP BY 1, 2;

CREATE VIEW level_hours_expected AS
SELECT (since - ((since % 3600000) + 3600000) % 3600000) / 3600000 AS hour, scheme, from_level, to_level, count(*) AS moves
FROM (
    SELECT scheme, since, coalesce(level, '') AS to_level,
           coalesce(lag(level) OVER (PARTITION BY owner, scheme ORDER BY since), '') AS from_level
    FROM tier_states
) AS steps
WHERE from_level <> to_level GROUP BY 1, 2, 3, 4;

CREATE VIEW coupon_hours_expected AS
SELECT (u.at - ((u.at % 3600000) + 3600000) % 3600000) / 3600000 AS hour, count(*) AS uses
FROM coupon_uses u JOIN purchases p ON p.id = u.purchase
WHERE u.back_at IS NULL AND p.member IS NOT NULL GROUP BY 1;

DELETE FROM sales_days_shares;
INSERT INTO sales_days_shares (day, store, sales, returned, discount, purchases, identified_sales, identified_purchases, identified_discount, identified_redeemed, identified_kept, share)
SELECT *, 0 FROM sales_days_expected;
INSERT INTO unit_hours_shares SELECT *, 0 FROM unit_hours_expected;
INSERT INTO level_hours_shares SELECT *, 0 FROM level_hours_expected;
INSERT INTO coupon_hours_shares SELECT *, 0 FROM coupon_hours_expected;
