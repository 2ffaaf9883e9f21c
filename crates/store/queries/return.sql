-- Returns, linked and unlinked.

-- name: return_insert
INSERT INTO returns (id, integration, external, purchase, member, at, utc_offset, posted_at, store, refund, decision,
                     exchange)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- name: return_insert_line
INSERT INTO return_lines (return_id, line, sku, quantity, refund) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: return_load
SELECT id, integration, external, purchase, member, at, utc_offset, posted_at, store, refund, decision, exchange
FROM returns WHERE id = ?1;

-- name: return_of_purchase
SELECT id, integration, external, purchase, member, at, utc_offset, posted_at, store, refund, decision, exchange
FROM returns WHERE purchase = ?1 ORDER BY id;

-- name: return_by_external
SELECT id FROM returns WHERE integration = ?1 AND external = ?2;

-- name: return_lines
SELECT line, sku, quantity, refund FROM return_lines WHERE return_id = ?1 ORDER BY line;
