-- Gift cards and prepaid balances, by their codes as the program keeps them. `balance` is the sum of the entries, in minor
-- units; `version` guards it as that of an owner guards points.
CREATE TABLE gift_cards (
    code TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    loaded_at INTEGER,
    expires_at INTEGER,
    balance INTEGER NOT NULL CHECK (balance >= 0),
    blocked_at INTEGER,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX gift_cards_of_kind ON gift_cards (kind, made_at, code);
CREATE INDEX gift_cards_of_time ON gift_cards (made_at, code);
CREATE INDEX gift_cards_due ON gift_cards (expires_at) WHERE expires_at IS NOT NULL AND balance > 0;

-- Postings of cards: what a card gains, an account of the program loses, so that each sums to zero.
CREATE TABLE gift_card_entries (
    id INTEGER NOT NULL PRIMARY KEY,
    code TEXT NOT NULL REFERENCES gift_cards (code),
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    amount INTEGER NOT NULL,
    at INTEGER NOT NULL,
    posted_at INTEGER NOT NULL,
    cause TEXT NOT NULL,
    cause_id INTEGER
) STRICT;

CREATE INDEX gift_card_entries_of_card ON gift_card_entries (code, id);

-- Money that quotes set aside. What has lapsed counts no more, and goes when another is set aside.
CREATE TABLE gift_card_holds (
    quote INTEGER NOT NULL,
    code TEXT NOT NULL REFERENCES gift_cards (code),
    basket TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (quote, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX gift_card_holds_of_card ON gift_card_holds (code, expires_at);
CREATE INDEX gift_card_holds_of_basket ON gift_card_holds (basket);
CREATE INDEX gift_card_holds_lapsed ON gift_card_holds (expires_at);
