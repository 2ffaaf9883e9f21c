-- What the data says of itself, and what each writing process has last done.

-- name: meta_get
SELECT value FROM meta WHERE key = ?1;

-- name: meta_put
INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- Lets nobody write a mark, and so no changeset, on an engine where the writer does not look at the phase; and lets all again.
-- name: meta_close
SELECT 0 WHERE FALSE;

-- name: meta_open
SELECT 0 WHERE FALSE;

-- The present instant, by the clock of the database.
-- name: meta_put_now
INSERT INTO meta (key, value) VALUES (?1, CAST(CAST(unixepoch('subsec') * 1000 AS INTEGER) AS TEXT))
ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: meta_new_epoch
UPDATE meta SET value = CASE key
    WHEN 'instance' THEN lower(hex(randomblob(16)))
    ELSE CAST(CAST(value AS INTEGER) + 1 AS TEXT)
END
WHERE key IN ('instance', 'epoch');

-- name: meta_random
SELECT random() & 9223372036854775807;

-- name: writer_mark
INSERT INTO writers (id, batch, last_id, posted_at, members, purchases) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (id) DO UPDATE SET
    batch = excluded.batch, last_id = excluded.last_id, posted_at = excluded.posted_at,
    members = excluded.members, purchases = excluded.purchases;

-- name: writer_batch
SELECT batch FROM writers WHERE id = ?1;

-- name: writer_sums
SELECT coalesce(max(last_id), 0), max(posted_at), coalesce(sum(members), 0), coalesce(sum(purchases), 0) FROM writers;

-- name: migration_table
CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;

-- Whether migrations have begun: the table of them is there.
-- name: migration_begun
SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations';

-- name: migration_last
SELECT coalesce(max(version), 0) FROM schema_migrations;

-- name: migration_insert
INSERT INTO schema_migrations (version, name) VALUES (?1, ?2);

-- The version of the engine, where one may be too old; the embedded one never is.
-- name: engine_version
SELECT 0;
