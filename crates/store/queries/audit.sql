-- Who changed what, newest first.

-- name: audit_insert
INSERT INTO audit (id, posted_at, by_kind, by_id, action, target, fields, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: audit_list
SELECT audit.id, audit.posted_at, by_kind, by_id, coalesce(staff.name, api_keys.name), action, target, fields, note
FROM audit
LEFT JOIN staff ON by_kind = 'staff' AND staff.id = by_id
LEFT JOIN api_keys ON by_kind = 'key' AND api_keys.id = by_id
WHERE audit.id < ?1
ORDER BY audit.id DESC LIMIT ?2;

-- name: audit_of_target
SELECT audit.id, audit.posted_at, by_kind, by_id, coalesce(staff.name, api_keys.name), action, target, fields, note
FROM audit
LEFT JOIN staff ON by_kind = 'staff' AND staff.id = by_id
LEFT JOIN api_keys ON by_kind = 'key' AND api_keys.id = by_id
WHERE target = ?3 AND (CAST(?4 AS BIGINT) IS NULL OR by_id = ?4) AND audit.id < ?1
ORDER BY audit.id DESC LIMIT ?2;

-- name: audit_by_staff
SELECT audit.id, audit.posted_at, by_kind, by_id, coalesce(staff.name, api_keys.name), action, target, fields, note
FROM audit
LEFT JOIN staff ON by_kind = 'staff' AND staff.id = by_id
LEFT JOIN api_keys ON by_kind = 'key' AND api_keys.id = by_id
WHERE by_id = ?3 AND audit.id < ?1
ORDER BY audit.id DESC LIMIT ?2;
