-- Points that one member sent to another.

-- name: transfer_insert
INSERT INTO transfers (id, sender, receiver, unit, points, fee, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: transfer_load
SELECT id, sender, receiver, unit, points, fee, at FROM transfers WHERE id = ?1;

-- Transfers of which more or less arrived than was sent, or than the transfer says.
-- name: transfer_differences
SELECT t.id, t.points, CAST(coalesce(s.gained, 0) AS BIGINT), CAST(coalesce(s.sent, 0) AS BIGINT)
FROM transfers AS t
LEFT JOIN (
    SELECT cause_id,
        sum(CASE WHEN points > 0 THEN points ELSE 0 END) AS sent,
        sum(CASE WHEN points < 0 THEN -points ELSE 0 END) AS gained
    FROM entries WHERE account = 'transferred' GROUP BY cause_id
) AS s ON s.cause_id = t.id
WHERE coalesce(s.gained, 0) <> t.points OR coalesce(s.sent, 0) <> t.points
ORDER BY t.id;
