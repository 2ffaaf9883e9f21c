-- The ledger: balances, lots, debts, entries of postings.

-- A balance never goes below what is owed, and neither debt nor what is pending below zero: then no row is touched. A first
-- row passes by what it brings, a row that is there by the sum.
-- name: balance_move
INSERT INTO balances (owner, unit, available, pending, debt)
SELECT CAST(?1 AS BIGINT), CAST(?2 AS TEXT), CAST(?3 AS BIGINT), CAST(?4 AS BIGINT), CAST(?5 AS BIGINT)
WHERE (CAST(?3 AS BIGINT) + CAST(?5 AS BIGINT) >= 0 AND CAST(?4 AS BIGINT) >= 0 AND CAST(?5 AS BIGINT) >= 0)
   OR EXISTS (SELECT 1 FROM balances WHERE owner = ?1 AND unit = ?2)
ON CONFLICT (owner, unit) DO UPDATE SET
    available = balances.available + excluded.available,
    pending = balances.pending + excluded.pending,
    debt = balances.debt + excluded.debt
WHERE balances.available + excluded.available + balances.debt + excluded.debt >= 0
  AND balances.pending + excluded.pending >= 0
  AND balances.debt + excluded.debt >= 0;

-- name: balance_list
SELECT unit, available, pending, debt FROM balances WHERE owner = ?1 ORDER BY unit;

-- name: lot_insert
INSERT INTO lots (owner, live, number, unit, amount, remaining, expired, activates_at, state, expires_at, rule,
                  purchase, born_at, issuer, issue_points, issue_money)
VALUES (?1, CASE WHEN CAST(?5 AS BIGINT) > 0 THEN 1 ELSE 0 END, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
        ?14, ?15);

-- A lot that was live, and one that was dead: with both in one statement SQLite makes a table of the two each time.
-- name: lot_update_live
UPDATE lots SET
    live = CASE WHEN CAST(?3 AS BIGINT) > 0 THEN 1 ELSE 0 END,
    remaining = ?3, expired = ?4, activates_at = ?5, state = ?6, expires_at = ?7
WHERE owner = ?1 AND live = 1 AND number = ?2;

-- name: lot_update_dead
UPDATE lots SET
    live = CASE WHEN CAST(?3 AS BIGINT) > 0 THEN 1 ELSE 0 END,
    remaining = ?3, expired = ?4, activates_at = ?5, state = ?6, expires_at = ?7
WHERE owner = ?1 AND live = 0 AND number = ?2;

-- name: lot_live
SELECT number, unit, amount, remaining, expired, activates_at, state, expires_at, rule, purchase, issuer,
    issue_points, issue_money
FROM lots WHERE owner = ?1 AND live = 1 ORDER BY number;

-- What a purchase gave and took, dead lots included.
-- name: lot_of_purchase
SELECT number, unit, amount, remaining, expired, activates_at, state, expires_at, rule, purchase, issuer,
    issue_points, issue_money
FROM lots
WHERE owner = ?1 AND live = 0 AND (
    purchase = ?2
    OR number IN (SELECT lot FROM entries WHERE owner = ?1 AND cause = 'purchase' AND cause_id = ?2))
ORDER BY number;

-- What a claim took.
-- name: lot_of_claim
SELECT number, unit, amount, remaining, expired, activates_at, state, expires_at, rule, purchase, issuer,
    issue_points, issue_money
FROM lots
WHERE owner = ?1 AND live = 0
  AND number IN (SELECT lot FROM entries WHERE owner = ?1 AND cause = 'claim' AND cause_id = ?2)
ORDER BY number;

-- name: debt_put
INSERT INTO debts (owner, number, unit, amount, remaining, lot, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (owner, number) DO UPDATE SET remaining = excluded.remaining;

-- name: debt_unpaid
SELECT number, unit, amount, remaining, lot, at FROM debts WHERE owner = ?1 AND remaining > 0 ORDER BY number;

-- name: entry_insert
INSERT INTO entries (owner, posting, place, kind, unit, at, posted_at, cause, cause_id, rule, effect, account, lot,
                     points)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);

-- name: entry_list
SELECT posting, kind, unit, at, posted_at, cause, cause_id, rule, effect, account, lot, points
FROM entries
WHERE owner = ?1 AND posting IN (
    SELECT DISTINCT posting FROM entries WHERE owner = ?1 AND posting < ?2 ORDER BY posting DESC LIMIT ?3)
ORDER BY posting DESC, place;
