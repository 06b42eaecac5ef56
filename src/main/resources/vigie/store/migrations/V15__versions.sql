-- What records said before (vigie.store.sqlite.VersionWriter).

-- The day on which a record was first seen, where that was after the first load of its source; NULL where the first load held it: the
-- dates of the source tell then what was known when. Of what is held already, only what the log of changes shows to be new is dated.
ALTER TABLE record ADD COLUMN first_seen TEXT;
UPDATE record SET first_seen = seen
FROM (SELECT DISTINCT cve, day, source = 'nvd' AS nvd FROM change WHERE what = 'ADDED' AND cve IS NOT NULL
    AND source IN ('cvelist', 'cve-services', 'nvd')) AS new
WHERE new.cve = record.cve AND new.day = record.seen AND new.nvd = record.source;
CREATE INDEX record_first_seen ON record (cve, source, first_seen) WHERE first_seen IS NOT NULL;

-- Versions of the parts of records that changed: "record" is raw.id, "part" a name of vigie.record.RecordParts. It stood from "since"
-- ("origin" is the ordinal of vigie.model.DateOrigin: how that day is known) until the day before "until". The version that stands has
-- neither "until" nor "body", as its text is in the record's document; a part of which no version stands here stands since the record
-- was first seen. "body" is packed by vigie.store.sqlite.Packing, each on its own.
CREATE TABLE record_version (
    id     INTEGER PRIMARY KEY,
    record INTEGER NOT NULL,
    part   TEXT NOT NULL,
    since  TEXT NOT NULL,
    origin INTEGER NOT NULL,
    until  TEXT,
    body   BLOB,
    CHECK ((until IS NULL) = (body IS NULL))
) STRICT;
CREATE INDEX record_version_record ON record_version (record);
