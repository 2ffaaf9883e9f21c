-- Stocks: what was given to all members together.

-- name: stock_given
SELECT given FROM stocks WHERE key = ?1;

-- name: stock_take
INSERT INTO stocks (key, given) VALUES (?1, ?2)
ON CONFLICT (key) DO UPDATE SET given = stocks.given + excluded.given;

-- Never below nothing: what is put back had been taken.
-- name: stock_put_back
UPDATE stocks SET given = given - ?2 WHERE key = ?1 AND given >= ?2;
