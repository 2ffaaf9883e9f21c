-- Members: profiles, the identifiers they are found by, their yearly dates. Personal data.

-- name: member_load
SELECT o.registered_at, o.blocked, o.version, o.due_at, o.check_at, o.next_lot, o.next_debt,
       p.first_name, p.middle_name, p.last_name, p.birth_date, p.gender, p.city, p.phone, p.email, p.language,
       p.store, p.tags, p.dates, p.consents, p.attributes, o.merged_into, o.erased_at
FROM owners o LEFT JOIN profiles p ON p.member = o.id
WHERE o.id = ?1;

-- name: member_put_profile
INSERT INTO profiles (member, first_name, middle_name, last_name, birth_date, gender, city, phone, email, language,
                      store, tags, dates, consents, attributes, search)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
ON CONFLICT (member) DO UPDATE SET
    first_name = excluded.first_name, middle_name = excluded.middle_name, last_name = excluded.last_name,
    birth_date = excluded.birth_date, gender = excluded.gender, city = excluded.city, phone = excluded.phone,
    email = excluded.email, language = excluded.language, store = excluded.store, tags = excluded.tags,
    dates = excluded.dates, consents = excluded.consents, attributes = excluded.attributes, search = excluded.search;

-- name: member_before
SELECT birth_date, dates, search FROM profiles WHERE member = ?1;

-- name: member_by_identifier
SELECT member FROM identifiers WHERE kind = ?1 AND value = ?2;

-- name: member_identifiers
SELECT kind, value FROM identifiers WHERE member = ?1 ORDER BY kind, value;

-- The guards have found nobody else, so a conflict is the member's own.
-- name: member_add_identifier
INSERT INTO identifiers (kind, value, member) VALUES (?1, ?2, ?3)
ON CONFLICT (kind, value) DO UPDATE SET member = excluded.member WHERE identifiers.member = excluded.member;

-- name: member_drop_identifier
DELETE FROM identifiers WHERE kind = ?1 AND value = ?2 AND member = ?3;

-- name: member_add_date
INSERT INTO yearly_dates (month_day, date, member) VALUES (?1, ?2, ?3);

-- name: member_drop_date
DELETE FROM yearly_dates WHERE month_day = ?1 AND date = ?2 AND member = ?3;

-- name: member_with_date
SELECT member FROM yearly_dates WHERE month_day = ?1 AND date = ?2 AND member > ?3 ORDER BY member LIMIT ?4;

-- Whose points of a unit burn after one instant and by another; what is due later than that cannot be among them.
-- name: member_with_points_burning
SELECT id FROM owners
WHERE due_at <= ?3 AND id > ?4 AND EXISTS (
    SELECT 1 FROM lots
    WHERE owner = owners.id AND live = 1 AND unit = ?1 AND expires_at > ?2 AND expires_at <= ?3
)
ORDER BY id LIMIT ?5;

-- Everybody, page by page.
-- name: member_after
SELECT member FROM profiles WHERE member > ?1 ORDER BY member LIMIT ?2;

-- The newest first. What is empty narrows nothing.
-- name: member_list
SELECT member FROM profiles
WHERE member < ?1
  AND (?2 = '' OR city = ?2)
  AND (?3 = '' OR tags LIKE ?3 ESCAPE '\')
  AND (?4 = '' OR store = ?4)
ORDER BY member DESC LIMIT ?5;

-- The same among those whose words fit.
-- name: member_find
SELECT i.rowid FROM members_index i CROSS JOIN profiles p ON p.member = i.rowid
WHERE i.members_index MATCH ?6 AND i.rowid < ?1
  AND (?2 = '' OR p.city = ?2)
  AND (?3 = '' OR p.tags LIKE ?3 ESCAPE '\')
  AND (?4 = '' OR p.store = ?4)
ORDER BY i.rowid DESC LIMIT ?5;

-- Identifiers of a kind that begin so, in their order, after one of them. No text is greater than the one that ends in the
-- last letter there is.
-- name: member_find_number
SELECT i.value, i.member FROM identifiers i CROSS JOIN profiles p ON p.member = i.member
WHERE i.kind = ?1 AND i.value >= ?2 AND i.value < ?2 || char(1114111) AND i.value > ?7
  AND (?3 = '' OR p.city = ?3)
  AND (?4 = '' OR p.tags LIKE ?4 ESCAPE '\')
  AND (?5 = '' OR p.store = ?5)
ORDER BY i.value LIMIT ?6;

-- name: member_index
INSERT INTO members_index (rowid, search) VALUES (?1, ?2);

-- What is dropped must be said exactly as it was put.
-- name: member_drop_index
INSERT INTO members_index (members_index, rowid, search) VALUES ('delete', ?1, ?2);
