-- Coupons: codes given out, their uses, and the quotes that hold them.

-- name: coupon_insert
INSERT INTO coupons (code, series, member, issued_at, expires_at, uses, revoked_at) VALUES (?1, ?2, ?3, ?4, ?5, 0, NULL);

-- A public code has no row before its first use.
-- name: coupon_use
INSERT INTO coupons (code, series, member, issued_at, expires_at, uses, revoked_at) VALUES (?1, ?2, NULL, ?3, NULL, 1, NULL)
ON CONFLICT (code) DO UPDATE SET uses = coupons.uses + 1;

-- name: coupon_use_series
INSERT INTO coupon_series (series, uses) VALUES (?1, 1)
ON CONFLICT (series) DO UPDATE SET uses = coupon_series.uses + 1;

-- name: coupon_use_insert
INSERT INTO coupon_uses (code, purchase, at, back_at) VALUES (?1, ?2, ?3, NULL);

-- name: coupon_back
UPDATE coupons SET uses = uses - 1 WHERE code = ?1 AND uses > 0;

-- name: coupon_back_series
UPDATE coupon_series SET uses = uses - 1 WHERE series = ?1 AND uses > 0;

-- name: coupon_use_back
UPDATE coupon_uses SET back_at = ?3 WHERE code = ?1 AND purchase = ?2 AND back_at IS NULL;

-- name: coupon_withdraw
UPDATE coupons SET revoked_at = ?2 WHERE code = ?1 AND uses = 0 AND revoked_at IS NULL;

-- name: coupon_revoke
INSERT INTO coupons (code, series, member, issued_at, expires_at, uses, revoked_at) VALUES (?1, ?2, NULL, ?3, NULL, 0, ?3)
ON CONFLICT (code) DO UPDATE SET revoked_at = coalesce(coupons.revoked_at, excluded.revoked_at);

-- name: coupon_load
SELECT code, series, member, issued_at, expires_at, uses, revoked_at FROM coupons WHERE code = ?1;

-- name: coupon_series_uses
SELECT uses FROM coupon_series WHERE series = ?1;

-- Live holds of a code by others than this quote and this basket.
-- name: coupon_held
SELECT count(*) FROM coupon_holds WHERE code = ?1 AND expires_at > ?2 AND quote <> ?3 AND basket <> ?4;

-- name: coupon_held_of_series
SELECT count(*) FROM coupon_holds WHERE series = ?1 AND expires_at > ?2 AND quote <> ?3 AND basket <> ?4;

-- name: coupon_held_by_owner
SELECT count(*) FROM coupon_holds WHERE series = ?1 AND expires_at > ?2 AND quote <> ?3 AND basket <> ?4 AND owner = ?5;

-- name: coupon_hold
INSERT INTO coupon_holds (quote, code, series, owner, basket, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: coupon_release
DELETE FROM coupon_holds WHERE quote = ?1 AND owner = ?2;

-- name: coupon_release_basket
DELETE FROM coupon_holds WHERE owner = ?1 AND basket = ?2;

-- name: coupon_purchases
SELECT purchase, at, back_at FROM coupon_uses WHERE code = ?1 ORDER BY at DESC, purchase DESC LIMIT ?2;

-- name: coupon_list_of_member
SELECT code, series, member, issued_at, expires_at, uses, revoked_at FROM coupons
WHERE member = ?1 AND (issued_at < ?2 OR (issued_at = ?2 AND code > ?3))
ORDER BY issued_at DESC, code LIMIT ?4;

-- name: coupon_list_of_series
SELECT code, series, member, issued_at, expires_at, uses, revoked_at FROM coupons
WHERE series = ?1 AND (issued_at < ?2 OR (issued_at = ?2 AND code > ?3))
ORDER BY issued_at DESC, code LIMIT ?4;
