-- How many sources there were, all of them fresh, of a letter that says so.
ALTER TABLE letter ADD COLUMN sources INTEGER;

-- What the other side calls a packet that has arrived, where later ones answer it.
ALTER TABLE packet ADD COLUMN reference TEXT;
