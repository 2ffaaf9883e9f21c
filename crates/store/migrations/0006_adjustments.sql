-- Corrections by hand: why, and by whom. The points they moved are entries.

-- `reason` is what somebody typed. `by_id` is of staff or of a key, as `by_kind` says.
CREATE TABLE adjustments (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES owners (id),
    by_kind TEXT NOT NULL,
    by_id INTEGER,
    reason TEXT NOT NULL
) STRICT;

-- Those of before: the journal knows why, the audit by whom, and the entries which.
INSERT INTO adjustments (id, member, by_kind, by_id, reason)
SELECT e.cause_id, e.owner, coalesce(max(a.by_kind), 'machine'), max(a.by_id), max(j.payload ->> '$.reason')
FROM journal j
CROSS JOIN entries e ON e.owner = j.owner AND e.cause = 'adjustment' AND e.posted_at = j.posted_at
LEFT JOIN audit a ON a.action = 'account.adjust' AND a.posted_at = j.posted_at
    AND a.note LIKE '% ' || (j.payload ->> '$.adjustment')
WHERE j.kind = 'points.adjusted' AND j.payload ->> '$.reason' IS NOT NULL
GROUP BY e.cause_id, e.owner;
