-- What analytics say of members.

-- name: stamp_put
INSERT INTO stamps (member, as_of, recency, frequency, money, cell, stage, alive, value, top, model,
    purchases_hundredths, next_purchase_day)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
ON CONFLICT (member) DO UPDATE SET
    as_of = excluded.as_of, recency = excluded.recency, frequency = excluded.frequency, money = excluded.money,
    cell = excluded.cell, stage = excluded.stage, alive = excluded.alive, value = excluded.value, top = excluded.top,
    model = excluded.model, purchases_hundredths = excluded.purchases_hundredths, next_purchase_day = excluded.next_purchase_day;

-- name: stamp_drop
DELETE FROM stamps WHERE member = ?1;

-- name: stamp_load
SELECT member, as_of, recency, frequency, money, cell, stage, alive, value, top, model,
    purchases_hundredths, next_purchase_day
FROM stamps WHERE member = ?1;

-- name: stamp_list
SELECT member, as_of, recency, frequency, money, cell, stage, alive, value, top, model,
    purchases_hundredths, next_purchase_day
FROM stamps ORDER BY member;

-- Whether anybody has one, and whether anybody has one that a model made.
-- name: stamp_any
SELECT (SELECT 1 FROM stamps LIMIT 1), (SELECT 1 FROM stamps WHERE model IS NOT NULL LIMIT 1);
