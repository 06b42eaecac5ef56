-- From here on "cve" also has a row for a CVE of which no record is held, where a catalogue, a piece of evidence or a
-- publication names it: its state is UNKNOWN, or RESERVED where CVE Services know no record, and its headline is the name that a
-- catalogue gives it. Products that a catalogue names stand in "affects" with source 3. Rows for what is held already are
-- written once, after this script, by vigie.store.sqlite.UnrecordedCves; the mark goes in the same transaction.
INSERT INTO mark (key, value)
SELECT 'unrecorded.due', '' WHERE EXISTS (SELECT 1 FROM kev) OR EXISTS (SELECT 1 FROM evidence)
    OR EXISTS (SELECT 1 FROM bulletin_cve);
