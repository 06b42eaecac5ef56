package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import vigie.store.KeptWatchList;

/** The watch lists. */
final class SqliteWatchLists extends SqliteQuery {

    SqliteWatchLists(Connection db) {
        super(db);
    }

    List<KeptWatchList> all() {
        return list(
                "SELECT name, owner, paused, made, after_change, document FROM watch_list ORDER BY name",
                row -> new KeptWatchList(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3) == 1,
                        Instant.parse(row.getString(4)),
                        row.getLong(5),
                        row.getString(6)));
    }

    static int keep(Connection db, KeptWatchList list) throws SQLException {
        return Sql.run(
                db,
                // What it was not told, as it could not be read, it is told when it can be.
                "INSERT INTO watch_list (name, owner, paused, made, after_change, document) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, paused = excluded.paused,"
                        + " made = excluded.made, after_change = excluded.after_change, document = excluded.document",
                list.name(),
                list.owner(),
                list.paused() ? 1 : 0,
                SqliteChangeQuery.moment(list.made()),
                list.after(),
                list.document());
    }
}
