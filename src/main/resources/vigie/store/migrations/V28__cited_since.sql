-- Since when a publication is known to cite a CVE, where a version of it that came after the first load added the CVE; otherwise the day of
-- the publication counts, as of what was held before.
ALTER TABLE bulletin_cve ADD COLUMN since TEXT;
