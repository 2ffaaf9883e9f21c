-- Money spent on customers.

-- name: spend_insert
INSERT INTO spend (id, first_day, last_day, purpose, amount, source, label, note, by_kind, by_id, posted_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);

-- name: spend_drop
DELETE FROM spend WHERE id = ?1;

-- name: spend_load
SELECT spend.id, first_day, last_day, purpose, amount, source, label, note, by_kind, by_id,
       coalesce(staff.name, api_keys.name), spend.posted_at
FROM spend
LEFT JOIN staff ON by_kind = 'staff' AND staff.id = by_id
LEFT JOIN api_keys ON by_kind = 'key' AND api_keys.id = by_id
WHERE spend.id = ?1;

-- Those with a day between two, the latest first.
-- name: spend_list
SELECT spend.id, first_day, last_day, purpose, amount, source, label, note, by_kind, by_id,
       coalesce(staff.name, api_keys.name), spend.posted_at
FROM spend
LEFT JOIN staff ON by_kind = 'staff' AND staff.id = by_id
LEFT JOIN api_keys ON by_kind = 'key' AND api_keys.id = by_id
WHERE last_day >= ?1 AND first_day <= ?2 AND (first_day < ?3 OR (first_day = ?3 AND spend.id < ?4))
ORDER BY first_day DESC, spend.id DESC LIMIT ?5;
