-- Two members, one who buys: a sale that earned five points, of which one was spent on the next; a sale voided; a call, a job, facts.

INSERT INTO writers VALUES (77, 4, 3, 79200000, 2, 3);
INSERT INTO owners VALUES (1, 3, 3600000, 0, 2, 1, NULL, NULL), (2, 1, 3600000, 0, 1, 1, NULL, NULL);
INSERT INTO profiles (member, last_name, phone, store, search)
VALUES (1, 'Алёнова', '+79001234567', 'kazan-1', 'алёнова +79001234567'), (2, NULL, NULL, NULL, '');
INSERT INTO identifiers VALUES ('card', '7000AB', 1);
INSERT INTO purchases VALUES
    (1, NULL, NULL, 1, 79200000, 10800, 79200000, 'kazan-1', NULL, NULL, NULL, NULL, NULL, 90, 10, 0, 80, 0, 'sold', NULL),
    (2, 'till', 'a-2', 1, 79200000, 10800, 79200000, 'kazan-1', NULL, NULL, NULL, NULL, NULL, 90, 0, 1, 89, 0, 'sold', NULL),
    (3, NULL, NULL, NULL, 79200000, 10800, 79200000, 'kazan-1', NULL, NULL, NULL, NULL, NULL, 50, 0, 0, 50, 0, 'voided', NULL);
INSERT INTO purchase_lines VALUES
    (1, 1, 'burger', NULL, NULL, 10000, 900000, 90, 80, 0, 0),
    (2, 1, 'burger', NULL, NULL, 10000, 900000, 90, 89, 0, 0),
    (3, 1, 'cola', NULL, NULL, 10000, 500000, 50, 50, 0, 0);
INSERT INTO balances VALUES (1, 'points', 4, 0, 0);
INSERT INTO lots VALUES (1, 1, 1, 'points', 5, 4, 0, 0, 'active', NULL, 'base', 1);
INSERT INTO entries VALUES
    (1, 1, 1, 'earn', 'points', 79200000, 79200000, 'purchase', 1, 'base', 0, 'available', 1, 5),
    (1, 1, 2, 'earn', 'points', 79200000, 79200000, 'purchase', 1, 'base', 0, 'issued', NULL, -5),
    (1, 2, 1, 'redeem', 'points', 79200000, 79200000, 'purchase', 2, NULL, NULL, 'available', 1, -1),
    (1, 2, 2, 'redeem', 'points', 79200000, 79200000, 'purchase', 2, NULL, NULL, 'redeemed', NULL, 1);
INSERT INTO calls VALUES ('purchase/till', 'a-2', zeroblob(32), 201, '{}', 79200000, NULL);
INSERT INTO journal VALUES
    (1, 3600000, 3600000, 'member.joined', 1, '{}'),
    (2, 79200000, 79200000, 'purchase.posted', 1, '{}'),
    (3, 79200000, 79200000, 'purchase.posted', 1, '{}'),
    (4, 79200000, 79200000, 'purchase.voided', NULL, '{}');
INSERT INTO jobs (kind, key, lane, due_at, ready_at, payload, state, attempts) VALUES ('dates', '1970-01-02', 1, 86400000, 86400000, '{}', 'waiting', 0);
