-- Watch lists (vigie.watch.WatchList): "document" is the list as its file in TOML says it (vigie.watch.WatchFile), the rest what is
-- Vigie's own to say; "after_change" is the number of the last event of the record of changes when it was made.
CREATE TABLE watch_list (
    name         TEXT PRIMARY KEY,
    owner        TEXT NOT NULL,
    paused       INTEGER NOT NULL DEFAULT 0,
    made         TEXT NOT NULL,
    after_change INTEGER NOT NULL,
    document     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
