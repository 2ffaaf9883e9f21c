-- Moving an installation to the other engine: what has been copied here already, in runs of rows by their keys, so that a
-- move that was cut off goes on. Empty at all other times.

-- `last_key` is a JSON list; `digest` is of the rows after the last key of the run before, up to this one.
CREATE TABLE move_runs (
    name TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    last_key TEXT COLLATE "C" NOT NULL,
    digest BYTEA NOT NULL,
    PRIMARY KEY (name, number)
);

-- Foreign keys that are laid aside while rows come table by table, as the statements that bring them back.
CREATE TABLE move_links (
    holder TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    definition TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (holder, name)
);
