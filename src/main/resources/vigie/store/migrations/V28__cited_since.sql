-- Since when a publication is known to cite a CVE, where a version of it that came after the first load added the CVE; otherwise the day of
-- the publication counts, as of what was held before.
ALTER TABLE bulletin_cve ADD COLUMN since TEXT;
-- Products that CNAs name by CPE alone count, and an address within a description is no reference: derived again once, after this script,
-- by vigie.store.sqlite.Rereading and AdvisoryWriter.
INSERT OR IGNORE INTO mark (key, value)
SELECT 'reread.due', '' WHERE EXISTS (SELECT 1 FROM raw) OR EXISTS (SELECT 1 FROM bulletin);
INSERT OR IGNORE INTO mark (key, value) SELECT 'advisories.due', '' WHERE EXISTS (SELECT 1 FROM raw);
