-- Runs of 'vigie prioritise' (vigie.triage.KeptRun): "summary" is JSON, "finding_part" holds the findings as lines of JSON, packed by
-- vigie.store.sqlite.Packing. Moments are UTC with microseconds.
CREATE TABLE finding_run (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    name    TEXT NOT NULL,
    at      TEXT NOT NULL,
    summary TEXT NOT NULL
) STRICT;
CREATE INDEX finding_run_name ON finding_run (name, id);

CREATE TABLE finding_part (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    run  INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX finding_part_run ON finding_part (run, id);
