-- The words by which a publication is found (rowid is bulletin.id), as cve_text has those of a CVE. Those of publications that are held
-- already are written once, after this script, by vigie.store.sqlite.Rereading; the mark goes in the same transaction. The CVEs that
-- it cites are found in bulletin_cve.
CREATE VIRTUAL TABLE bulletin_text USING fts5 (
    ref, title, systems, prose,
    content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT OR IGNORE INTO mark (key, value) SELECT 'publication_words.due', '' WHERE EXISTS (SELECT 1 FROM bulletin);
