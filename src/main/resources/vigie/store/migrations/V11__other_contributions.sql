-- The contributions to a score that are not listed, by topic: how many, and their sum; packed by vigie.store.sqlite.ScoreForm.
-- NULL for scores of an earlier version, until they change.
ALTER TABLE score ADD COLUMN others BLOB;
