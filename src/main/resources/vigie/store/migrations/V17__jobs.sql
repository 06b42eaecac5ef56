-- What the schedule knows of each of its jobs (vigie.store.JobState): moments in UTC as ISO 8601, "success" the beginning of the last
-- run that brought what it was to bring, "caught_up" the beginning of the last one that made up for "missed" others.
CREATE TABLE job (
    name         TEXT PRIMARY KEY,
    since        TEXT NOT NULL,
    started      TEXT,
    ended        TEXT,
    outcome      TEXT,
    success      TEXT,
    changed      TEXT,
    failures     INTEGER NOT NULL DEFAULT 0,
    caught_up    TEXT,
    missed       INTEGER NOT NULL DEFAULT 0,
    missed_since TEXT,
    detail       TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
