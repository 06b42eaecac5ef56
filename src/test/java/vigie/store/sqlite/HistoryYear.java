package vigie.store.sqlite;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.Observation;
import vigie.record.CveJson;
import vigie.record.NvdJson;
import vigie.store.Ingest;
import vigie.store.Writer;

/**
 * Writes a year of new and changed records into a home, day by day, and prints as Markdown what their earlier versions take, for
 * {@code benchmarks/history}. Arguments: home, new records, changed records.
 *
 * <p>A new record is one of the home's under another identifier; a changed one is one that is held, with a change of the kinds and in
 * the shares of the eight records of the CVE List that changed in the replay between 2026-01-12 and 2026-01-30: seven in eight in the
 * CNA's container, three in CISA's, and five in nothing of CISA's but its date. An NVD record changes in what it says. What is kept is
 * what was there before, so that its size is that of real containers. Half of the records are of the CVE List, half of NVD.
 */
final class HistoryYear {

    private static final int DAYS = 365;
    private static final int FIRST_NUMBER = 900_000;
    private static final LocalDate START = LocalDate.of(2026, 1, 31);

    private final Path home;
    private final Connection view;
    private final Random random = new Random(1);
    private final List<List<Long>> keys = new ArrayList<>();

    private HistoryYear(Path home) throws SQLException {
        this.home = home;
        this.view = Connections.reader(home);
        for (int source = 0; source < 2; source++) {
            keys.add(Sql.list(view, "SELECT id FROM raw WHERE id % 4 = ? ORDER BY id", row -> row.getLong(1), source));
        }
    }

    public static void main(String... args) throws Exception {
        Path home = Path.of(args[0]);
        int fresh = Integer.parseInt(args[1]);
        int changed = Integer.parseInt(args[2]);
        // An upgrade is no part of the year.
        SqliteStore.at(home).unlockedWriter().close();
        long before = packed(home);
        HistoryYear year = new HistoryYear(home);
        long began = System.nanoTime();
        year.write(fresh, changed);
        double seconds = (System.nanoTime() - began) / 1e9;
        long with = packed(home);
        long versions = count(home, "SELECT count(*) FROM record_version WHERE body IS NOT NULL");
        long standing = count(home, "SELECT count(*) FROM record_version WHERE body IS NULL");
        long bytes = count(home, "SELECT sum(length(body)) FROM record_version");
        try (Connection db = Connections.writer(home)) {
            Sql.run(db, "DROP TABLE record_version");
            Sql.run(db, "DROP INDEX record_first_seen");
            Sql.run(db, "ALTER TABLE record DROP COLUMN first_seen");
        }
        long without = packed(home);
        row("what", "measured", "wanted");
        row("---", "---", "---");
        row("database before the year", megabytes(before), "");
        row(
                String.format(Locale.ROOT, "after %,d new and %,d changed records, without versions", fresh, changed),
                megabytes(without),
                "");
        row("… with them", megabytes(with), "");
        row("growth by versions", percent(with - without, without), "at most 20 %");
        row("… against the database before the year", percent(with - without, before), "");
        row(
                "versions kept, and days of parts that stand",
                String.format(Locale.ROOT, "%,d, %,d", versions, standing),
                "");
        row("bytes of a version", String.format(Locale.ROOT, "%.0f", bytes / (double) versions), "");
        row("writing the year", String.format(Locale.ROOT, "%.0f s", seconds), "");
    }

    private void write(int fresh, int changed) throws SQLException {
        try (Writer writer = SqliteStore.at(home).unlockedWriter()) {
            for (int day = 0; day < DAYS; day++) {
                LocalDate today = START.plusDays(day);
                for (CveRecord.Source source : CveRecord.Source.values()) {
                    String name = source == CveRecord.Source.CVE_LIST ? "cvelist" : "nvd";
                    try (Ingest ingest = writer.ingest(new Ingest.Origin(name, "feed", today, true))) {
                        for (int i = share(fresh / 2, day); i < share(fresh / 2, day + 1); i++) {
                            ingest.accept(fresh(source, new CveId(2026, FIRST_NUMBER + i), today));
                        }
                        for (int i = share(changed / 2, day); i < share(changed / 2, day + 1); i++) {
                            ingest.accept(changed(source, today));
                        }
                        ingest.commit();
                    }
                }
            }
        }
    }

    private static int share(int count, int day) {
        return (int) ((long) count * day / DAYS);
    }

    private ObjectNode any(List<Long> among) throws SQLException {
        long key = among.get(random.nextInt(among.size()));
        byte[] body = Sql.first(view, "SELECT body FROM raw WHERE id = ?", row -> row.getBytes(1), key)
                .orElseThrow();
        return (ObjectNode) JsonMapper.shared().readTree(Documents.raw(key, body));
    }

    private Observation fresh(CveRecord.Source source, CveId cve, LocalDate today) throws SQLException {
        ObjectNode root = any(keys.get(source.ordinal()));
        ObjectNode head = head(source, root);
        String id = source == CveRecord.Source.NVD ? "id" : "cveId";
        head.put(source == CveRecord.Source.NVD ? "published" : "datePublished", today + "T01:00:00.000Z");
        head.remove("dateReserved");
        head.put(id, cve.toString());
        return seen(source, dated(source, root, today));
    }

    private Observation changed(CveRecord.Source source, LocalDate today) throws SQLException {
        ObjectNode root = any(keys.get(source.ordinal()));
        if (source == CveRecord.Source.NVD) {
            revised((ObjectNode) root.path("cve"), today);
        } else {
            int kind = random.nextInt(8);
            if (kind > 0 && root.path("containers").path("cna") instanceof ObjectNode cna) {
                revised(cna, today);
                if (cna.path("providerMetadata") instanceof ObjectNode provider) {
                    provider.put("dateUpdated", today + "T01:00:00.000Z");
                }
            }
            for (JsonNode adp : root.path("containers").path("adp")) {
                if (adp.path("providerMetadata") instanceof ObjectNode provider) {
                    provider.put("dateUpdated", today + "T01:00:00.000Z");
                }
                if (kind < 3) {
                    ((ObjectNode) adp).put("x_revised", today.toString());
                }
            }
        }
        return seen(source, dated(source, root, today));
    }

    private static void revised(ObjectNode container, LocalDate today) {
        container.withArray("references").addObject().put("url", "https://example.org/" + today);
    }

    private static ObjectNode head(CveRecord.Source source, ObjectNode root) {
        return (ObjectNode) root.path(source == CveRecord.Source.NVD ? "cve" : "cveMetadata");
    }

    private static byte[] dated(CveRecord.Source source, ObjectNode root, LocalDate today) {
        head(source, root)
                .put(source == CveRecord.Source.NVD ? "lastModified" : "dateUpdated", today + "T01:00:00.000Z");
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Observation seen(CveRecord.Source source, byte[] raw) {
        return new Observation.CveSeen(source == CveRecord.Source.NVD ? NvdJson.read(raw) : CveJson.read(raw), raw);
    }

    /** The size of a copy without free pages. */
    private static long packed(Path home) throws Exception {
        Path copy = home.resolve("packed.db");
        try (Connection db = Connections.writer(home)) {
            Sql.run(db, "VACUUM INTO ?", copy);
        }
        long size = Files.size(copy);
        Files.delete(copy);
        return size;
    }

    private static long count(Path home, String sql) throws SQLException {
        try (Connection db = Connections.reader(home)) {
            return Sql.first(db, sql, row -> row.getLong(1)).orElseThrow();
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    private static void row(String... cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
    }
}
