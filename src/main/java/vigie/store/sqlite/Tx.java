package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The writing connection with its prepared statements, each prepared once, and the products whose ids it knows. */
final class Tx implements AutoCloseable {

    private final Connection db;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final ProductIds products = new ProductIds(this);

    Tx(Connection db) {
        this.db = db;
    }

    Connection db() {
        return db;
    }

    ProductIds products() {
        return products;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = db.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    int run(String sql, Object... values) throws SQLException {
        return Sql.run(prepare(sql), values);
    }

    /** Takes the open transaction back; SQLite does so by itself after a full disk. */
    void rollback() throws SQLException {
        products.forget();
        try {
            run("ROLLBACK");
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                throw e;
            }
        }
    }

    /** Closes the connection whatever its statements say: one that has failed may say so once more when it is closed. */
    @Override
    public void close() throws SQLException {
        try (Connection closing = db) {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
        }
    }
}
