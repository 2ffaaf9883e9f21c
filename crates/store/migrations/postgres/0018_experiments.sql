-- Experiments: who is in which arm, and since when. `design` and `forecast` are JSON. `version` moves with every change of an
-- experiment and of its assignments, and guards both.
CREATE TABLE experiments (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    salt TEXT COLLATE "C" NOT NULL,
    design TEXT COLLATE "C" NOT NULL,
    forecast TEXT COLLATE "C",
    made_at BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    looked_at BIGINT
);

-- `arm` is its place among the arms of the design.
CREATE TABLE assignments (
    experiment BIGINT NOT NULL,
    member BIGINT NOT NULL,
    arm BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (experiment, member)
);

CREATE INDEX assignments_of_member ON assignments (member, experiment);

-- Who is left out of every experiment: so many of 10,000 parts of the base, drawn by a salt. The latest row counts.
CREATE TABLE universal_controls (
    since BIGINT NOT NULL PRIMARY KEY,
    parts BIGINT NOT NULL,
    salt TEXT COLLATE "C" NOT NULL
);
