-- Places of sale.

-- name: store_put
INSERT INTO stores (id, name, city, country, time_zone) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, city = excluded.city, country = excluded.country, time_zone = excluded.time_zone;

-- name: store_load
SELECT id, name, city, country, time_zone FROM stores WHERE id = ?1;

-- name: store_list
SELECT id, name, city, country, time_zone FROM stores WHERE id > ?1 ORDER BY id LIMIT ?2;
