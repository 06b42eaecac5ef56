-- Advisories by other names (GHSA-…, RHSA-…, vigie.text.Advisories) that the references of a record name, so that findings of scanners
-- that know such a name only are led to the CVE. Records that are held already are read once, after this script, by
-- vigie.store.sqlite.AdvisoryWriter; the mark goes in the same transaction.
CREATE TABLE advisory (
    name   TEXT NOT NULL,
    cve    INTEGER NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (name, cve, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX advisory_cve ON advisory (cve, source);
INSERT OR IGNORE INTO mark (key, value) SELECT 'advisories.due', '' WHERE EXISTS (SELECT 1 FROM raw);
