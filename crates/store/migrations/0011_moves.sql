-- Moving an installation to the other engine: what has been copied here already, in runs of rows by their keys, so that a
-- move that was cut off goes on. Empty at all other times.

-- `last_key` is a JSON list; `digest` is of the rows after the last key of the run before, up to this one.
CREATE TABLE move_runs (
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    last_key TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (name, number)
) STRICT, WITHOUT ROWID;
