-- Dashboards.

-- name: dashboard_put
INSERT INTO dashboards (id, name, tiles, posted_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, tiles = excluded.tiles, posted_at = excluded.posted_at;

-- name: dashboard_drop
DELETE FROM dashboards WHERE id = ?1;

-- name: dashboard_list
SELECT id, name, tiles, posted_at FROM dashboards ORDER BY name, id;
