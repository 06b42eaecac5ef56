-- Products known under several names have one key ("Linux" and "Linux Kernel", vigie.text.Aliases), ".NET" has another than "net",
-- and words that differ by a sign (C++, C#, .NET) are words of their own in cve_text (vigie.text.SearchWords). Names, systems of
-- publications and words are derived again once, after this script, by vigie.store.sqlite.Rereading.
INSERT OR IGNORE INTO mark (key, value)
SELECT 'reread.due', '' WHERE EXISTS (SELECT 1 FROM raw) OR EXISTS (SELECT 1 FROM bulletin);
-- They count toward the history of vendors and products.
DELETE FROM trait;
