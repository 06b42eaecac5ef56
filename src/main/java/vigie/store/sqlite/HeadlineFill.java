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
 * Writes, once, the headlines of records that an older version took in. The time is that of unpacking and parsing; this
 * takes two threads.
 */
final class HeadlineFill {

    private static final int THREADS = 2;
    private static final int BATCH = 500;
    private static final int AHEAD = 6;

    static final Fill FILL = new Fill("headlines.due", tx -> {
        ExecutorService threads = Executors.newFixedThreadPool(HeadlineFill.THREADS);
        try {
            new HeadlineFill(tx.db()).all(threads);
        } finally {
            threads.shutdownNow();
        }
    });

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
