-- Members who turned out to be another, and members who were erased.

-- Whose the member has become: everything asked of them is asked of that one. Always the last of a row of merges.
ALTER TABLE owners ADD COLUMN merged_into INTEGER;
ALTER TABLE owners ADD COLUMN erased_at INTEGER;
CREATE INDEX owners_merged ON owners (merged_into) WHERE merged_into IS NOT NULL;

-- Reasons that somebody typed are looked for when the member is erased.
CREATE INDEX journal_by_hand ON journal (owner) WHERE kind = 'tier.set_by_hand';

-- Who made a purchase, where it is another's now.
ALTER TABLE purchases ADD COLUMN origin INTEGER;

-- `source` became `target`: lots and debts of the one were numbered on from those of the other. `kept` is JSON: what is needed to
-- part the two again. Personal data, gone when the target is erased.
CREATE TABLE merges (
    id INTEGER NOT NULL PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES owners (id),
    target INTEGER NOT NULL REFERENCES owners (id),
    at INTEGER NOT NULL,
    lot_shift INTEGER NOT NULL,
    debt_shift INTEGER NOT NULL,
    kept TEXT NOT NULL
) STRICT;

CREATE INDEX merges_of_source ON merges (source);
CREATE INDEX merges_of_target ON merges (target, id);

-- What moved: documents, postings, coupons by their kind and their key.
CREATE TABLE merge_rows (
    merge INTEGER NOT NULL,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (merge, kind, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX merge_rows_of ON merge_rows (kind, item);

-- Members who are another's, or erased, are counted no more.
DROP VIEW members_joined_expected;
CREATE VIEW members_joined_expected AS
SELECT (o.registered_at - ((o.registered_at % 3600000) + 3600000) % 3600000) / 3600000 AS hour,
       coalesce(p.store, '') AS store, count(*) AS members
FROM owners o LEFT JOIN profiles p ON p.member = o.id
WHERE o.merged_into IS NULL AND o.erased_at IS NULL GROUP BY 1, 2;

DROP VIEW members_in_tiers_expected;
CREATE VIEW members_in_tiers_expected AS
SELECT scheme, coalesce(level, '') AS level, count(*) AS members
FROM tier_states s JOIN owners o ON o.id = s.owner
WHERE since = (SELECT max(since) FROM tier_states l WHERE l.owner = s.owner AND l.scheme = s.scheme)
  AND o.merged_into IS NULL AND o.erased_at IS NULL
GROUP BY 1, 2;
