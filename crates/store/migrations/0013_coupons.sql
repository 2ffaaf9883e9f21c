-- Codes that were given out, and public ones that were used. `uses` is guarded by the series' limits; `member` is whose it
-- is. Codes stand as the program keeps them: capital letters, without spaces and dashes.
CREATE TABLE coupons (
    code TEXT NOT NULL PRIMARY KEY,
    series TEXT NOT NULL,
    member INTEGER REFERENCES owners (id),
    issued_at INTEGER NOT NULL,
    expires_at INTEGER,
    uses INTEGER NOT NULL CHECK (uses >= 0),
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX coupons_of_member ON coupons (member, issued_at, code) WHERE member IS NOT NULL;
CREATE INDEX coupons_of_series ON coupons (series, issued_at, code);

-- How often codes of a series were used in all.
CREATE TABLE coupon_series (
    series TEXT NOT NULL PRIMARY KEY,
    uses INTEGER NOT NULL CHECK (uses >= 0)
) STRICT, WITHOUT ROWID;

-- What each use was for; `back_at` is when it was given back.
CREATE TABLE coupon_uses (
    code TEXT NOT NULL REFERENCES coupons (code),
    purchase INTEGER NOT NULL REFERENCES purchases (id),
    at INTEGER NOT NULL,
    back_at INTEGER,
    PRIMARY KEY (code, purchase)
) STRICT, WITHOUT ROWID;

-- Codes that quotes hold, as they hold points. A hold that has lapsed counts no more; it goes with its quote.
CREATE TABLE coupon_holds (
    quote INTEGER NOT NULL,
    code TEXT NOT NULL,
    series TEXT NOT NULL,
    owner INTEGER NOT NULL REFERENCES owners (id),
    basket TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (quote, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX coupon_holds_of_code ON coupon_holds (code, expires_at);
CREATE INDEX coupon_holds_of_series ON coupon_holds (series, expires_at);
CREATE INDEX coupon_holds_of_basket ON coupon_holds (owner, basket);
