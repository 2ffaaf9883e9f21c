-- Purchases in which a till did otherwise than the rules say: to be looked at, until somebody has. What differs stands
-- in the purchase's decision. `by_id` is of staff or of a key, as `by_kind` says.
CREATE TABLE discrepancies (
    purchase INTEGER PRIMARY KEY REFERENCES purchases (id),
    reviewed_at INTEGER,
    by_kind TEXT,
    by_id INTEGER
) STRICT;

CREATE INDEX discrepancies_open ON discrepancies (purchase) WHERE reviewed_at IS NULL;

INSERT INTO discrepancies (purchase)
SELECT purchase FROM decisions
WHERE instr(decision, '"discrepancies":[') > 0 AND json_array_length(decision, '$.discrepancies') > 0;
