-- The catalogue of goods.

-- name: product_put
INSERT INTO products (sku, name, category, brand, flags, price, min_price, club_price)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (sku) DO UPDATE SET
    name = excluded.name, category = excluded.category, brand = excluded.brand, flags = excluded.flags,
    price = excluded.price, min_price = excluded.min_price, club_price = excluded.club_price;

-- name: product_load
SELECT sku, name, category, brand, flags, min_price, club_price, price FROM products WHERE sku = ?1;

-- name: product_list
SELECT sku, name, category, brand, flags, min_price, club_price, price FROM products
WHERE sku > ?1 ORDER BY sku LIMIT ?2;
