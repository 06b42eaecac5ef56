package vigie.store.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import vigie.store.Ingest;

/**
 * Keeps for each feed how new its data is: as its file states; else the newest date in it that is not in the future; else, for
 * a snapshot without dates, the last day on which it was found changed.
 */
final class DataMoments {

    private final Tx tx;
    private final Ingest.Origin origin;
    private final Instant tomorrow;
    private Optional<Instant> stated = Optional.empty();
    private Optional<Instant> newest = Optional.empty();
    private Optional<Instant> ahead = Optional.empty();
    private boolean snapshot;

    DataMoments(Tx tx, Ingest.Origin origin) {
        this.tx = tx;
        this.origin = origin;
        this.tomorrow = origin.today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The file says of which moment it is. */
    void stated(Instant at) {
        stated = later(stated, at);
    }

    /** A record bears a date; a future one is a slip, and says nothing of the others. */
    void dated(Instant at) {
        if (at.isBefore(tomorrow)) {
            newest = later(newest, at);
        } else {
            ahead = ahead.filter(other -> other.isBefore(at)).or(() -> Optional.of(at));
        }
    }

    /** The feed was a whole snapshot. */
    void snapshot() {
        snapshot = true;
    }

    private static Optional<Instant> later(Optional<Instant> one, Instant other) {
        return one.isPresent() && other.isBefore(one.get()) ? one : Optional.of(other);
    }

    /** Writes it. */
    void settle(boolean changed) throws SQLException {
        LocalDate today = origin.today();
        Optional<Instant> at = stated.or(() -> newest)
                .or(() -> ahead)
                .or(() -> Optional.of(today.atStartOfDay(ZoneOffset.UTC).toInstant())
                        .filter(day -> snapshot && changed));
        if (at.isPresent()) {
            // What was found before this table was there is of no feed (V7).
            tx.run("DELETE FROM data_moment WHERE source = ? AND feed = ''", origin.source());
            tx.run(
                    "INSERT OR REPLACE INTO data_moment (source, feed, at) VALUES (?, ?, ?)",
                    origin.source(),
                    origin.feed(),
                    at.get());
        }
    }
}
