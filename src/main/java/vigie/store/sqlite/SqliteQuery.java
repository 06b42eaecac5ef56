package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;

/** What the queries of a reader have in common: a connection, and failures that say what they mean for a person. */
abstract class SqliteQuery {

    private final Connection db;

    SqliteQuery(Connection db) {
        this.db = db;
    }

    /** Takes a row. */
    interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    final Connection db() {
        return db;
    }

    /** All rows; the list can be altered. */
    final <T> List<T> list(String sql, Sql.Mapper<T> mapper, Object... values) {
        try {
            return Sql.list(db, sql, mapper, values);
        } catch (SQLException e) {
            throw Complaint.explained(e);
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
            throw Complaint.garbled(e);
        }
    }

    /** The first row. */
    final <T> Optional<T> first(String sql, Sql.Mapper<T> mapper, Object... values) {
        try {
            return Sql.first(db, sql, mapper, values);
        } catch (SQLException e) {
            throw Complaint.explained(e);
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
            throw Complaint.garbled(e);
        }
    }

    /** Hands out the rows one after the other: there may be many. */
    final void each(String sql, Taker taker, Object... values) {
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            Sql.bind(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    taker.take(row);
                }
            }
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }
}
