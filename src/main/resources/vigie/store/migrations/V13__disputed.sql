-- Headlines of disputed CVEs are marked (vigie.store.sqlite.Headline): those of records that are held already are written once
-- more, after this script, by vigie.store.sqlite.HeadlineFill; the mark goes in the same transaction.
INSERT OR IGNORE INTO mark (key, value) SELECT 'headlines.due', '' WHERE EXISTS (SELECT 1 FROM raw);
