package vigie.store.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps statements that were closed for the next time the same text is asked for: SQLite takes longer to prepare a
 * question about one CVE than to answer it. A statement in use is never given out twice; whoever closes one has closed
 * its rows before.
 */
final class KeptStatements {

    private static final int MOST = 100;

    private final Connection db;
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>(MOST, 0.75f, true);

    private KeptStatements(Connection db) {
        this.db = db;
    }

    /** The same connection, for one thread at a time, with statements that are kept. */
    static Connection of(Connection db) {
        KeptStatements kept = new KeptStatements(db);
        return (Connection) Proxy.newProxyInstance(
                KeptStatements.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, values) -> method.getName().equals("prepareStatement") && values.length == 1
                        ? kept.prepare((String) values[0])
                        : invoke(db, method, values));
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement held = idle.remove(sql);
        PreparedStatement statement = held == null ? db.prepareStatement(sql) : held;
        boolean[] open = {true};
        return (PreparedStatement) Proxy.newProxyInstance(
                KeptStatements.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, values) -> {
                    if (!method.getName().equals("close")) {
                        return invoke(statement, method, values);
                    }
                    if (open[0]) {
                        open[0] = false;
                        keep(sql, statement);
                    }
                    return null;
                });
    }

    private void keep(String sql, PreparedStatement statement) throws SQLException {
        statement.clearParameters();
        PreparedStatement twin = idle.put(sql, statement);
        if (twin != null) {
            twin.close();
        }
        if (idle.size() > MOST) {
            String oldest = idle.keySet().iterator().next();
            idle.remove(oldest).close();
        }
    }

    private static Object invoke(Object target, Method method, Object... values) throws Throwable {
        try {
            return method.invoke(target, values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
