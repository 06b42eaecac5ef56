package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.core.JacksonException;
import vigie.model.CveState;
import vigie.store.StoreException;

/**
 * Writes, once, the headlines of records that an older version took in: all in one transaction, so that one that is
 * broken off begins anew with the next writer. The time is that of unpacking and parsing; this takes two threads.
 */
final class HeadlineFill {

    private static final int THREADS = 2;
    private static final int BATCH = 500;
    private static final int AHEAD = 6;

    private static final String DUE = "SELECT 1 FROM mark WHERE key = 'headlines.due'";
    private static final String RECORDS = "SELECT id, body FROM raw ORDER BY id";
    /** The state stands for the CVE whichever record it came with. */
    private static final String PUT = "UPDATE cve SET headline = CASE WHEN state = '" + CveState.REJECTED.name()
            + "' THEN '' ELSE ? END WHERE id = ?";

    private final Connection db;
    private final Queue<Future<List<Line>>> parsing = new ArrayDeque<>();

    private HeadlineFill(Connection db) {
        this.db = db;
    }

    private record Packed(long key, byte[] body) {}

    private record Line(long cve, String headline) {}

    /** Whether the headlines of this database are still to be written. */
    static boolean due(Connection db) throws SQLException {
        return Sql.first(db, DUE, row -> true).isPresent();
    }

    static void run(Connection db) throws SQLException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Sql.run(db, "BEGIN IMMEDIATE");
        boolean done = false;
        try {
            new HeadlineFill(db).all(threads);
            Sql.run(db, "DELETE FROM mark WHERE key = 'headlines.due'");
            Sql.run(db, "COMMIT");
            done = true;
        } finally {
            threads.shutdownNow();
            if (!done) {
                Sql.run(db, "ROLLBACK");
            }
        }
    }

    private void all(ExecutorService threads) throws SQLException {
        try (PreparedStatement records = db.prepareStatement(RECORDS);
                PreparedStatement put = db.prepareStatement(PUT);
                ResultSet row = records.executeQuery()) {
            List<Packed> batch = new ArrayList<>(BATCH);
            long last = -1;
            while (row.next()) {
                // The CVE List's record comes before NVD's, and is the one whose words count.
                long cve = Documents.cve(row.getLong(1));
                if (cve == last) {
                    continue;
                }
                last = cve;
                batch.add(new Packed(row.getLong(1), row.getBytes(2)));
                if (batch.size() == BATCH) {
                    parse(threads, batch, put);
                    batch = new ArrayList<>(BATCH);
                }
            }
            parse(threads, batch, put);
            while (!parsing.isEmpty()) {
                write(put);
            }
        }
    }

    private void parse(ExecutorService threads, List<Packed> batch, PreparedStatement put) throws SQLException {
        parsing.add(threads.submit(() -> batch.stream()
                .map(packed -> new Line(Documents.cve(packed.key()), headline(packed.key(), packed.body())))
                .toList()));
        if (parsing.size() > AHEAD) {
            write(put);
        }
    }

    /** Empty where the document cannot be read: the next version of the record will bring one. */
    static String headline(long key, byte[] body) {
        try {
            return Headline.of(Documents.words(key, body));
        } catch (JacksonException | IllegalArgumentException | StoreException e) {
            return "";
        }
    }

    private void write(PreparedStatement put) throws SQLException {
        try {
            for (Line line : parsing.remove().get()) {
                Sql.run(put, line.headline(), line.cve());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("the upgrade of the database was interrupted; the next sync starts it again", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
