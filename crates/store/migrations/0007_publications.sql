-- Who stored a version and who published it, from now on beside it; and publications taken back before they decided.
ALTER TABLE program_versions ADD COLUMN by_kind TEXT NOT NULL DEFAULT 'machine';
ALTER TABLE program_versions ADD COLUMN by_id INTEGER;
ALTER TABLE publications ADD COLUMN by_kind TEXT NOT NULL DEFAULT 'machine';
ALTER TABLE publications ADD COLUMN by_id INTEGER;
ALTER TABLE publications ADD COLUMN cancelled_at INTEGER;

-- The audit knows who did it before: its line was written with the version or publication, in one changeset.
UPDATE program_versions SET (by_kind, by_id) = (
    SELECT audit.by_kind, audit.by_id FROM audit
    WHERE audit.action = 'program.put' AND audit.target = program AND audit.posted_at = program_versions.posted_at
)
WHERE EXISTS (
    SELECT 1 FROM audit
    WHERE audit.action = 'program.put' AND audit.target = program AND audit.posted_at = program_versions.posted_at
);

UPDATE publications SET (by_kind, by_id) = (
    SELECT audit.by_kind, audit.by_id FROM audit
    WHERE audit.action = 'program.publish' AND audit.target = program AND audit.posted_at = publications.posted_at
)
WHERE EXISTS (
    SELECT 1 FROM audit
    WHERE audit.action = 'program.publish' AND audit.target = program AND audit.posted_at = publications.posted_at
);
