-- The tables of SQLite's migrations 1 to 9, in PostgreSQL's words: every number a BIGINT, every text compared byte by byte.

-- The first tables.
--
-- Money is in minor units, points in their unit's scale, quantities and prices in ten-thousandths, instants in
-- milliseconds since 1970, ids as their numbers. Tables of one owner are clustered by owner, so that a decision reads
-- few pages. Each index costs the till: none is here without a read that needs it. Lines and decisions have no foreign
-- key, because one author writes them in one transaction with their head, and verify looks for orphans.

CREATE TABLE meta (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

INSERT INTO meta (key, value) VALUES ('instance', replace(gen_random_uuid()::text, '-', '')), ('epoch', '0');

-- One row per process that has written: its last transaction, and what it has added in all.
CREATE TABLE writers (
    id BIGINT PRIMARY KEY,
    batch BIGINT NOT NULL,
    last_id BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    members BIGINT NOT NULL,
    purchases BIGINT NOT NULL
);

-- Numbers of processes, for the ids they make.
CREATE SEQUENCE nodes;

CREATE TABLE owners (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    registered_at BIGINT NOT NULL,
    blocked BIGINT NOT NULL,
    next_lot BIGINT NOT NULL,
    next_debt BIGINT NOT NULL,
    due_at BIGINT,
    check_at BIGINT
);

CREATE INDEX owners_due ON owners (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX owners_check ON owners (check_at) WHERE check_at IS NOT NULL;

-- Lists and maps are JSON; `search` is names, telephone and e-mail in lower case.
CREATE TABLE profiles (
    member BIGINT PRIMARY KEY REFERENCES owners (id),
    first_name TEXT COLLATE "C",
    middle_name TEXT COLLATE "C",
    last_name TEXT COLLATE "C",
    birth_date TEXT COLLATE "C",
    gender TEXT COLLATE "C",
    city TEXT COLLATE "C",
    phone TEXT COLLATE "C",
    email TEXT COLLATE "C",
    language TEXT COLLATE "C",
    store TEXT COLLATE "C",
    tags TEXT COLLATE "C",
    dates TEXT COLLATE "C",
    consents TEXT COLLATE "C",
    attributes TEXT COLLATE "C",
    search TEXT COLLATE "C" NOT NULL
);

CREATE TABLE identifiers (
    kind TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    member BIGINT NOT NULL REFERENCES owners (id),
    PRIMARY KEY (kind, value)
);

CREATE INDEX identifiers_member ON identifiers (member);

-- Birthdays and other yearly dates by day, as month * 100 + day.
CREATE TABLE yearly_dates (
    month_day BIGINT NOT NULL,
    date TEXT COLLATE "C" NOT NULL,
    member BIGINT NOT NULL REFERENCES owners (id),
    PRIMARY KEY (month_day, date, member)
);

CREATE TABLE balances (
    owner BIGINT NOT NULL REFERENCES owners (id),
    unit TEXT COLLATE "C" NOT NULL,
    available BIGINT NOT NULL,
    pending BIGINT NOT NULL,
    debt BIGINT NOT NULL,
    PRIMARY KEY (owner, unit)
);

-- `live` comes before the number, so that the live lots of an old member lie together. The numbers of an owner are
-- unique, live and dead ones together: the writer gives each once, and verify looks.
CREATE TABLE lots (
    owner BIGINT NOT NULL REFERENCES owners (id),
    live BIGINT NOT NULL CHECK (live = (remaining > 0)::int),
    number BIGINT NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    amount BIGINT NOT NULL,
    remaining BIGINT NOT NULL CHECK (remaining >= 0),
    expired BIGINT NOT NULL,
    activates_at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT,
    rule TEXT COLLATE "C" NOT NULL,
    purchase BIGINT,
    PRIMARY KEY (owner, live, number)
);

CREATE TABLE debts (
    owner BIGINT NOT NULL REFERENCES owners (id),
    number BIGINT NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    amount BIGINT NOT NULL,
    remaining BIGINT NOT NULL CHECK (remaining >= 0),
    lot BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (owner, number)
);

-- One row per side of a posting. What its sides share is repeated: a table of its own would cost each posting another
-- page, and sums by account, rule or month another join.
CREATE TABLE entries (
    owner BIGINT NOT NULL REFERENCES owners (id),
    posting BIGINT NOT NULL,
    place BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    cause TEXT COLLATE "C" NOT NULL,
    cause_id BIGINT,
    rule TEXT COLLATE "C",
    effect BIGINT,
    account TEXT COLLATE "C" NOT NULL,
    lot BIGINT,
    points BIGINT NOT NULL,
    PRIMARY KEY (owner, posting, place)
);

-- Quotes that hold points: one per owner and basket. `lots` is JSON.
CREATE TABLE holds (
    quote BIGINT PRIMARY KEY,
    owner BIGINT NOT NULL REFERENCES owners (id),
    basket TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    program TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    lots TEXT COLLATE "C" NOT NULL,
    promise TEXT COLLATE "C" NOT NULL
);

CREATE UNIQUE INDEX holds_basket ON holds (basket, owner);
CREATE INDEX holds_owner ON holds (owner);

CREATE TABLE counters (
    owner BIGINT NOT NULL REFERENCES owners (id),
    key TEXT COLLATE "C" NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (owner, key)
);

CREATE TABLE uses (
    owner BIGINT NOT NULL REFERENCES owners (id),
    rule TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (owner, rule, at)
);

CREATE TABLE tier_states (
    owner BIGINT NOT NULL REFERENCES owners (id),
    scheme TEXT COLLATE "C" NOT NULL,
    level TEXT COLLATE "C",
    since BIGINT NOT NULL,
    until BIGINT,
    PRIMARY KEY (owner, scheme, since)
);

CREATE TABLE segment_members (
    owner BIGINT NOT NULL REFERENCES owners (id),
    segment TEXT COLLATE "C" NOT NULL,
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (owner, segment)
);

-- `state`: sold, returned (everything came back), voided.
CREATE TABLE purchases (
    id BIGINT PRIMARY KEY,
    integration TEXT COLLATE "C",
    external TEXT COLLATE "C",
    member BIGINT REFERENCES owners (id),
    at BIGINT NOT NULL,
    utc_offset BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    store TEXT COLLATE "C",
    till TEXT COLLATE "C",
    cashier TEXT COLLATE "C",
    channel TEXT COLLATE "C",
    program TEXT COLLATE "C",
    version BIGINT,
    amount BIGINT NOT NULL,
    discount BIGINT NOT NULL,
    redeemed BIGINT NOT NULL,
    to_pay BIGINT NOT NULL,
    returned BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    exchange BIGINT
);

CREATE INDEX purchases_member ON purchases (member, at) WHERE member IS NOT NULL;
CREATE UNIQUE INDEX purchases_external ON purchases (integration, external) WHERE external IS NOT NULL;

-- `category` is a JSON list.
CREATE TABLE purchase_lines (
    purchase BIGINT NOT NULL,
    line BIGINT NOT NULL,
    sku TEXT COLLATE "C",
    category TEXT COLLATE "C",
    brand TEXT COLLATE "C",
    quantity BIGINT NOT NULL,
    price BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    to_pay BIGINT NOT NULL,
    returned_quantity BIGINT NOT NULL,
    returned_amount BIGINT NOT NULL,
    PRIMARY KEY (purchase, line)
);

-- What was decided, as JSON: apart from the purchases, so that a member's history stays on few pages.
CREATE TABLE decisions (
    purchase BIGINT PRIMARY KEY,
    decision TEXT COLLATE "C" NOT NULL
);

CREATE TABLE returns (
    id BIGINT PRIMARY KEY,
    integration TEXT COLLATE "C",
    external TEXT COLLATE "C",
    purchase BIGINT REFERENCES purchases (id),
    member BIGINT REFERENCES owners (id),
    at BIGINT NOT NULL,
    utc_offset BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    store TEXT COLLATE "C",
    refund BIGINT NOT NULL,
    decision TEXT COLLATE "C",
    exchange BIGINT
);

CREATE INDEX returns_purchase ON returns (purchase) WHERE purchase IS NOT NULL;
CREATE UNIQUE INDEX returns_external ON returns (integration, external) WHERE external IS NOT NULL;

CREATE TABLE return_lines (
    return_id BIGINT NOT NULL,
    line BIGINT NOT NULL,
    sku TEXT COLLATE "C",
    quantity BIGINT NOT NULL,
    refund BIGINT NOT NULL,
    PRIMARY KEY (return_id, line)
);

-- Callers' ids voided before their purchase came.
CREATE TABLE tombstones (
    integration TEXT COLLATE "C" NOT NULL,
    external TEXT COLLATE "C" NOT NULL,
    posted_at BIGINT NOT NULL,
    PRIMARY KEY (integration, external)
);

-- `properties` is a JSON object.
CREATE TABLE events (
    id BIGINT PRIMARY KEY,
    member BIGINT NOT NULL REFERENCES owners (id),
    kind TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    properties TEXT COLLATE "C"
);

CREATE INDEX events_member ON events (member, at);

-- Identities of calls with the answers to give again.
CREATE TABLE calls (
    scope TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    hash BYTEA NOT NULL,
    status BIGINT NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    posted_at BIGINT NOT NULL,
    keep_until BIGINT
);

CREATE UNIQUE INDEX calls_identity ON calls (scope, key);
CREATE INDEX calls_keep ON calls (keep_until) WHERE keep_until IS NOT NULL;

-- `category` and `flags` are JSON lists.
CREATE TABLE products (
    sku TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C",
    category TEXT COLLATE "C",
    brand TEXT COLLATE "C",
    flags TEXT COLLATE "C",
    price BIGINT,
    min_price BIGINT,
    club_price BIGINT
);

CREATE TABLE stores (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C",
    city TEXT COLLATE "C",
    country TEXT COLLATE "C",
    time_zone TEXT COLLATE "C"
);

CREATE TABLE program_versions (
    program TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    posted_at BIGINT NOT NULL,
    PRIMARY KEY (program, version)
);

CREATE TABLE publications (
    id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    program TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    live_at BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    FOREIGN KEY (program, version) REFERENCES program_versions (program, version)
);

-- `scopes` is a JSON list.
CREATE TABLE api_keys (
    id BIGINT PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    integration TEXT COLLATE "C" NOT NULL,
    scopes TEXT COLLATE "C" NOT NULL,
    hash BYTEA NOT NULL UNIQUE,
    posted_at BIGINT NOT NULL,
    revoked_at BIGINT
);

-- A row waits without a position until it is committed and the sequencer has numbered it: `seq` is the order in which rows
-- were written, which is not the order in which they are committed.
CREATE TABLE journal (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pos BIGINT UNIQUE,
    at BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    owner BIGINT,
    payload TEXT COLLATE "C" NOT NULL
);

CREATE INDEX journal_waiting ON journal (seq) WHERE pos IS NULL;

-- `state`: waiting, done, dead. A leased job is one whose `ready_at` has moved to the end of its lease.
CREATE TABLE jobs (
    id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    lane BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    ready_at BIGINT NOT NULL,
    payload TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    attempts BIGINT NOT NULL,
    reason TEXT COLLATE "C"
);

CREATE UNIQUE INDEX jobs_once ON jobs (kind, key);
CREATE INDEX jobs_waiting ON jobs (lane, ready_at) WHERE state = 'waiting';

-- Staff: who may use the console and the till page, their sessions, and who changed what.

-- `login` and `name` are personal data. `password` is an Argon2 hash in PHC form.
CREATE TABLE staff (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    login TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    store TEXT COLLATE "C",
    language TEXT COLLATE "C" NOT NULL,
    password TEXT COLLATE "C" NOT NULL,
    blocked BIGINT NOT NULL,
    posted_at BIGINT NOT NULL
);

-- `hash` is of the token in the cookie; `seen_at` slides while the session is used.
CREATE TABLE staff_sessions (
    hash BYTEA NOT NULL PRIMARY KEY,
    staff BIGINT NOT NULL REFERENCES staff (id),
    posted_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

CREATE INDEX staff_sessions_staff ON staff_sessions (staff);

-- `by_id` is of staff or of a key, as `by_kind` says. Ids, names of fields and amounts, never names or contacts.
CREATE TABLE audit (
    id BIGINT PRIMARY KEY,
    posted_at BIGINT NOT NULL,
    by_kind TEXT COLLATE "C" NOT NULL,
    by_id BIGINT,
    action TEXT COLLATE "C" NOT NULL,
    target TEXT COLLATE "C",
    fields TEXT COLLATE "C",
    note TEXT COLLATE "C"
);

CREATE INDEX audit_target ON audit (target, id) WHERE target IS NOT NULL;
CREATE INDEX audit_by ON audit (by_id, id) WHERE by_id IS NOT NULL;

-- Figures: what reports add up, kept as sums by the transaction that changes what they add up.
--
-- A view says what each table must hold; the table is filled from it here, and verify compares the two. Days are days
-- since 1970 at the place of the sale, hours of `sales_hours` those of its clock; other hours are hours since 1970 in
-- UTC, which a reader divides into days of its own zone. An empty store is none.

CREATE TABLE sales_days_shares (
    day BIGINT NOT NULL,
    store TEXT COLLATE "C" NOT NULL,
    sales BIGINT NOT NULL,
    returned BIGINT NOT NULL,
    discount BIGINT NOT NULL,
    purchases BIGINT NOT NULL,
    identified_sales BIGINT NOT NULL,
    identified_purchases BIGINT NOT NULL,
    share BIGINT NOT NULL,
    PRIMARY KEY (day, store, share)
);

CREATE TABLE sales_hours_shares (
    day BIGINT NOT NULL,
    store TEXT COLLATE "C" NOT NULL,
    hour BIGINT NOT NULL,
    purchases BIGINT NOT NULL,
    share BIGINT NOT NULL,
    PRIMARY KEY (day, store, hour, share)
);

CREATE TABLE points_hours_shares (
    hour BIGINT NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    store TEXT COLLATE "C" NOT NULL,
    issued BIGINT NOT NULL,
    redeemed BIGINT NOT NULL,
    expired BIGINT NOT NULL,
    share BIGINT NOT NULL,
    PRIMARY KEY (hour, unit, store, share)
);

-- What is left in lots, by the hour it burns; 9223372036854775807: never.
CREATE TABLE points_left_shares (
    hour BIGINT NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    available BIGINT NOT NULL,
    pending BIGINT NOT NULL,
    share BIGINT NOT NULL,
    PRIMARY KEY (hour, unit, share)
);

-- Members by the hour they joined and the home store they have now.
CREATE TABLE members_joined_shares (
    hour BIGINT NOT NULL,
    store TEXT COLLATE "C" NOT NULL,
    members BIGINT NOT NULL,
    share BIGINT NOT NULL,
    PRIMARY KEY (hour, store, share)
);

-- Members by the level in force; an empty level is below the first threshold.
CREATE TABLE members_in_tiers_shares (
    scheme TEXT COLLATE "C" NOT NULL,
    level TEXT COLLATE "C" NOT NULL,
    members BIGINT NOT NULL,
    share BIGINT NOT NULL,
    PRIMARY KEY (scheme, level, share)
);

-- All purchases by time, and who bought in a period, without touching the table.
CREATE INDEX purchases_time ON purchases (at, utc_offset, member, store, state);

-- What the shares add up to.
CREATE VIEW sales_days AS
SELECT day, store, sum(sales)::bigint AS sales, sum(returned)::bigint AS returned, sum(discount)::bigint AS discount, sum(purchases)::bigint AS purchases, sum(identified_sales)::bigint AS identified_sales, sum(identified_purchases)::bigint AS identified_purchases
FROM sales_days_shares GROUP BY day, store;

CREATE VIEW sales_hours AS
SELECT day, store, hour, sum(purchases)::bigint AS purchases
FROM sales_hours_shares GROUP BY day, store, hour;

CREATE VIEW points_hours AS
SELECT hour, unit, store, sum(issued)::bigint AS issued, sum(redeemed)::bigint AS redeemed, sum(expired)::bigint AS expired
FROM points_hours_shares GROUP BY hour, unit, store;

CREATE VIEW points_left AS
SELECT hour, unit, sum(available)::bigint AS available, sum(pending)::bigint AS pending
FROM points_left_shares GROUP BY hour, unit;

CREATE VIEW members_joined AS
SELECT hour, store, sum(members)::bigint AS members
FROM members_joined_shares GROUP BY hour, store;

CREATE VIEW members_in_tiers AS
SELECT scheme, level, sum(members)::bigint AS members
FROM members_in_tiers_shares GROUP BY scheme, level;

-- The few that failed, among all that are done.
CREATE INDEX jobs_dead ON jobs (id) WHERE state = 'dead';

-- Sales that were kept, and money given back without a purchase on the day it was given.
-- How verification writes an hour or a day that counts seconds.
CREATE FUNCTION strftime(form TEXT, seconds BIGINT, kind TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
    SELECT to_char(to_timestamp(seconds) AT TIME ZONE 'UTC',
                   CASE form WHEN '%Y-%m-%d' THEN 'YYYY-MM-DD' ELSE 'YYYY-MM-DD"T"HH24:00"Z"' END)
$$;

CREATE VIEW sales_documents AS
SELECT at + utc_offset * 1000 AS local, coalesce(store, '') AS store, (member IS NOT NULL)::int::bigint AS identified,
       to_pay - returned AS sales, returned, CASE WHEN state = 'sold' THEN discount ELSE 0 END AS discount,
       (state = 'sold')::int::bigint AS purchases
FROM purchases WHERE state <> 'voided'
UNION ALL
SELECT at + utc_offset * 1000, coalesce(store, ''), (member IS NOT NULL)::int::bigint, -refund, refund, 0, 0
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

-- Members by what a person types of them: an index of trigrams over `profiles.search`. The words of a
-- member (names, telephone, e-mail address, identifiers; small letters, `е` for `ё`, of numbers the digits) stand between
-- two spaces on each side, so that a trigram also tells where a word begins and ends.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX members_index ON profiles USING gin (search gin_trgm_ops);

-- The scenario file of each program, as last sent.
CREATE TABLE program_scenarios (
    program TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    text TEXT COLLATE "C" NOT NULL,
    posted_at BIGINT NOT NULL
);

-- Corrections by hand: why, and by whom. The points they moved are entries. `reason` is what somebody typed; `by_id` is of
-- staff or of a key, as `by_kind` says.
CREATE TABLE adjustments (
    id BIGINT PRIMARY KEY,
    member BIGINT NOT NULL REFERENCES owners (id),
    by_kind TEXT COLLATE "C" NOT NULL,
    by_id BIGINT,
    reason TEXT COLLATE "C" NOT NULL
);

ALTER TABLE program_versions ADD COLUMN by_kind TEXT COLLATE "C" NOT NULL DEFAULT 'machine';
ALTER TABLE program_versions ADD COLUMN by_id BIGINT;
ALTER TABLE publications ADD COLUMN by_kind TEXT COLLATE "C" NOT NULL DEFAULT 'machine';
ALTER TABLE publications ADD COLUMN by_id BIGINT;
ALTER TABLE publications ADD COLUMN cancelled_at BIGINT;

-- How a level is held (`earned`, `granted`, `frozen`), and when one earned meanwhile begins.
ALTER TABLE tier_states ADD COLUMN held TEXT COLLATE "C" NOT NULL DEFAULT 'earned';
ALTER TABLE tier_states ADD COLUMN rises_at BIGINT;

-- Purchases in which a till did otherwise than the rules say: to be looked at, until somebody has.
CREATE TABLE discrepancies (
    purchase BIGINT PRIMARY KEY REFERENCES purchases (id),
    reviewed_at BIGINT,
    by_kind TEXT COLLATE "C",
    by_id BIGINT
);

CREATE INDEX discrepancies_open ON discrepancies (purchase) WHERE reviewed_at IS NULL;
