-- The number of the last event that was looked at for a list which could not be read while others were told (vigie.store.AlertQuery);
-- empty where that is mark 'alerts.event'.
ALTER TABLE watch_list ADD COLUMN looked INTEGER;
