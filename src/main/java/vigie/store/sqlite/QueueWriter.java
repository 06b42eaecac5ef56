package vigie.store.sqlite;

import java.sql.SQLException;
import vigie.model.Observation;

/** Keeps what sources offer by name, and the version of it that is held. */
final class QueueWriter {

    private final Tx tx;

    QueueWriter(Tx tx) {
        this.tx = tx;
    }

    void wanted(Observation.Wanted wanted) throws SQLException {
        tx.run(
                "INSERT INTO queue (queue, ref, day, stamp) VALUES (?, ?, ?, ?) ON CONFLICT (queue, ref)"
                        + " DO UPDATE SET day = min(day, excluded.day), stamp = max(stamp, excluded.stamp)"
                        + " WHERE excluded.stamp > stamp OR excluded.day < day",
                wanted.queue(),
                wanted.ref(),
                wanted.day(),
                wanted.stamp());
    }

    void held(Observation.Held held) throws SQLException {
        tx.run("UPDATE queue SET held = ? WHERE queue = ? AND ref = ?", held.stamp(), held.queue(), held.ref());
    }

    void mark(Observation.Mark mark) throws SQLException {
        tx.run("INSERT OR REPLACE INTO mark (key, value) VALUES (?, ?)", mark.key(), mark.value());
    }
}
