-- Quotes without a hold, where several processes must know of them. With SQLite the one that serves remembers them itself.

-- name: remembered_put
SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE FALSE;

-- name: remembered_get
SELECT 0, '', 0, '' WHERE ?1 < 0;

-- name: remembered_forget
SELECT ?1, ?2 WHERE FALSE;
