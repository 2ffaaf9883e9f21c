-- Segments that people saved.

-- name: saved_put
INSERT INTO saved_segments (id, version, name_en, name_ru, condition, kind, frozen_at, members, made_at, posted_at, by_kind, by_id, dropped,
    origin_en, origin_ru)
VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, ?12, ?13)
ON CONFLICT (id) DO UPDATE SET
    version = saved_segments.version + 1, name_en = excluded.name_en, name_ru = excluded.name_ru,
    condition = excluded.condition, kind = excluded.kind, frozen_at = excluded.frozen_at, members = excluded.members,
    made_at = excluded.made_at, posted_at = excluded.posted_at, by_kind = excluded.by_kind, by_id = excluded.by_id,
    dropped = 0, origin_en = excluded.origin_en, origin_ru = excluded.origin_ru;

-- name: saved_drop
UPDATE saved_segments SET version = version + 1, dropped = 1, members = NULL WHERE id = ?1 AND dropped = 0;

-- name: saved_mark
SELECT (SELECT coalesce(sum(version), 0) FROM saved_segments)
    + (SELECT count(*) + count(cancelled_at) FROM publications) + (SELECT count(*) FROM rollout_steps);

-- name: saved_list
SELECT saved.id, name_en, name_ru, condition, kind, frozen_at, made_at, saved.posted_at, by_kind, by_id,
    coalesce(staff.name, api_keys.name), origin_en, origin_ru
FROM saved_segments saved
LEFT JOIN staff ON by_kind = 'staff' AND staff.id = by_id
LEFT JOIN api_keys ON by_kind = 'key' AND api_keys.id = by_id
WHERE dropped = 0 ORDER BY saved.id;

-- name: saved_members
SELECT members FROM saved_segments WHERE id = ?1 AND dropped = 0;
