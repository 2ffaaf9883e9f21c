-- The share of receipts that should have a member.

-- name: target_clear
DELETE FROM identification_targets;

-- name: target_put
INSERT INTO identification_targets (store, percent) VALUES (?1, ?2);

-- name: target_list
SELECT store, percent FROM identification_targets ORDER BY store;
