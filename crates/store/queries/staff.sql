-- Staff.

-- name: staff_put
INSERT INTO staff (id, version, login, name, role, store, language, password, blocked, posted_at)
VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (id) DO UPDATE SET
    version = staff.version + 1, login = excluded.login, name = excluded.name, role = excluded.role, store = excluded.store,
    language = excluded.language, password = excluded.password, blocked = excluded.blocked;

-- name: staff_mark
SELECT coalesce(sum(version), 0) FROM staff;

-- name: staff_load
SELECT id, login, name, role, store, language, password, blocked, posted_at FROM staff WHERE id = ?1;

-- name: staff_by_login
SELECT id, login, name, role, store, language, password, blocked, posted_at FROM staff WHERE login = ?1;

-- name: staff_list
SELECT id, login, name, role, store, language, password, blocked, posted_at FROM staff ORDER BY id;
