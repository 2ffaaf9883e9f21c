-- Codes that were given out, and public ones that were used. `uses` is guarded by the series' limits; `member` is whose it
-- is. Codes stand as the program keeps them: capital letters, without spaces and dashes.
CREATE TABLE coupons (
    code TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    series TEXT COLLATE "C" NOT NULL,
    member BIGINT REFERENCES owners (id),
    issued_at BIGINT NOT NULL,
    expires_at BIGINT,
    uses BIGINT NOT NULL CHECK (uses >= 0),
    revoked_at BIGINT
);

CREATE INDEX coupons_of_member ON coupons (member, issued_at, code) WHERE member IS NOT NULL;
CREATE INDEX coupons_of_series ON coupons (series, issued_at, code);

-- How often codes of a series were used in all.
CREATE TABLE coupon_series (
    series TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    uses BIGINT NOT NULL CHECK (uses >= 0)
);

-- What each use was for; `back_at` is when it was given back.
CREATE TABLE coupon_uses (
    code TEXT COLLATE "C" NOT NULL REFERENCES coupons (code),
    purchase BIGINT NOT NULL REFERENCES purchases (id),
    at BIGINT NOT NULL,
    back_at BIGINT,
    PRIMARY KEY (code, purchase)
);

-- Codes that quotes hold, as they hold points. A hold that has lapsed counts no more; it goes with its quote.
CREATE TABLE coupon_holds (
    quote BIGINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    series TEXT COLLATE "C" NOT NULL,
    owner BIGINT NOT NULL REFERENCES owners (id),
    basket TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (quote, code)
);

CREATE INDEX coupon_holds_of_code ON coupon_holds (code, expires_at);
CREATE INDEX coupon_holds_of_series ON coupon_holds (series, expires_at);
CREATE INDEX coupon_holds_of_basket ON coupon_holds (owner, basket);
