-- Points that one member sent to another. What moved is told by the entries of its cause; versions of both members guard it.
CREATE TABLE transfers (
    id BIGINT NOT NULL PRIMARY KEY,
    sender BIGINT NOT NULL REFERENCES owners (id),
    receiver BIGINT NOT NULL REFERENCES owners (id),
    unit TEXT COLLATE "C" NOT NULL,
    points BIGINT NOT NULL CHECK (points > 0),
    fee BIGINT NOT NULL CHECK (fee >= 0),
    at BIGINT NOT NULL
);
