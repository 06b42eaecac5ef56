package vigie.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import vigie.model.Observation;
import vigie.store.Ingest;
import vigie.store.Reader;
import vigie.store.Tally;
import vigie.store.Writer;
import vigie.store.sqlite.SqliteStore;

/** A home of a test's own, with a database in it; gone when closed. */
public final class TestHome implements AutoCloseable {

    private static final Path EMPTY = empty();

    private final Path dir;
    private final Writer writer;
    private final List<Reader> readers = new ArrayList<>();

    private TestHome(Path dir) {
        this.dir = dir;
        this.writer = SqliteStore.at(dir).unlockedWriter();
    }

    /** A home that nothing was synchronised into yet. */
    public static TestHome make() {
        try {
            Path dir = Files.createTempDirectory("vigie-test");
            Files.copy(EMPTY.resolve("vigie.db"), dir.resolve("vigie.db"));
            return new TestHome(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Making the tables takes longer than most tests: it is done once, and copied. */
    private static Path empty() {
        try {
            Path dir = Files.createTempDirectory("vigie-test-empty");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(dir)));
            try (Writer store = SqliteStore.at(dir).unlockedWriter()) {
                store.settle();
            }
            return dir;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the observations as one feed of that day, logging changes. */
    public Tally ingest(String day, Observation... observations) {
        return ingest(day, List.of(observations));
    }

    /** The same for a list. */
    public Tally ingest(String day, List<? extends Observation> observations) {
        return ingest(new Ingest.Origin("test", "feed", LocalDate.parse(day), true), observations);
    }

    /** The same for a snapshot that may hold far less than is held. */
    public Tally ingestShrunk(String day, List<? extends Observation> observations) {
        LocalDate today = LocalDate.parse(day);
        return ingest(
                new Ingest.Origin(
                        "test", "feed", today.atStartOfDay(ZoneOffset.UTC).toInstant(), today, true, true),
                observations);
    }

    /** The same for the first load of a source, of which nothing is news. */
    public Tally firstLoad(String source, String day, Observation... observations) {
        return firstLoad(source, day, List.of(observations));
    }

    /** The same for a list. */
    public Tally firstLoad(String source, String day, List<? extends Observation> observations) {
        return ingest(new Ingest.Origin(source, "feed", LocalDate.parse(day), false), observations);
    }

    /** The same for a later run of a source. */
    public Tally later(String source, String day, Observation... observations) {
        return ingest(new Ingest.Origin(source, "feed", LocalDate.parse(day), true), List.of(observations));
    }

    private Tally ingest(Ingest.Origin origin, List<? extends Observation> observations) {
        try (Ingest ingest = writer.ingest(origin)) {
            observations.forEach(ingest::accept);
            ingest.commit();
            return ingest.tally();
        }
    }

    /** The database. */
    public SqliteStore store() {
        return SqliteStore.at(dir);
    }

    /** The database, open for writing. */
    public Writer writer() {
        return writer;
    }

    /** What a reader sees now; closed with the home. */
    public Reader reader() {
        Reader reader = SqliteStore.at(dir).reader();
        readers.add(reader);
        return reader;
    }

    /** The rows of a query, each as its columns joined by a bar. */
    public List<String> rows(String sql) {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("vigie.db"));
                ResultSet row = db.createStatement().executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Alters the database behind the program's back. */
    public void run(String sql) {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("vigie.db"))) {
            db.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The directory. */
    public Path dir() {
        return dir;
    }

    @Override
    public void close() {
        readers.forEach(Reader::close);
        writer.close();
        delete(dir);
    }

    private static void delete(Path dir) {
        try (Stream<Path> all = Files.walk(dir)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
