-- What columns and indexes keep of records and publications follows other rules from here on: a product that is said to be
-- unaffected in all versions stands no longer in "affects" (vigie.model.Affected), identifiers of weaknesses are read wherever they
-- stand, and a CVSS score of 0 or of one scenario no longer stands before others (vigie.model.Preference). Derived again from the
-- stored documents once, after this script, by vigie.store.sqlite.Rereading; the mark goes in the same transaction.
INSERT INTO mark (key, value)
SELECT 'reread.due', '' WHERE EXISTS (SELECT 1 FROM raw) OR EXISTS (SELECT 1 FROM bulletin);
-- They count toward the history of vendors, products and weaknesses.
DELETE FROM trait;
