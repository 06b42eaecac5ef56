package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vigie.model.BulletinRef;
import vigie.model.CveId;

/** Short forms of JDBC. An empty {@link Optional} is bound as NULL; no statement is ever built from values. */
final class Sql {

    private Sql() {}

    /** Reads one row. */
    interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    static <T> List<T> list(Connection db, String sql, Mapper<T> mapper, Object... values) throws SQLException {
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            return list(statement, mapper, values);
        }
    }

    static <T> List<T> list(PreparedStatement statement, Mapper<T> mapper, Object... values) throws SQLException {
        bind(statement, values);
        try (ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(mapper.map(rows));
            }
            return found;
        }
    }

    static <T> Optional<T> first(Connection db, String sql, Mapper<T> mapper, Object... values) throws SQLException {
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            return first(statement, mapper, values);
        }
    }

    static <T> Optional<T> first(PreparedStatement statement, Mapper<T> mapper, Object... values) throws SQLException {
        bind(statement, values);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
        }
    }

    static int run(PreparedStatement statement, Object... values) throws SQLException {
        bind(statement, values);
        return statement.executeUpdate();
    }

    static int run(Connection db, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            return run(statement, values);
        }
    }

    /** CVEs as a JSON array of their keys, for {@code json_each}: one value, however many there are. */
    static String keys(Collection<CveId> cves) {
        return cves.stream().map(cve -> Long.toString(cve.key())).collect(Collectors.joining(",", "[", "]"));
    }

    /** References as a JSON array, for {@code json_each}. */
    static String references(Collection<BulletinRef> publications) {
        return publications.stream().map(ref -> '"' + ref.text() + '"').collect(Collectors.joining(",", "[", "]"));
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static Optional<Double> real(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Optional<?> optional ? optional.orElse(null) : values[i];
            if (value instanceof String text) {
                statement.setString(i + 1, text);
            } else if (value instanceof Long number) {
                statement.setLong(i + 1, number);
            } else if (value instanceof Integer number) {
                statement.setInt(i + 1, number);
            } else if (value instanceof Double number) {
                statement.setDouble(i + 1, number);
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else if (value == null) {
                statement.setNull(i + 1, java.sql.Types.NULL);
            } else {
                statement.setString(i + 1, value.toString());
            }
        }
    }
}
