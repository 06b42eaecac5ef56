-- The record of changes (vigie.model.Change): one row for each change of what is known of a CVE or a publication, after the first
-- load of its source, written in the transaction of the change itself. "id" only ever grows, whatever is deleted; "kind" is a
-- vigie.model.ChangeKind; exactly one of "cve" and "ref" is given; "day" is what the source gives.
ALTER TABLE change RENAME TO change_before;
CREATE TABLE change (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    at        TEXT NOT NULL,
    kind      TEXT NOT NULL,
    cve       INTEGER,
    ref       TEXT,
    field     TEXT NOT NULL,
    who       TEXT NOT NULL,
    old_value TEXT,
    new_value TEXT,
    source    TEXT NOT NULL,
    day       TEXT
) STRICT;
CREATE INDEX change_cve ON change (cve, id) WHERE cve IS NOT NULL;
CREATE INDEX change_ref ON change (ref, id) WHERE ref IS NOT NULL;
CREATE INDEX change_kind ON change (kind, id);
CREATE INDEX change_at ON change (at);

-- What the table before it told and still can be told: it kept no values.
INSERT INTO change (id, at, kind, cve, ref, field, who, new_value, source, day)
SELECT c.id, c.day || 'T00:00:00Z', 'bulletin', NULL, c.ref, CASE c.what WHEN 'ADDED' THEN 'new' ELSE 'revisions' END, 'certfr',
    CASE c.what WHEN 'ADDED' THEN b.title END, c.source, CASE c.what WHEN 'ADDED' THEN b.published ELSE b.revised END
FROM change_before c JOIN bulletin b ON b.ref = c.ref
UNION ALL SELECT c.id, c.day || 'T00:00:00Z', 'known_exploited', c.cve, NULL, '', '', x.since || ' ' || replace(x.sources, char(10), ' '), c.source, x.since
FROM change_before c JOIN exploited x ON x.cve = c.cve WHERE c.what = 'EXPLOITED'
UNION ALL SELECT c.id, c.day || 'T00:00:00Z', 'kev_added', c.cve, NULL, '', c.source, k.added, c.source, k.added
FROM change_before c JOIN kev k ON k.cve = c.cve AND c.source = CASE k.catalogue WHEN 'cisa' THEN 'kev' ELSE k.catalogue || 'kev' END
WHERE c.what = 'ADDED'
ORDER BY 1;
-- Numbers that were given are not given again.
DELETE FROM sqlite_sequence WHERE name = 'change';
INSERT INTO sqlite_sequence (name, seq) SELECT 'change', coalesce(max(id), 0) FROM change_before;
DROP TABLE change_before;
