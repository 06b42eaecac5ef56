-- The days that sources give are not always true, and some give none (vigie.model.Plausible, vigie.model.DateOrigin).

-- "basis": what "published" rests on, the ordinal of vigie.model.CveDay. "misdated": some date of the record cannot be true, or it
-- gives none; its document is read with the day on which it was seen.
ALTER TABLE record ADD COLUMN basis INTEGER NOT NULL DEFAULT 0;
ALTER TABLE record ADD COLUMN misdated INTEGER NOT NULL DEFAULT 0;
CREATE INDEX record_misdated ON record (cve) WHERE misdated = 1;
ALTER TABLE cve ADD COLUMN basis INTEGER NOT NULL DEFAULT 0;
UPDATE record SET basis = 1 WHERE source = 1;
UPDATE cve SET basis = 1
WHERE published IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record r WHERE r.cve = cve.id AND r.source = 0);

-- "origin" is the ordinal of vigie.model.DateOrigin: how the day beside it is known.
ALTER TABLE bulletin ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exploited ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;
ALTER TABLE score ADD COLUMN known_origin INTEGER NOT NULL DEFAULT 0;

ALTER TABLE kev ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;
UPDATE kev SET added = first_seen,
    origin = CASE WHEN first_seen = (SELECT min(k.first_seen) FROM kev k WHERE k.catalogue = kev.catalogue) THEN 2 ELSE 1 END
WHERE added > date(first_seen, '+1 day');

-- "date" is what can be true, "given" what the source gives instead; "first_load": it came with the first load of its collection,
-- so that it is from before the end of that day where it has no date.
ALTER TABLE evidence ADD COLUMN given TEXT;
ALTER TABLE evidence ADD COLUMN first_load INTEGER NOT NULL DEFAULT 0;
UPDATE evidence SET first_load = 1
FROM (SELECT collection, min(first_seen) AS day FROM evidence GROUP BY collection) AS load
WHERE load.collection = evidence.collection AND load.day = evidence.first_seen;
UPDATE evidence SET given = date, date = NULL WHERE date > date(first_seen, '+1 day');
UPDATE evidence SET date = first_seen WHERE date > first_seen;

-- What no script can compute is written once, after this script, by vigie.store.sqlite.DateFill; the mark goes in the same
-- transaction.
INSERT INTO mark (key, value)
SELECT 'dates.due', '' WHERE EXISTS (SELECT 1 FROM record) OR EXISTS (SELECT 1 FROM bulletin) OR EXISTS (SELECT 1 FROM evidence);
