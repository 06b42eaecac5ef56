-- Names of features, once each: a row of "score" lists them by id.
CREATE TABLE feature_name (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- The score of now. Numbers are rounded as vigie.model.Score says; "listed" is packed by vigie.store.ListedForm;
-- "updated" (microseconds) and "run" (score_run.id) move only when something that is published changes.
CREATE TABLE score (
    cve           INTEGER PRIMARY KEY,
    model         TEXT NOT NULL,
    day           TEXT NOT NULL,
    margin        REAL NOT NULL,
    score         REAL NOT NULL,
    percentile    REAL NOT NULL,
    bias          REAL NOT NULL,
    rest          REAL NOT NULL,
    known_since   TEXT,
    known_sources TEXT,
    listed        BLOB NOT NULL,
    updated       TEXT NOT NULL,
    run           INTEGER NOT NULL
) STRICT;
CREATE INDEX score_run_of ON score (run);

-- CVEs that had a score and left.
CREATE TABLE score_gone (
    cve     INTEGER PRIMARY KEY,
    since   TEXT NOT NULL,
    updated TEXT NOT NULL,
    run     INTEGER NOT NULL
) STRICT;

-- Runs that scored; last_change is the last row of "change" that the run took into account.
CREATE TABLE score_run (
    id          INTEGER PRIMARY KEY,
    started     TEXT NOT NULL,
    finished    TEXT NOT NULL,
    model       TEXT NOT NULL,
    day         TEXT NOT NULL,
    kind        TEXT NOT NULL,
    scored      INTEGER NOT NULL,
    changed     INTEGER NOT NULL,
    last_change INTEGER NOT NULL
) STRICT;

-- What a CVE contributes to the history of others (vigie.feature.Trait), and a digest of what it was derived from: all that
-- sources say of the CVE. Where it differs from what they say now, the CVE is to be scored anew.
CREATE TABLE trait (
    cve       INTEGER PRIMARY KEY,
    input     INTEGER NOT NULL,
    exploited INTEGER,
    known     TEXT NOT NULL
) STRICT;
