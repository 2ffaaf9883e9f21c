-- The first tables.
--
-- Money is in minor units, points in their unit's scale, quantities and prices in ten-thousandths, instants in
-- milliseconds since 1970, ids as their numbers. Tables of one owner are clustered by owner, so that a decision reads
-- few pages. Each index costs the till: none is here without a read that needs it. Lines and decisions have no foreign
-- key, because one author writes them in one transaction with their head, and verify looks for orphans.

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO meta (key, value) VALUES ('instance', lower(hex(randomblob(16)))), ('epoch', '0');

-- One row per process that has written: its last transaction, and what it has added in all.
CREATE TABLE writers (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    posted_at INTEGER NOT NULL,
    members INTEGER NOT NULL,
    purchases INTEGER NOT NULL
) STRICT;

CREATE TABLE owners (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    registered_at INTEGER NOT NULL,
    blocked INTEGER NOT NULL,
    next_lot INTEGER NOT NULL,
    next_debt INTEGER NOT NULL,
    due_at INTEGER,
    check_at INTEGER
) STRICT;

CREATE INDEX owners_due ON owners (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX owners_check ON owners (check_at) WHERE check_at IS NOT NULL;

-- Lists and maps are JSON; `search` is names, telephone and e-mail in lower case.
CREATE TABLE profiles (
    member INTEGER PRIMARY KEY REFERENCES owners (id),
    first_name TEXT,
    middle_name TEXT,
    last_name TEXT,
    birth_date TEXT,
    gender TEXT,
    city TEXT,
    phone TEXT,
    email TEXT,
    language TEXT,
    store TEXT,
    tags TEXT,
    dates TEXT,
    consents TEXT,
    attributes TEXT,
    search TEXT NOT NULL
) STRICT;

CREATE TABLE identifiers (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    member INTEGER NOT NULL REFERENCES owners (id),
    PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX identifiers_member ON identifiers (member);

-- Birthdays and other yearly dates by day, as month * 100 + day.
CREATE TABLE yearly_dates (
    month_day INTEGER NOT NULL,
    date TEXT NOT NULL,
    member INTEGER NOT NULL REFERENCES owners (id),
    PRIMARY KEY (month_day, date, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE balances (
    owner INTEGER NOT NULL REFERENCES owners (id),
    unit TEXT NOT NULL,
    available INTEGER NOT NULL,
    pending INTEGER NOT NULL,
    debt INTEGER NOT NULL,
    PRIMARY KEY (owner, unit)
) STRICT, WITHOUT ROWID;

-- `live` comes before the number, so that the live lots of an old member lie together. The numbers of an owner are
-- unique, live and dead ones together: the writer gives each once, and verify looks.
CREATE TABLE lots (
    owner INTEGER NOT NULL REFERENCES owners (id),
    live INTEGER NOT NULL CHECK (live = (remaining > 0)),
    number INTEGER NOT NULL,
    unit TEXT NOT NULL,
    amount INTEGER NOT NULL,
    remaining INTEGER NOT NULL CHECK (remaining >= 0),
    expired INTEGER NOT NULL,
    activates_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    expires_at INTEGER,
    rule TEXT NOT NULL,
    purchase INTEGER,
    PRIMARY KEY (owner, live, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE debts (
    owner INTEGER NOT NULL REFERENCES owners (id),
    number INTEGER NOT NULL,
    unit TEXT NOT NULL,
    amount INTEGER NOT NULL,
    remaining INTEGER NOT NULL CHECK (remaining >= 0),
    lot INTEGER,
    at INTEGER NOT NULL,
    PRIMARY KEY (owner, number)
) STRICT, WITHOUT ROWID;

-- One row per side of a posting. What its sides share is repeated: a table of its own would cost each posting another
-- page, and sums by account, rule or month another join.
CREATE TABLE entries (
    owner INTEGER NOT NULL REFERENCES owners (id),
    posting INTEGER NOT NULL,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    at INTEGER NOT NULL,
    posted_at INTEGER NOT NULL,
    cause TEXT NOT NULL,
    cause_id INTEGER,
    rule TEXT,
    effect INTEGER,
    account TEXT NOT NULL,
    lot INTEGER,
    points INTEGER NOT NULL,
    PRIMARY KEY (owner, posting, place)
) STRICT, WITHOUT ROWID;

-- Quotes that hold points: one per owner and basket. `lots` is JSON.
CREATE TABLE holds (
    quote INTEGER PRIMARY KEY,
    owner INTEGER NOT NULL REFERENCES owners (id),
    basket TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    program TEXT NOT NULL,
    version INTEGER NOT NULL,
    lots TEXT NOT NULL,
    promise TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX holds_basket ON holds (basket, owner);
CREATE INDEX holds_owner ON holds (owner);

CREATE TABLE counters (
    owner INTEGER NOT NULL REFERENCES owners (id),
    key TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE uses (
    owner INTEGER NOT NULL REFERENCES owners (id),
    rule TEXT NOT NULL,
    at INTEGER NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (owner, rule, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE tier_states (
    owner INTEGER NOT NULL REFERENCES owners (id),
    scheme TEXT NOT NULL,
    level TEXT,
    since INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY (owner, scheme, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment_members (
    owner INTEGER NOT NULL REFERENCES owners (id),
    segment TEXT NOT NULL,
    entered_at INTEGER NOT NULL,
    PRIMARY KEY (owner, segment)
) STRICT, WITHOUT ROWID;

-- `state`: sold, returned (everything came back), voided.
CREATE TABLE purchases (
    id INTEGER PRIMARY KEY,
    integration TEXT,
    external TEXT,
    member INTEGER REFERENCES owners (id),
    at INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL,
    posted_at INTEGER NOT NULL,
    store TEXT,
    till TEXT,
    cashier TEXT,
    channel TEXT,
    program TEXT,
    version INTEGER,
    amount INTEGER NOT NULL,
    discount INTEGER NOT NULL,
    redeemed INTEGER NOT NULL,
    to_pay INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    state TEXT NOT NULL,
    exchange INTEGER
) STRICT;

CREATE INDEX purchases_member ON purchases (member, at) WHERE member IS NOT NULL;
CREATE UNIQUE INDEX purchases_external ON purchases (integration, external) WHERE external IS NOT NULL;

-- `category` is a JSON list.
CREATE TABLE purchase_lines (
    purchase INTEGER NOT NULL,
    line INTEGER NOT NULL,
    sku TEXT,
    category TEXT,
    brand TEXT,
    quantity INTEGER NOT NULL,
    price INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    to_pay INTEGER NOT NULL,
    returned_quantity INTEGER NOT NULL,
    returned_amount INTEGER NOT NULL,
    PRIMARY KEY (purchase, line)
) STRICT, WITHOUT ROWID;

-- What was decided, as JSON: apart from the purchases, so that a member's history stays on few pages.
CREATE TABLE decisions (
    purchase INTEGER PRIMARY KEY,
    decision TEXT NOT NULL
) STRICT;

CREATE TABLE returns (
    id INTEGER PRIMARY KEY,
    integration TEXT,
    external TEXT,
    purchase INTEGER REFERENCES purchases (id),
    member INTEGER REFERENCES owners (id),
    at INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL,
    posted_at INTEGER NOT NULL,
    store TEXT,
    refund INTEGER NOT NULL,
    decision TEXT,
    exchange INTEGER
) STRICT;

CREATE INDEX returns_purchase ON returns (purchase) WHERE purchase IS NOT NULL;
CREATE UNIQUE INDEX returns_external ON returns (integration, external) WHERE external IS NOT NULL;

CREATE TABLE return_lines (
    return_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    sku TEXT,
    quantity INTEGER NOT NULL,
    refund INTEGER NOT NULL,
    PRIMARY KEY (return_id, line)
) STRICT, WITHOUT ROWID;

-- Callers' ids voided before their purchase came.
CREATE TABLE tombstones (
    integration TEXT NOT NULL,
    external TEXT NOT NULL,
    posted_at INTEGER NOT NULL,
    PRIMARY KEY (integration, external)
) STRICT, WITHOUT ROWID;

-- `properties` is a JSON object.
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES owners (id),
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    posted_at INTEGER NOT NULL,
    properties TEXT
) STRICT;

CREATE INDEX events_member ON events (member, at);

-- Identities of calls with the answers to give again.
CREATE TABLE calls (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    hash BLOB NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    posted_at INTEGER NOT NULL,
    keep_until INTEGER
) STRICT;

CREATE UNIQUE INDEX calls_identity ON calls (scope, key);
CREATE INDEX calls_keep ON calls (keep_until) WHERE keep_until IS NOT NULL;

-- `category` and `flags` are JSON lists.
CREATE TABLE products (
    sku TEXT NOT NULL PRIMARY KEY,
    name TEXT,
    category TEXT,
    brand TEXT,
    flags TEXT,
    price INTEGER,
    min_price INTEGER,
    club_price INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE stores (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT,
    city TEXT,
    country TEXT,
    time_zone TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE program_versions (
    program TEXT NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    posted_at INTEGER NOT NULL,
    PRIMARY KEY (program, version)
) STRICT;

CREATE TABLE publications (
    id INTEGER PRIMARY KEY,
    program TEXT NOT NULL,
    version INTEGER NOT NULL,
    live_at INTEGER NOT NULL,
    posted_at INTEGER NOT NULL,
    FOREIGN KEY (program, version) REFERENCES program_versions (program, version)
) STRICT;

-- `scopes` is a JSON list.
CREATE TABLE api_keys (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    integration TEXT NOT NULL,
    scopes TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    posted_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;

CREATE TABLE journal (
    pos INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    posted_at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    owner INTEGER,
    payload TEXT NOT NULL
) STRICT;

-- `state`: waiting, done, dead. A leased job is one whose `ready_at` has moved to the end of its lease.
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    lane INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    ready_at INTEGER NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    reason TEXT
) STRICT;

CREATE UNIQUE INDEX jobs_once ON jobs (kind, key);
CREATE INDEX jobs_waiting ON jobs (lane, ready_at) WHERE state = 'waiting';
