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

-- Whether facts wait for their positions.
-- name: sequence_waiting
SELECT 0;

-- Whether it is this process's turn to number; not waited for.
-- name: sequence_turn
SELECT 0;

-- A lease that a changeset is made under, kept from passing on until the transaction ends.
-- name: lock_lease
SELECT number FROM leases WHERE name = ?1;

-- The same of a job.
-- name: lock_job
SELECT lease FROM jobs WHERE id = ?1 AND state = 'waiting';

-- The last transaction of a writer, once no other can follow it.
-- name: lock_mark
SELECT batch FROM writers WHERE id = ?1;
