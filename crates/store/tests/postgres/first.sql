-- The shop of the folder beside the conformance suite, as the first tables of PostgreSQL held it.

INSERT INTO writers (id, batch, last_id, posted_at, members, purchases) VALUES
    (77, 4, 3, 79200000, 2, 3);
INSERT INTO owners (id, version, registered_at, blocked, next_lot, next_debt, due_at, check_at) VALUES
    (1, 3, 3600000, 0, 2, 1, NULL, NULL),
    (2, 1, 3600000, 0, 1, 1, NULL, NULL);
INSERT INTO profiles (member, first_name, middle_name, last_name, birth_date, gender, city, phone, email, language, store, tags, dates, consents, attributes, search) VALUES
    (1, NULL, NULL, 'Алёнова', NULL, NULL, NULL, '+79001234567', NULL, NULL, 'kazan-1', NULL, NULL, NULL, NULL, '  аленова  79001234567  7000ab  '),
    (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '    ');
INSERT INTO identifiers (kind, value, member) VALUES
    ('card', '7000AB', 1);
INSERT INTO purchases (id, integration, external, member, at, utc_offset, posted_at, store, till, cashier, channel, program, version, amount, discount, redeemed, to_pay, returned, state, exchange) VALUES
    (1, NULL, NULL, 1, 79200000, 10800, 79200000, 'kazan-1', NULL, NULL, NULL, NULL, NULL, 90, 10, 0, 80, 0, 'sold', NULL),
    (2, 'till', 'a-2', 1, 79200000, 10800, 79200000, 'kazan-1', NULL, NULL, NULL, NULL, NULL, 90, 0, 1, 89, 0, 'sold', NULL),
    (3, NULL, NULL, NULL, 79200000, 10800, 79200000, 'kazan-1', NULL, NULL, NULL, NULL, NULL, 50, 0, 0, 50, 0, 'voided', NULL);
INSERT INTO purchase_lines (purchase, line, sku, category, brand, quantity, price, amount, to_pay, returned_quantity, returned_amount) VALUES
    (1, 1, 'burger', NULL, NULL, 10000, 900000, 90, 80, 0, 0),
    (2, 1, 'burger', NULL, NULL, 10000, 900000, 90, 89, 0, 0),
    (3, 1, 'cola', NULL, NULL, 10000, 500000, 50, 50, 0, 0);
INSERT INTO balances (owner, unit, available, pending, debt) VALUES
    (1, 'points', 4, 0, 0);
INSERT INTO lots (owner, live, number, unit, amount, remaining, expired, activates_at, state, expires_at, rule, purchase) VALUES
    (1, 1, 1, 'points', 5, 4, 0, 0, 'active', NULL, 'base', 1);
INSERT INTO entries (owner, posting, place, kind, unit, at, posted_at, cause, cause_id, rule, effect, account, lot, points) VALUES
    (1, 1, 1, 'earn', 'points', 79200000, 79200000, 'purchase', 1, 'base', 0, 'available', 1, 5),
    (1, 1, 2, 'earn', 'points', 79200000, 79200000, 'purchase', 1, 'base', 0, 'issued', NULL, -5),
    (1, 2, 1, 'redeem', 'points', 79200000, 79200000, 'purchase', 2, NULL, NULL, 'available', 1, -1),
    (1, 2, 2, 'redeem', 'points', 79200000, 79200000, 'purchase', 2, NULL, NULL, 'redeemed', NULL, 1);
INSERT INTO calls (scope, key, hash, status, body, posted_at, keep_until) VALUES
    ('purchase/till', 'a-2', '\x0000000000000000000000000000000000000000000000000000000000000000', 201, '{}', 79200000, NULL);
INSERT INTO journal (pos, at, posted_at, kind, owner, payload) VALUES
    (1, 3600000, 3600000, 'member.joined', 1, '{}'),
    (2, 79200000, 79200000, 'purchase.posted', 1, '{}'),
    (3, 79200000, 79200000, 'purchase.posted', 1, '{}'),
    (4, 79200000, 79200000, 'purchase.voided', NULL, '{}');
INSERT INTO jobs (kind, key, lane, due_at, ready_at, payload, state, attempts, reason) VALUES
    ('dates', '1970-01-02', 1, 86400000, 86400000, '{}', 'waiting', 0, NULL);
INSERT INTO members_joined_shares (hour, store, members, share) VALUES
    (1, '', 1, 0),
    (1, 'kazan-1', 1, 0);
INSERT INTO points_hours_shares (hour, unit, store, issued, redeemed, expired, share) VALUES
    (22, 'points', 'kazan-1', 5, 1, 0, 0);
INSERT INTO points_left_shares (hour, unit, available, pending, share) VALUES
    (9223372036854775807, 'points', 4, 0, 0);
INSERT INTO sales_days_shares (day, store, sales, returned, discount, purchases, identified_sales, identified_purchases, share) VALUES
    (1, 'kazan-1', 169, 0, 10, 2, 169, 2, 0);
INSERT INTO sales_hours_shares (day, store, hour, purchases, share) VALUES
    (1, 'kazan-1', 1, 2, 0);
