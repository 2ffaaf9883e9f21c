-- Jobs: written with their cause, leased, finished or laid aside.

-- name: job_insert
INSERT INTO jobs (kind, key, lane, due_at, ready_at, payload, state, attempts)
VALUES (?1, ?2, ?3, ?4, ?4, ?5, 'waiting', 0)
ON CONFLICT (kind, key) DO NOTHING;

-- name: job_ready
SELECT id, kind, lane, key, due_at, payload, attempts, lease FROM jobs
WHERE state = 'waiting' AND lane = ?1 AND ready_at <= ?2
ORDER BY ready_at, id LIMIT ?3;

-- name: job_lease
UPDATE jobs SET ready_at = ?2, attempts = attempts + 1, lease = lease + 1
WHERE id = ?1 AND state = 'waiting';

-- name: job_finish
UPDATE jobs SET state = 'done' WHERE id = ?1 AND lease = ?2 AND state = 'waiting';

-- name: job_keep
UPDATE jobs SET ready_at = ?3 WHERE id = ?1 AND lease = ?2 AND state = 'waiting';

-- As if it had not been leased; whoever leased it can no longer end it.
-- name: job_give_back
UPDATE jobs SET ready_at = ?3, attempts = attempts - 1, lease = lease + 1
WHERE id = ?1 AND lease = ?2 AND state = 'waiting';

-- name: job_retry
UPDATE jobs SET ready_at = ?3, reason = ?4 WHERE id = ?1 AND lease = ?2 AND state = 'waiting';

-- name: job_lay_aside
UPDATE jobs SET state = 'dead', reason = ?3 WHERE id = ?1 AND lease = ?2 AND state = 'waiting';

-- name: job_counts
SELECT lane,
       count(CASE WHEN state = 'waiting' THEN 1 END),
       count(CASE WHEN state = 'dead' THEN 1 END)
FROM jobs WHERE state IN ('waiting', 'dead') GROUP BY lane ORDER BY lane;

-- name: job_again
UPDATE jobs SET state = 'waiting', ready_at = ?2, attempts = 0 WHERE id = ?1 AND state = 'dead';

-- name: job_load
SELECT id, kind, lane, key, due_at, payload, attempts, lease, state, ready_at, reason FROM jobs WHERE id = ?1;

-- name: job_waiting
SELECT id, kind, lane, key, due_at, payload, attempts, lease, state, ready_at, reason FROM jobs INDEXED BY jobs_waiting
WHERE state = 'waiting' AND id < ?1 ORDER BY id DESC LIMIT ?2;

-- name: job_dead
SELECT id, kind, lane, key, due_at, payload, attempts, lease, state, ready_at, reason FROM jobs
WHERE state = 'dead' AND id < ?1 ORDER BY id DESC LIMIT ?2;

-- Since when the oldest job that nobody has leased could have been done.
-- name: job_ready_since
SELECT min(ready_at) FROM jobs WHERE state = 'waiting';
