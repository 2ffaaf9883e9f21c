-- Corrections by hand: why, and by whom.

-- name: adjustment_insert
INSERT INTO adjustments (id, member, by_kind, by_id, reason) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: adjustment_load
SELECT by_kind, by_id, coalesce(staff.name, api_keys.name), reason
FROM adjustments
LEFT JOIN staff ON by_kind = 'staff' AND staff.id = by_id
LEFT JOIN api_keys ON by_kind = 'key' AND api_keys.id = by_id
WHERE adjustments.id = ?1;
