-- Experiments.

-- name: experiment_put
INSERT INTO experiments (id, number, version, state, salt, design, forecast, made_at, posted_at, started_at, ended_at, looked_at)
VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (id) DO UPDATE SET
    version = experiments.version + 1, state = excluded.state, design = excluded.design, forecast = excluded.forecast,
    posted_at = excluded.posted_at, started_at = excluded.started_at, ended_at = excluded.ended_at,
    looked_at = excluded.looked_at;

-- name: experiment_move
UPDATE experiments SET version = version + 1, looked_at = ?2 WHERE number = ?1;

-- name: experiment_drop
DELETE FROM experiments WHERE number = ?1;

-- name: experiment_version
SELECT version FROM experiments WHERE id = ?1;

-- name: experiment_load
SELECT id, number, version, state, salt, design, forecast, made_at, posted_at, started_at, ended_at, looked_at
FROM experiments WHERE id = ?1;

-- name: experiment_list
SELECT id, number, version, state, salt, design, forecast, made_at, posted_at, started_at, ended_at, looked_at
FROM experiments ORDER BY made_at DESC, id;

-- name: assignment_insert
INSERT INTO assignments (experiment, member, arm, at) VALUES (?1, ?2, ?3, ?4);

-- name: assignment_clear
DELETE FROM assignments WHERE experiment = ?1;

-- name: assignment_load
SELECT member, arm, at FROM assignments WHERE experiment = ?1 AND member = ?2;

-- name: assignment_all
SELECT member, arm, at FROM assignments WHERE experiment = ?1 ORDER BY member;

-- name: assignment_page
SELECT member, arm, at FROM assignments WHERE experiment = ?1 AND member > ?2 ORDER BY member LIMIT ?3;

-- name: assignment_counts
SELECT arm, count(*) FROM assignments WHERE experiment = ?1 GROUP BY arm ORDER BY arm;

-- name: assignment_of_member
SELECT experiments.id, member, arm, at
FROM assignments JOIN experiments ON experiments.number = assignments.experiment
WHERE member = ?1 AND state <> 'draft' ORDER BY started_at DESC, experiments.id;

-- name: universal_control_put
INSERT INTO universal_controls (since, parts, salt) VALUES (?1, ?2, ?3)
ON CONFLICT (since) DO UPDATE SET parts = excluded.parts, salt = excluded.salt;

-- name: universal_control_load
SELECT since, parts, salt FROM universal_controls ORDER BY since DESC LIMIT 1;
