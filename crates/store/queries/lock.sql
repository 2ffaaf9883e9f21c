-- What a changeset locks on an engine where others write at the same time. SQLite, where nobody does, needs nothing.

-- name: lock_name
SELECT ?1 WHERE FALSE;

-- name: lock_owner
SELECT id FROM owners WHERE id = ?1;

-- name: lock_purchase
SELECT id FROM purchases WHERE id = ?1;

-- Gives committed facts their positions, where the writer has not; on SQLite there are none.
-- name: sequence_journal
UPDATE journal SET pos = pos WHERE pos IS NULL AND pos < ?1;

-- The number of a process; on SQLite one serves.
-- name: node_next
SELECT 0;

-- The last transaction of a writer, once no other can follow it.
-- name: lock_mark
SELECT batch FROM writers WHERE id = ?1;
