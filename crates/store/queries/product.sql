-- The catalogue of goods.

-- name: product_put
INSERT INTO products (sku, name, category, brand, flags, price, min_price, club_price, cost)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (sku) DO UPDATE SET
    name = excluded.name, category = excluded.category, brand = excluded.brand, flags = excluded.flags,
    price = excluded.price, min_price = excluded.min_price, club_price = excluded.club_price,
    cost = excluded.cost;

-- name: product_load
SELECT sku, name, category, brand, flags, min_price, club_price, price, cost FROM products WHERE sku = ?1;

-- name: product_list
SELECT sku, name, category, brand, flags, min_price, club_price, price, cost FROM products
WHERE sku > ?1 ORDER BY sku LIMIT ?2;

-- What units cost the business, of goods whose cost is known.
-- name: product_costs
SELECT sku, cost FROM products WHERE cost IS NOT NULL;
