-- Quotes that hold points: the hold and the promise it stands for.

-- One owner's earlier quote of the same basket is replaced.
-- name: hold_put
INSERT INTO holds (quote, owner, basket, expires_at, program, version, lots, promise)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (basket, owner) DO UPDATE SET
    quote = excluded.quote, expires_at = excluded.expires_at, program = excluded.program,
    version = excluded.version, lots = excluded.lots, promise = excluded.promise;

-- name: hold_release
DELETE FROM holds WHERE quote = ?1 AND owner = ?2;

-- name: hold_by_quote
SELECT owner, quote, basket, expires_at, lots, program, version, promise FROM holds WHERE quote = ?1;

-- name: hold_list
SELECT quote, basket, expires_at, lots FROM holds WHERE owner = ?1 ORDER BY quote;

-- name: hold_by_basket
SELECT owner, quote FROM holds WHERE basket = ?1 ORDER BY owner;
