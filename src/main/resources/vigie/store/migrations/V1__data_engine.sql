-- Identifiers: "cve" is year * 10^14 + number (CveId.key). Days are ISO dates, moments ISO instants in UTC, as text.

CREATE TABLE mark (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What makes the next request for an address conditional.
CREATE TABLE feed (
    url           TEXT PRIMARY KEY,
    source        TEXT NOT NULL,
    etag          TEXT,
    last_modified TEXT,
    bytes         INTEGER NOT NULL,
    fetched       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What sources offer by name, and the version of it that is held.
CREATE TABLE queue (
    queue TEXT NOT NULL,
    ref   TEXT NOT NULL,
    day   TEXT NOT NULL,
    stamp TEXT NOT NULL,
    held  TEXT,
    PRIMARY KEY (queue, ref)
) STRICT, WITHOUT ROWID;

-- Questions about single CVEs that had no answer, and when they were put.
CREATE TABLE asked (
    service TEXT NOT NULL,
    cve     INTEGER NOT NULL,
    day     TEXT NOT NULL,
    PRIMARY KEY (service, cve)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
    id       INTEGER PRIMARY KEY,
    source   TEXT NOT NULL,
    started  TEXT NOT NULL,
    finished TEXT NOT NULL,
    outcome  TEXT NOT NULL,
    feeds    INTEGER NOT NULL,
    records  INTEGER NOT NULL,
    changed  INTEGER NOT NULL,
    skipped  INTEGER NOT NULL,
    error    TEXT NOT NULL
) STRICT;
CREATE INDEX run_source ON run (source, id);

-- Records and feeds that could not be used, until the same feed is read again.
CREATE TABLE problem (
    id     INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    feed   TEXT NOT NULL,
    record TEXT NOT NULL,
    cause  TEXT NOT NULL,
    day    TEXT NOT NULL
) STRICT;
CREATE INDEX problem_feed ON problem (source, feed);

-- The record of a CVE as a source keeps it (source 0 CVE List, 1 NVD), with what it would put forward.
CREATE TABLE record (
    cve          INTEGER NOT NULL,
    source       INTEGER NOT NULL,
    state        TEXT NOT NULL,
    published    TEXT,
    modified     TEXT,
    hash         INTEGER NOT NULL,
    cvss_rank    INTEGER NOT NULL,
    cvss_score   REAL,
    cvss_version TEXT,
    cvss_vector  TEXT,
    cvss_source  TEXT,
    cwe_rank     INTEGER NOT NULL,
    cwe          TEXT,
    cwe_desc     TEXT,
    cwe_source   TEXT,
    seen         TEXT NOT NULL,
    PRIMARY KEY (cve, source)
) STRICT, WITHOUT ROWID;

-- The same record's JSON; id is cve * 4 + source. Packed by vigie.store.Packing.
CREATE TABLE raw (
    id   INTEGER PRIMARY KEY,
    body BLOB NOT NULL
) STRICT;

-- What stands for a CVE, chosen from its records by vigie.model.Preference.
CREATE TABLE cve (
    id           INTEGER PRIMARY KEY,
    state        TEXT NOT NULL,
    published    TEXT,
    modified     TEXT,
    cvss_score   REAL,
    cvss_version TEXT,
    cvss_vector  TEXT,
    cvss_source  TEXT,
    cwe          TEXT,
    cwe_desc     TEXT,
    cwe_source   TEXT
) STRICT;

CREATE VIRTUAL TABLE cve_text USING fts5 (
    title, description, products,
    content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
-- A bulk load with the default of 1 MB spends most of its time in merging small segments.
INSERT INTO cve_text (cve_text, rank) VALUES ('hashsize', 67108864);

-- Names as written, and their keys for matching (vigie.text.Names).
CREATE TABLE product (
    id          INTEGER PRIMARY KEY,
    vendor      TEXT NOT NULL,
    product     TEXT NOT NULL,
    vendor_key  TEXT NOT NULL,
    product_key TEXT NOT NULL,
    UNIQUE (vendor, product)
) STRICT;
CREATE INDEX product_vendor ON product (vendor_key, product_key);

CREATE TABLE affects (
    cve     INTEGER NOT NULL,
    source  INTEGER NOT NULL,
    product INTEGER NOT NULL,
    PRIMARY KEY (cve, source, product)
) STRICT, WITHOUT ROWID;
CREATE INDEX affects_product ON affects (product, cve);

-- The score of now, and the day since which it is that; what was before in epss_past (score NULL: no score then).
CREATE TABLE epss (
    cve        INTEGER PRIMARY KEY,
    score      REAL NOT NULL,
    percentile REAL NOT NULL,
    since      TEXT NOT NULL
) STRICT;
CREATE TABLE epss_past (
    cve        INTEGER NOT NULL,
    since      TEXT NOT NULL,
    score      REAL,
    percentile REAL,
    PRIMARY KEY (cve, since)
) STRICT, WITHOUT ROWID;
CREATE TABLE epss_day (
    day   TEXT PRIMARY KEY,
    model TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE kev (
    cve        INTEGER NOT NULL,
    catalogue  TEXT NOT NULL,
    added      TEXT NOT NULL,
    due        TEXT,
    ransomware TEXT NOT NULL,
    vendor     TEXT NOT NULL,
    product    TEXT NOT NULL,
    name       TEXT NOT NULL,
    notes      TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    withdrawn  TEXT,
    PRIMARY KEY (cve, catalogue)
) STRICT, WITHOUT ROWID;

-- kind is the ordinal of vigie.model.EvidenceKind.
CREATE TABLE evidence (
    cve        INTEGER NOT NULL,
    kind       INTEGER NOT NULL,
    collection TEXT NOT NULL,
    source     TEXT NOT NULL,
    ref        TEXT NOT NULL,
    date       TEXT,
    url        TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    withdrawn  TEXT,
    PRIMARY KEY (cve, kind, collection, source, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_collection ON evidence (collection);

CREATE TABLE bulletin (
    id        INTEGER PRIMARY KEY,
    ref       TEXT NOT NULL UNIQUE,
    kind      TEXT NOT NULL,
    title     TEXT NOT NULL,
    published TEXT NOT NULL,
    revised   TEXT NOT NULL,
    hash      INTEGER NOT NULL,
    seen      TEXT NOT NULL,
    body      BLOB NOT NULL
) STRICT;
CREATE INDEX bulletin_published ON bulletin (published, ref);

CREATE TABLE bulletin_cve (
    bulletin INTEGER NOT NULL,
    cve      INTEGER NOT NULL,
    PRIMARY KEY (bulletin, cve)
) STRICT, WITHOUT ROWID;
CREATE INDEX bulletin_cve_cve ON bulletin_cve (cve);

CREATE TABLE bulletin_system (
    bulletin    INTEGER NOT NULL,
    vendor_key  TEXT NOT NULL,
    product_key TEXT NOT NULL,
    PRIMARY KEY (bulletin, vendor_key, product_key)
) STRICT, WITHOUT ROWID;

-- CVEs and publications that a run changed, after the first load of their source.
CREATE TABLE change (
    id     INTEGER PRIMARY KEY,
    day    TEXT NOT NULL,
    source TEXT NOT NULL,
    cve    INTEGER,
    ref    TEXT,
    what   TEXT NOT NULL
) STRICT;
