-- Program versions and what made them live.

-- name: version_insert
INSERT INTO program_versions (program, version, text, posted_at, by_kind, by_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: version_exists
SELECT 1 FROM program_versions WHERE program = ?1 AND version = ?2;

-- name: version_text
SELECT text FROM program_versions WHERE program = ?1 AND version = ?2;

-- An empty name asks for all programs.
-- name: version_list
SELECT program, program_versions.version, program_versions.posted_at, by_kind, by_id, coalesce(staff.name, api_keys.name)
FROM program_versions
LEFT JOIN staff ON by_kind = 'staff' AND staff.id = by_id
LEFT JOIN api_keys ON by_kind = 'key' AND api_keys.id = by_id
WHERE ?1 = '' OR program = ?1
ORDER BY program, program_versions.version;

-- name: version_last
SELECT coalesce(max(version), 0) FROM program_versions WHERE program = ?1;

-- name: publication_insert
INSERT INTO publications (id, program, version, live_at, posted_at, by_kind, by_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: publication_cancel
UPDATE publications SET cancelled_at = ?2 WHERE id = ?1 AND cancelled_at IS NULL;

-- name: publication_live
SELECT publications.id, program, publications.version, live_at, publications.posted_at, by_kind, by_id, coalesce(staff.name, api_keys.name)
FROM publications
LEFT JOIN staff ON by_kind = 'staff' AND staff.id = by_id
LEFT JOIN api_keys ON by_kind = 'key' AND api_keys.id = by_id
WHERE live_at <= ?1 AND cancelled_at IS NULL
ORDER BY live_at DESC, publications.id DESC LIMIT 1;

-- name: publication_list
SELECT publications.id, program, publications.version, live_at, publications.posted_at, by_kind, by_id, coalesce(staff.name, api_keys.name)
FROM publications
LEFT JOIN staff ON by_kind = 'staff' AND staff.id = by_id
LEFT JOIN api_keys ON by_kind = 'key' AND api_keys.id = by_id
WHERE cancelled_at IS NULL
ORDER BY publications.id;

-- name: scenarios_put
INSERT INTO program_scenarios (program, text, posted_at) VALUES (?1, ?2, ?3)
ON CONFLICT (program) DO UPDATE SET text = excluded.text, posted_at = excluded.posted_at;

-- name: scenarios_read
SELECT text, posted_at FROM program_scenarios WHERE program = ?1;
