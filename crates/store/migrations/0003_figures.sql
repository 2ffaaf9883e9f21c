-- Figures: what reports add up, kept as sums by the transaction that changes what they add up.
--
-- A view says what each table must hold; the table is filled from it here, and verify compares the two. Days are days
-- since 1970 at the place of the sale, hours of `sales_hours` those of its clock; other hours are hours since 1970 in
-- UTC, which a reader divides into days of its own zone. An empty store is none.

CREATE TABLE sales_days (
    day INTEGER NOT NULL,
    store TEXT NOT NULL,
    sales INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    discount INTEGER NOT NULL,
    purchases INTEGER NOT NULL,
    identified_sales INTEGER NOT NULL,
    identified_purchases INTEGER NOT NULL,
    PRIMARY KEY (day, store)
) STRICT, WITHOUT ROWID;

CREATE TABLE sales_hours (
    day INTEGER NOT NULL,
    store TEXT NOT NULL,
    hour INTEGER NOT NULL,
    purchases INTEGER NOT NULL,
    PRIMARY KEY (day, store, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE points_hours (
    hour INTEGER NOT NULL,
    unit TEXT NOT NULL,
    store TEXT NOT NULL,
    issued INTEGER NOT NULL,
    redeemed INTEGER NOT NULL,
    expired INTEGER NOT NULL,
    PRIMARY KEY (hour, unit, store)
) STRICT, WITHOUT ROWID;

-- What is left in lots, by the hour it burns; 9223372036854775807: never.
CREATE TABLE points_left (
    hour INTEGER NOT NULL,
    unit TEXT NOT NULL,
    available INTEGER NOT NULL,
    pending INTEGER NOT NULL,
    PRIMARY KEY (hour, unit)
) STRICT, WITHOUT ROWID;

-- Members by the hour they joined and the home store they have now.
CREATE TABLE members_joined (
    hour INTEGER NOT NULL,
    store TEXT NOT NULL,
    members INTEGER NOT NULL,
    PRIMARY KEY (hour, store)
) STRICT, WITHOUT ROWID;

-- Members by the level in force; an empty level is below the first threshold.
CREATE TABLE members_in_tiers (
    scheme TEXT NOT NULL,
    level TEXT NOT NULL,
    members INTEGER NOT NULL,
    PRIMARY KEY (scheme, level)
) STRICT, WITHOUT ROWID;

-- All purchases by time, and who bought in a period, without touching the table.
CREATE INDEX purchases_time ON purchases (at, utc_offset, member, store, state);

-- The few that failed, among all that are done.
CREATE INDEX jobs_dead ON jobs (id) WHERE state = 'dead';

-- Sales that were kept, and money given back without a purchase on the day it was given.
CREATE VIEW sales_documents AS
SELECT at + utc_offset * 1000 AS local, coalesce(store, '') AS store, member IS NOT NULL AS identified,
       to_pay - returned AS sales, returned, CASE WHEN state = 'sold' THEN discount ELSE 0 END AS discount,
       state = 'sold' AS purchases
FROM purchases WHERE state <> 'voided'
UNION ALL
SELECT at + utc_offset * 1000, coalesce(store, ''), member IS NOT NULL, -refund, refund, 0, 0
FROM returns WHERE purchase IS NULL;

-- Rounded down also before 1970, where division rounds up.
CREATE VIEW sales_days_expected AS
SELECT (local - ((local % 86400000) + 86400000) % 86400000) / 86400000 AS day, store, sum(sales) AS sales,
       sum(returned) AS returned, sum(discount) AS discount, sum(purchases) AS purchases,
       sum(sales * identified) AS identified_sales, sum(purchases * identified) AS identified_purchases
FROM sales_documents GROUP BY 1, 2;

CREATE VIEW sales_hours_expected AS
SELECT (local - ((local % 86400000) + 86400000) % 86400000) / 86400000 AS day, store,
       (((local % 86400000) + 86400000) % 86400000) / 3600000 AS hour, sum(purchases) AS purchases
FROM sales_documents WHERE purchases > 0 GROUP BY 1, 2, 3;

CREATE VIEW points_hours_expected AS
SELECT (e.at - ((e.at % 3600000) + 3600000) % 3600000) / 3600000 AS hour, e.unit AS unit,
       coalesce(p.store, r.store, '') AS store,
       -sum(CASE WHEN e.account IN ('issued', 'reversed') THEN e.points ELSE 0 END) AS issued,
       sum(CASE WHEN e.account = 'redeemed' THEN e.points ELSE 0 END) AS redeemed,
       sum(CASE WHEN e.account = 'expired' THEN e.points ELSE 0 END) AS expired
FROM entries e
LEFT JOIN purchases p ON e.cause IN ('purchase', 'void') AND p.id = e.cause_id
LEFT JOIN returns r ON e.cause = 'return' AND r.id = e.cause_id
WHERE e.account IN ('issued', 'reversed', 'redeemed', 'expired')
GROUP BY 1, 2, 3;

CREATE VIEW points_left_expected AS
SELECT CASE WHEN expires_at IS NULL THEN 9223372036854775807
            ELSE (expires_at - ((expires_at % 3600000) + 3600000) % 3600000) / 3600000 END AS hour,
       unit,
       sum(CASE WHEN state = 'pending' THEN 0 ELSE remaining END) AS available,
       sum(CASE WHEN state = 'pending' THEN remaining ELSE 0 END) AS pending
FROM lots WHERE live = 1 GROUP BY 1, 2;

CREATE VIEW members_joined_expected AS
SELECT (o.registered_at - ((o.registered_at % 3600000) + 3600000) % 3600000) / 3600000 AS hour,
       coalesce(p.store, '') AS store, count(*) AS members
FROM owners o LEFT JOIN profiles p ON p.member = o.id GROUP BY 1, 2;

CREATE VIEW members_in_tiers_expected AS
SELECT scheme, coalesce(level, '') AS level, count(*) AS members
FROM tier_states s
WHERE since = (SELECT max(since) FROM tier_states l WHERE l.owner = s.owner AND l.scheme = s.scheme)
GROUP BY 1, 2;

INSERT INTO sales_days SELECT * FROM sales_days_expected;
INSERT INTO sales_hours SELECT * FROM sales_hours_expected;
INSERT INTO points_hours SELECT * FROM points_hours_expected;
INSERT INTO points_left SELECT * FROM points_left_expected;
INSERT INTO members_joined SELECT * FROM members_joined_expected;
INSERT INTO members_in_tiers SELECT * FROM members_in_tiers_expected;
