-- What the lowest and the highest of the models say whose mean a score is (vigie.model.Spread). NULL for a single model, and for scores
-- of an earlier version, until they change.
ALTER TABLE score ADD COLUMN lowest REAL;
ALTER TABLE score ADD COLUMN highest REAL;
