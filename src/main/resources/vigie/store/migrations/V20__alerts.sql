-- What people are told (vigie.store.AlertQuery). All moments are UTC with microseconds. What is to be told is read from the record of
-- changes: mark 'alerts.event' is the number of the last event that was looked at.
INSERT OR IGNORE INTO mark (key, value)
    SELECT 'alerts.event', coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'change'), 0);

-- An alert: "body" is a vigie.alert.Alert as JSON, packed by vigie.store.sqlite.Packing; "letter" is empty while it waits for one.
CREATE TABLE alert (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    list    TEXT NOT NULL,
    event   INTEGER NOT NULL,
    at      TEXT NOT NULL,
    made    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    urgent  INTEGER NOT NULL,
    matter  TEXT NOT NULL,
    body    BLOB NOT NULL,
    letter  TEXT,
    UNIQUE (list, event)
) STRICT;
CREATE INDEX alert_waiting ON alert (list, id) WHERE letter IS NULL;
CREATE INDEX alert_matter ON alert (matter, list);
CREATE INDEX alert_letter ON alert (letter) WHERE letter IS NOT NULL;

-- What a list knows of a CVE or a publication ("matter"): "thread" is the matter of the first alert in which it was told, "state" a
-- vigie.alert.Told as JSON.
CREATE TABLE told (
    list   TEXT NOT NULL,
    matter TEXT NOT NULL,
    thread TEXT NOT NULL,
    state  TEXT NOT NULL,
    PRIMARY KEY (list, matter)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_matter ON told (matter);
CREATE INDEX told_thread ON told (list, thread);

-- A letter to one address, "thread" where it tells of one thread only.
CREATE TABLE letter (
    id       TEXT PRIMARY KEY,
    list     TEXT NOT NULL,
    address  TEXT NOT NULL,
    at       TEXT NOT NULL,
    occasion TEXT NOT NULL,
    batch    TEXT NOT NULL,
    answers  TEXT
) STRICT;
CREATE INDEX letter_batch ON letter (batch, address);
CREATE INDEX letter_list ON letter (list, at);

-- What is sent at once. "state" is a vigie.store.AlertQuery.PacketState; packets to one address are sent in the order of "number".
-- "body" is what is sent, packed; NULL where it could not be prepared, and where it is too old to be kept.
CREATE TABLE packet (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT NOT NULL UNIQUE,
    letter   TEXT NOT NULL,
    address  TEXT NOT NULL,
    state    TEXT NOT NULL,
    made     TEXT NOT NULL,
    due      TEXT NOT NULL,
    ended    TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    body     BLOB
) STRICT;
CREATE INDEX packet_open ON packet (address, number) WHERE state IN ('QUEUED', 'SENDING', 'UNKNOWN');
CREATE INDEX packet_dead ON packet (number) WHERE state = 'DEAD';
CREATE INDEX packet_letter ON packet (letter);

-- Each attempt to send one: "outcome" is empty while it goes on, "answer" a sentence without secrets.
CREATE TABLE attempt (
    packet  INTEGER NOT NULL,
    number  INTEGER NOT NULL,
    at      TEXT NOT NULL,
    ended   TEXT,
    outcome TEXT,
    answer  TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (packet, number)
) STRICT, WITHOUT ROWID;

-- Addresses that are gone: nothing is sent to them until somebody asks for it.
CREATE TABLE address_gone (
    address TEXT PRIMARY KEY,
    at      TEXT NOT NULL,
    reason  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Until which moment digests of a list were looked at.
CREATE TABLE digest (
    list  TEXT PRIMARY KEY,
    until TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The score that a crossing of a level ("event" is change.id) replaced, with its explanation, of the same model; as in "score".
CREATE TABLE score_crossing (
    event      INTEGER PRIMARY KEY,
    cve        INTEGER NOT NULL,
    model      TEXT NOT NULL,
    day        TEXT NOT NULL,
    margin     REAL NOT NULL,
    score      REAL NOT NULL,
    percentile REAL NOT NULL,
    bias       REAL NOT NULL,
    rest       REAL NOT NULL,
    listed     BLOB NOT NULL,
    updated    TEXT NOT NULL,
    others     BLOB
) STRICT;
