-- Who is in a dynamic saved segment, who came and went, and when to look next.

-- name: membership_enter
INSERT INTO saved_members (member, segment, since) VALUES (?1, ?2, ?3);

-- name: membership_leave
DELETE FROM saved_members WHERE member = ?1 AND segment = ?2;

-- name: membership_empty
DELETE FROM saved_members WHERE segment = ?1;

-- name: membership_forget_moves
DELETE FROM saved_moves WHERE segment = ?1;

-- name: membership_forget_fill
DELETE FROM saved_fills WHERE segment = ?1;

-- name: membership_of_member
SELECT segment, since FROM saved_members WHERE member = ?1 ORDER BY segment;

-- name: membership_all
SELECT member, segment FROM saved_members ORDER BY member, segment;

-- name: membership_move
INSERT INTO saved_moves (id, segment, member, at, entered) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: membership_moves
SELECT id, member, at, entered FROM saved_moves WHERE segment = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3;

-- name: membership_flow
SELECT CAST(coalesce(sum(entered), 0) AS BIGINT), count(*) FROM saved_moves WHERE segment = ?1 AND at >= ?2 AND at < ?3;

-- name: membership_look
INSERT INTO saved_looks (member, at) VALUES (?1, ?2) ON CONFLICT (member) DO UPDATE SET at = excluded.at;

-- name: membership_no_look
DELETE FROM saved_looks WHERE member = ?1;

-- name: membership_look_of
SELECT at FROM saved_looks WHERE member = ?1;

-- name: membership_looks
SELECT member, at FROM saved_looks ORDER BY member;

-- name: membership_looks_due
SELECT member FROM saved_looks WHERE at <= ?1 ORDER BY at, member LIMIT ?2;

-- name: membership_fill
INSERT INTO saved_fills (segment, definition, filled_at) VALUES (?1, ?2, ?3)
ON CONFLICT (segment) DO UPDATE SET definition = excluded.definition, filled_at = excluded.filled_at;

-- name: membership_fills
SELECT segment, definition FROM saved_fills ORDER BY segment;

-- name: membership_cursor
SELECT position, folded_at FROM saved_cursor WHERE id = 1;

-- name: membership_put_cursor
INSERT INTO saved_cursor (id, position, folded_at) VALUES (1, ?1, ?2)
ON CONFLICT (id) DO UPDATE SET position = excluded.position, folded_at = excluded.folded_at;
