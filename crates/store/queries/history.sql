-- What reports read of all members beside the columns of the analytics.

-- name: history_returned
SELECT member, at + utc_offset * 1000, returned
FROM purchases
WHERE member IS NOT NULL AND state IN ('sold', 'returned') AND returned > 0
ORDER BY member, at, id;

-- name: history_external_ids
SELECT member, min(value) FROM identifiers WHERE kind = 'external_id' GROUP BY member ORDER BY member;
