-- Sessions of staff.

-- name: session_open
INSERT INTO staff_sessions (hash, staff, posted_at, seen_at) VALUES (?1, ?2, ?3, ?3);

-- name: session_see
UPDATE staff_sessions SET seen_at = CASE WHEN seen_at < ?2 THEN ?2 ELSE seen_at END WHERE hash = ?1;

-- name: session_close
DELETE FROM staff_sessions WHERE hash = ?1;

-- name: session_close_others
DELETE FROM staff_sessions WHERE staff = ?1 AND hash IS DISTINCT FROM ?2;

-- name: session_forget
DELETE FROM staff_sessions WHERE staff = ?1 AND (posted_at <= ?2 OR seen_at <= ?3);

-- name: session_end_all
DELETE FROM staff_sessions;

-- name: session_by_hash
SELECT staff.id, login, name, role, store, language, password, blocked, staff.posted_at,
    staff_sessions.posted_at, staff_sessions.seen_at
FROM staff_sessions JOIN staff ON staff.id = staff_sessions.staff
WHERE hash = ?1;
