-- What the CVE is about, in one line (vigie.store.Headline): '' where it is rejected or its record says nothing, NULL where
-- no record is held. Not part of the content hash, as it follows from the records that are.
ALTER TABLE cve ADD COLUMN headline TEXT;
-- The headlines of records that are held already are written once, after this script, by vigie.store.HeadlineFill; the
-- mark goes in the same transaction.
INSERT INTO mark (key, value) SELECT 'headlines.due', '' WHERE EXISTS (SELECT 1 FROM raw);

-- By score from the top, for those that rose most; "since" so that nothing else has to be read of those that did not.
CREATE INDEX epss_score ON epss (score, since);

-- Few signs are of this kind (the first of vigie.model.EvidenceKind), and what is new of them is asked for often.
CREATE INDEX evidence_exploited ON evidence (cve) WHERE kind = 0;

-- The first day on which score and model were these; "day" moves with the percentile too.
ALTER TABLE score ADD COLUMN since TEXT NOT NULL DEFAULT '';
UPDATE score SET since = day;
CREATE INDEX score_score ON score (score, since);

-- What was before in "score": from the day "since" on, until that of the next row or of "score". Of a day that saw several
-- scores only the last is kept; the percentile is the last that went with the score. NULL: left, and had none then.
CREATE TABLE score_past (
    cve        INTEGER NOT NULL,
    since      TEXT NOT NULL,
    model      TEXT NOT NULL,
    score      REAL,
    percentile REAL,
    PRIMARY KEY (cve, since)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER score_kept AFTER UPDATE OF score, model ON score
WHEN old.since <> new.since AND (old.score <> new.score OR old.model <> new.model)
BEGIN
    INSERT INTO score_past (cve, since, model, score, percentile)
    VALUES (old.cve, old.since, old.model, old.score, old.percentile)
    ON CONFLICT (cve, since) DO UPDATE SET
        model = excluded.model, score = excluded.score, percentile = excluded.percentile;
END;
