-- Receipts of which something was kept, with a member and without.

-- name: receipt_by_store
SELECT day, store, purchases, identified_purchases, sales, identified_sales FROM sales_days
WHERE day >= ?1 AND day <= ?2 ORDER BY day, store;

-- By place and person; the instants are a day wider than the days on both sides, since places have clocks of their own.
-- name: receipt_by_place
SELECT (at + utc_offset * 1000 - (((at + utc_offset * 1000) % 86400000) + 86400000) % 86400000) / 86400000 AS day,
       coalesce(store, '') AS store, coalesce(till, '') AS till, coalesce(cashier, '') AS cashier, count(*),
       sum(CASE WHEN member IS NULL THEN 0 ELSE 1 END), sum(to_pay - returned),
       sum(CASE WHEN member IS NULL THEN 0 ELSE to_pay - returned END)
FROM purchases WHERE at >= ?1 AND at < ?2 AND state = 'sold'
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4;
