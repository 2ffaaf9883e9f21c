-- Staff: who may use the console and the till page, their sessions, and who changed what.

-- `login` and `name` are personal data. `password` is an Argon2 hash in PHC form.
CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    store TEXT,
    language TEXT NOT NULL,
    password TEXT NOT NULL,
    blocked INTEGER NOT NULL,
    posted_at INTEGER NOT NULL
) STRICT;

-- `hash` is of the token in the cookie; `seen_at` slides while the session is used.
CREATE TABLE staff_sessions (
    hash BLOB NOT NULL PRIMARY KEY,
    staff INTEGER NOT NULL REFERENCES staff (id),
    posted_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX staff_sessions_staff ON staff_sessions (staff);

-- `by_id` is of staff or of a key, as `by_kind` says. Ids, names of fields and amounts, never names or contacts.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    posted_at INTEGER NOT NULL,
    by_kind TEXT NOT NULL,
    by_id INTEGER,
    action TEXT NOT NULL,
    target TEXT,
    fields TEXT,
    note TEXT
) STRICT;

CREATE INDEX audit_target ON audit (target, id) WHERE target IS NOT NULL;
CREATE INDEX audit_by ON audit (by_id, id) WHERE by_id IS NOT NULL;
