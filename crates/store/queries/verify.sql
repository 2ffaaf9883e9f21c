-- What verification reads: ledger tables in the order of owners, and purchases that contradict their lines.

-- name: verify_owners
SELECT id, next_lot, next_debt FROM owners ORDER BY id;

-- name: verify_entries
SELECT owner, posting, unit, account, lot, points FROM entries ORDER BY owner, posting, place;

-- name: verify_lots
SELECT owner, number, unit, remaining, state FROM lots ORDER BY owner;

-- name: verify_debts
SELECT owner, number, unit, remaining FROM debts ORDER BY owner, number;

-- name: verify_balances
SELECT owner, unit, available, pending, debt FROM balances ORDER BY owner, unit;

-- name: verify_purchase_sums
SELECT p.id, p.member, p.amount, p.discount, p.redeemed, p.to_pay, p.returned, p.state,
       coalesce(sum(l.amount), 0), coalesce(sum(l.to_pay), 0), coalesce(sum(l.returned_amount), 0),
       coalesce(sum(CASE WHEN l.returned_quantity < l.quantity THEN 1 ELSE 0 END), 0)
FROM purchases p LEFT JOIN purchase_lines l ON l.purchase = p.id
GROUP BY p.id
HAVING p.amount <> coalesce(sum(l.amount), 0)
    OR p.to_pay <> coalesce(sum(l.to_pay), 0)
    OR p.returned <> coalesce(sum(l.returned_amount), 0)
    OR p.amount - p.discount - p.redeemed <> p.to_pay
    OR (p.state = 'returned') <> (sum(CASE WHEN l.returned_quantity < l.quantity THEN 1 ELSE 0 END) = 0);

-- name: verify_returned_lines
SELECT l.purchase, p.member, l.line, l.returned_quantity, l.returned_amount,
       coalesce(r.quantity, 0), coalesce(r.refund, 0)
FROM purchase_lines l
JOIN purchases p ON p.id = l.purchase
LEFT JOIN (
    SELECT h.purchase AS purchase, rl.line AS line, sum(rl.quantity) AS quantity, sum(rl.refund) AS refund
    FROM returns h JOIN return_lines rl ON rl.return_id = h.id
    WHERE h.purchase IS NOT NULL
    GROUP BY h.purchase, rl.line
) r ON r.purchase = l.purchase AND r.line = l.line
WHERE l.returned_quantity <> coalesce(r.quantity, 0) OR l.returned_amount <> coalesce(r.refund, 0);

-- name: verify_stray_lines
SELECT DISTINCT l.purchase FROM purchase_lines l LEFT JOIN purchases p ON p.id = l.purchase WHERE p.id IS NULL
UNION
SELECT d.purchase FROM decisions d LEFT JOIN purchases p ON p.id = d.purchase WHERE p.id IS NULL;

-- name: verify_counts
SELECT (SELECT count(*) FROM owners), (SELECT count(*) FROM purchases),
       (SELECT coalesce(sum(members), 0) FROM writers), (SELECT coalesce(sum(purchases), 0) FROM writers);

-- name: verify_journal
SELECT count(*), coalesce(max(pos) - min(pos) + 1, 0) FROM journal;

-- name: verify_links
SELECT "table", coalesce(rowid, 0), parent FROM pragma_foreign_key_check;

-- name: verify_pages
SELECT quick_check FROM pragma_quick_check WHERE quick_check <> 'ok';
