-- Purchases in which a till did otherwise than the rules say.

-- name: discrepancy_insert
INSERT INTO discrepancies (purchase) VALUES (?1);

-- name: discrepancy_review
UPDATE discrepancies SET reviewed_at = ?2, by_kind = ?3, by_id = ?4 WHERE purchase = ?1;

-- name: discrepancy_load
SELECT purchase, reviewed_at, by_kind, by_id, coalesce(staff.name, api_keys.name)
FROM discrepancies
LEFT JOIN staff ON by_kind = 'staff' AND staff.id = by_id
LEFT JOIN api_keys ON by_kind = 'key' AND api_keys.id = by_id
WHERE purchase = ?1;

-- name: discrepancy_open
SELECT purchase, NULL, NULL, NULL, NULL FROM discrepancies
WHERE reviewed_at IS NULL AND purchase < ?1
ORDER BY purchase DESC LIMIT ?2;

-- name: discrepancy_reviewed
SELECT purchase, reviewed_at, by_kind, by_id, coalesce(staff.name, api_keys.name)
FROM discrepancies
LEFT JOIN staff ON by_kind = 'staff' AND staff.id = by_id
LEFT JOIN api_keys ON by_kind = 'key' AND api_keys.id = by_id
WHERE reviewed_at IS NOT NULL AND purchase < ?1
ORDER BY purchase DESC LIMIT ?2;

-- name: discrepancy_count
SELECT count(*) FROM discrepancies WHERE reviewed_at IS NULL;
