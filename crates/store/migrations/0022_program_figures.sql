-- Figures of what the program did: what became of each unit, climbs and falls, uses of coupons, and what offers and points took
-- off the purchases of members. As all figures they are kept by the transaction that changes what they add up, and a
-- view says what each must hold.

-- When a lot was born: when its first posting happened.
ALTER TABLE lots ADD COLUMN born_at INTEGER NOT NULL DEFAULT 0;
UPDATE lots SET born_at = coalesce(
    (SELECT e.at FROM entries e WHERE e.owner = lots.owner AND e.lot = lots.number ORDER BY e.posting, e.place LIMIT 1),
    activates_at);

-- Of kept purchases of members: discounts, paid by points, paid by money and kept.
ALTER TABLE sales_days ADD COLUMN identified_discount INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sales_days ADD COLUMN identified_redeemed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sales_days ADD COLUMN identified_kept INTEGER NOT NULL DEFAULT 0;

DROP VIEW sales_days_expected;
DROP VIEW sales_documents;

CREATE VIEW sales_documents AS
SELECT at + utc_offset * 1000 AS local, coalesce(store, '') AS store, member IS NOT NULL AS identified,
       to_pay - returned AS sales, returned, CASE WHEN state = 'sold' THEN discount ELSE 0 END AS discount,
       state = 'sold' AS purchases, CASE WHEN state = 'sold' THEN redeemed ELSE 0 END AS redeemed,
       CASE WHEN state = 'sold' THEN to_pay - returned ELSE 0 END AS kept
FROM purchases WHERE state <> 'voided'
UNION ALL
SELECT at + utc_offset * 1000, coalesce(store, ''), member IS NOT NULL, -refund, refund, 0, 0, 0, 0
FROM returns WHERE purchase IS NULL;

CREATE VIEW sales_days_expected AS
SELECT (local - ((local % 86400000) + 86400000) % 86400000) / 86400000 AS day, store, sum(sales) AS sales,
       sum(returned) AS returned, sum(discount) AS discount, sum(purchases) AS purchases,
       sum(sales * identified) AS identified_sales, sum(purchases * identified) AS identified_purchases,
       sum(discount * identified) AS identified_discount, sum(redeemed * identified) AS identified_redeemed,
       sum(kept * identified) AS identified_kept
FROM sales_documents GROUP BY 1, 2;

-- What became of a unit: issued, redeemed, expired and gained by lots in the hour; given, spent and burned by now of the
-- lots born in it.
CREATE TABLE unit_hours (
    hour INTEGER NOT NULL,
    unit TEXT NOT NULL,
    issued INTEGER NOT NULL,
    redeemed INTEGER NOT NULL,
    expired INTEGER NOT NULL,
    gained INTEGER NOT NULL,
    given INTEGER NOT NULL,
    spent INTEGER NOT NULL,
    burned INTEGER NOT NULL,
    PRIMARY KEY (hour, unit)
) STRICT, WITHOUT ROWID;

-- Changes of level; an empty level is below the first threshold, and before the first one.
CREATE TABLE level_hours (
    hour INTEGER NOT NULL,
    scheme TEXT NOT NULL,
    from_level TEXT NOT NULL,
    to_level TEXT NOT NULL,
    moves INTEGER NOT NULL,
    PRIMARY KEY (hour, scheme, from_level, to_level)
) STRICT, WITHOUT ROWID;

-- Uses of coupons by members that were not taken back.
CREATE TABLE coupon_hours (
    hour INTEGER NOT NULL,
    uses INTEGER NOT NULL,
    PRIMARY KEY (hour)
) STRICT, WITHOUT ROWID;

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

DELETE FROM sales_days;
INSERT INTO sales_days SELECT * FROM sales_days_expected;
INSERT INTO unit_hours SELECT * FROM unit_hours_expected;
INSERT INTO level_hours SELECT * FROM level_hours_expected;
INSERT INTO coupon_hours SELECT * FROM coupon_hours_expected;
