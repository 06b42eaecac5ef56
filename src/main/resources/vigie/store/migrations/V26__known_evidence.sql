-- From which day on a piece of evidence was known, where that is another day than "date" (else "first_seen"): what came after the
-- first load of its source, from the day on which it was first seen; a Metasploit module, whose "date" is that of the disclosure, from
-- the day of its last change, which the next reading brings.
ALTER TABLE evidence ADD COLUMN known TEXT;
UPDATE evidence SET known = first_seen WHERE date < first_seen AND (first_load = 0 OR collection = 'metasploit');
DELETE FROM feed WHERE source = 'metasploit';
