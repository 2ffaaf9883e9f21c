-- Leases: taken by a process that has them already, or when their time is over. The time is that of the database.

-- name: lease_take
INSERT INTO leases (name, number, holder, until) VALUES (?1, 1, ?2, CAST(unixepoch('subsec') * 1000 AS INTEGER) + ?3)
ON CONFLICT (name) DO UPDATE SET
    number = leases.number + (CASE WHEN leases.holder = excluded.holder THEN 0 ELSE 1 END),
    holder = excluded.holder, until = excluded.until
WHERE leases.holder = excluded.holder OR leases.until <= CAST(unixepoch('subsec') * 1000 AS INTEGER)
RETURNING number;

-- One lease of a holder, or all; a holder that comes again later has another number.
-- name: lease_give_back
UPDATE leases SET until = 0, holder = -1 WHERE holder = ?1 AND (?2 = '' OR name = ?2);

-- name: lease_number
SELECT number FROM leases WHERE name = ?1;

-- A number below ?3 for the ids of a process, that no other process has now; on SQLite one process serves.
-- name: lease_node
SELECT ?1 + ?2 + ?3 WHERE FALSE;

-- The node whose ids a writer writes.
-- name: lease_writer
UPDATE writers SET id = id WHERE id = ?1 AND ?2 <> '' AND ?3 > 0;
