-- Gift cards, their postings, and the quotes that set their money aside.

-- name: gift_card_insert
INSERT INTO gift_cards (code, kind, made_at, loaded_at, expires_at, balance, blocked_at, version)
VALUES (?1, ?2, ?3, NULL, NULL, 0, NULL, 0);

-- name: gift_card_load
SELECT code, kind, made_at, loaded_at, expires_at, balance, blocked_at, version FROM gift_cards WHERE code = ?1;

-- name: gift_card_put
UPDATE gift_cards SET loaded_at = ?3, expires_at = ?4, balance = ?5, blocked_at = ?6, version = version + 1
WHERE code = ?1 AND version = ?2;

-- name: gift_card_entry_insert
INSERT INTO gift_card_entries (id, code, kind, account, amount, at, posted_at, cause, cause_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- Live holds by others than this quote and this basket.
-- name: gift_card_held
SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM gift_card_holds
WHERE code = ?1 AND expires_at > ?2 AND quote <> ?3 AND basket <> ?4;

-- name: gift_card_hold
INSERT INTO gift_card_holds (quote, code, basket, amount, expires_at) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: gift_card_holds_lapsed
DELETE FROM gift_card_holds WHERE expires_at <= ?1;

-- name: gift_card_release
DELETE FROM gift_card_holds WHERE quote = ?1;

-- name: gift_card_release_basket
DELETE FROM gift_card_holds WHERE basket = ?1;

-- name: gift_card_holder
SELECT quote FROM gift_card_holds WHERE quote = ?1 AND expires_at > ?2 LIMIT 1;

-- name: gift_card_entries
SELECT id, kind, account, amount, at, posted_at, cause, cause_id FROM gift_card_entries
WHERE code = ?1 ORDER BY id DESC LIMIT ?2;

-- name: gift_card_list
SELECT code, kind, made_at, loaded_at, expires_at, balance, blocked_at, version FROM gift_cards
WHERE made_at < ?1 OR (made_at = ?1 AND code > ?2)
ORDER BY made_at DESC, code LIMIT ?3;

-- name: gift_card_list_of_kind
SELECT code, kind, made_at, loaded_at, expires_at, balance, blocked_at, version FROM gift_cards
WHERE kind = ?4 AND (made_at < ?1 OR (made_at = ?1 AND code > ?2))
ORDER BY made_at DESC, code LIMIT ?3;

-- Cards whose time is over and that no quote holds money of.
-- name: gift_card_due
SELECT code FROM gift_cards
WHERE expires_at IS NOT NULL AND balance > 0 AND expires_at <= ?1
    AND NOT EXISTS (SELECT 1 FROM gift_card_holds h WHERE h.code = gift_cards.code AND h.expires_at > ?1)
ORDER BY expires_at, code LIMIT ?2;

-- Cards whose balance is not what their entries say.
-- name: gift_card_differences
SELECT c.code, c.balance, CAST(coalesce(sum(e.amount), 0) AS BIGINT)
FROM gift_cards c LEFT JOIN gift_card_entries e ON e.code = c.code
GROUP BY c.code, c.balance
HAVING c.balance <> coalesce(sum(e.amount), 0);
