-- Owners of ledger accounts: version, numbering, when they are due. Members so far.

-- name: owner_guard
SELECT version, next_lot, due_at, check_at FROM owners WHERE id = ?1;

-- name: owner_insert
INSERT INTO owners (id, version, registered_at, blocked, next_lot, next_debt) VALUES (?1, 1, ?2, 0, 1, 1);

-- What was decided on this version is written over this version only: everything an owner's change brings (balances,
-- holds, counters, uses, limits) rests on this clause, whoever else writes.
-- name: owner_move
UPDATE owners SET version = version + 1, next_lot = ?2, next_debt = ?3 WHERE id = ?1 AND version = ?4;

-- name: owner_move_and_plan
UPDATE owners SET version = version + 1, next_lot = ?2, next_debt = ?3, due_at = ?5, check_at = ?6
WHERE id = ?1 AND version = ?4;

-- name: owner_block
UPDATE owners SET version = version + 1, blocked = ?2 WHERE id = ?1 AND version = ?3;

-- name: owner_due
SELECT due_at, id FROM owners
WHERE due_at IS NOT NULL AND due_at <= ?1 AND (due_at, id) > (?2, ?3)
ORDER BY due_at, id LIMIT ?4;

-- name: owner_to_check
SELECT check_at, id FROM owners
WHERE check_at IS NOT NULL AND check_at <= ?1 AND (check_at, id) > (?2, ?3)
ORDER BY check_at, id LIMIT ?4;
