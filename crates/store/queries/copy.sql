-- Around the copying of whole tables, whose own statements are made of the tables themselves (`src/copy/layout.rs`).

-- Foreign keys are laid aside while rows come table by table; SQLite has its switch.
-- name: copy_free_links
SELECT 0 WHERE FALSE;

-- And brought back, which looks at every row.
-- name: copy_bind_links
SELECT 0 WHERE FALSE;

-- What an engine makes of the rows for itself, once they are there.
-- name: copy_settle
INSERT INTO members_index (members_index) VALUES ('rebuild');

-- Numbers that are given on go on after the last; SQLite does so by itself.
-- name: copy_go_on
SELECT 0 WHERE FALSE;

-- Facts that have no position yet, in the order in which they will get it; on SQLite there are none.
-- name: copy_waiting_facts
SELECT at, posted_at, kind, owner, payload FROM journal WHERE pos IS NULL AND pos > 0;

-- Processes that are connected beside this one; SQLite knows nothing of them, the folder's lock does.
-- name: copy_others
SELECT 0;

-- name: copy_pause
SELECT 0;
