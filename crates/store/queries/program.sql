-- Program versions and what made them live.

-- name: version_insert
INSERT INTO program_versions (program, version, text, posted_at) VALUES (?1, ?2, ?3, ?4);

-- name: version_exists
SELECT 1 FROM program_versions WHERE program = ?1 AND version = ?2;

-- name: version_text
SELECT text FROM program_versions WHERE program = ?1 AND version = ?2;

-- An empty name asks for all programs.
-- name: version_list
SELECT program, version, posted_at FROM program_versions
WHERE ?1 = '' OR program = ?1
ORDER BY program, version;

-- name: version_last
SELECT coalesce(max(version), 0) FROM program_versions WHERE program = ?1;

-- name: publication_insert
INSERT INTO publications (program, version, live_at, posted_at) VALUES (?1, ?2, ?3, ?4);

-- name: publication_live
SELECT program, version, live_at, posted_at FROM publications
WHERE live_at <= ?1
ORDER BY live_at DESC, id DESC LIMIT 1;

-- name: publication_list
SELECT program, version, live_at, posted_at FROM publications ORDER BY id;

-- name: scenarios_put
INSERT INTO program_scenarios (program, text, posted_at) VALUES (?1, ?2, ?3)
ON CONFLICT (program) DO UPDATE SET text = excluded.text, posted_at = excluded.posted_at;

-- name: scenarios_read
SELECT text, posted_at FROM program_scenarios WHERE program = ?1;
