package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.DateOrigin;
import vigie.model.Exploited;
import vigie.model.KnownExploited;
import vigie.store.NewsQuery;

/** {@link NewsQuery}, in SQLite. */
final class SqliteNewsQuery extends SqliteQuery implements NewsQuery {

    private static final String NEW = "SELECT x.cve, " + ExploitedWriter.columns("x")
            + " FROM exploited x WHERE x.since >= ? AND x.origin <> " + DateOrigin.BEFORE.ordinal()
            + " ORDER BY x.since DESC, x.cve DESC LIMIT ?";

    private static final String ENTRIES =
            "SELECT due, ransomware FROM kev WHERE cve = ? AND withdrawn IS NULL ORDER BY added";

    /** A rejected or reserved CVE is no reported vulnerability: it is cited, and counts for nothing else. */
    private static final String PUBLICATIONS = "SELECT b.ref, b.kind, b.title, b.published, b.revised, count(bc.cve),"
            + " count(x.cve), max(c.cvss_score) AS cvss, max(s.score) AS score, max(s.percentile) AS score_percentile"
            + " FROM (SELECT id FROM bulletin WHERE revised >= ? ORDER BY revised DESC, ref DESC LIMIT ?) n"
            + " JOIN bulletin b ON b.id = n.id LEFT JOIN bulletin_cve bc ON bc.bulletin = b.id"
            + " LEFT JOIN cve c ON c.id = bc.cve AND c.state NOT IN ('REJECTED', 'RESERVED')"
            + " LEFT JOIN score s ON s.cve = c.id LEFT JOIN exploited x ON x.cve = bc.cve"
            + " GROUP BY b.id ORDER BY b.revised DESC, b.ref DESC";

    /**
     * From the highest score down, so that the search can end early. The index is named because statistics that make
     * SQLite sort instead would make this a hundred times slower.
     */
    private static final String EPSS_RISES = "SELECT e.cve, e.score, e.since, (SELECT p.score FROM epss_past p"
            + " WHERE p.cve = e.cve AND p.since < ?1 ORDER BY p.since DESC LIMIT 1) FROM epss e INDEXED BY epss_score"
            + " WHERE e.since >= ?1 AND e.score > 0 ORDER BY e.score DESC";

    private static final String SCORE_RISES =
            "SELECT s.cve, s.score, s.since, (SELECT CASE WHEN p.model = s.model THEN p.score"
                    + " END FROM score_past p WHERE p.cve = s.cve AND p.since < ?1 ORDER BY p.since DESC LIMIT 1)"
                    + " FROM score s INDEXED BY score_score WHERE s.since >= ?1 AND s.score > 0 ORDER BY s.score DESC";

    private static final String EPSS_MODELS = "SELECT day, model FROM epss_day ORDER BY day DESC";
    private static final String SCORE_MODELS = "SELECT day, model FROM score_run ORDER BY id DESC";

    private static final Comparator<Rise> LEAST_FIRST =
            Comparator.comparingDouble(Rise::by).thenComparing(Rise::cve);

    SqliteNewsQuery(Connection db) {
        super(db);
    }

    @Override
    public List<NewKev> exploited(LocalDate since, int limit) {
        record New(CveId cve, Exploited exploited) {}
        return list(
                        NEW,
                        row -> new New(
                                CveId.ofKey(row.getLong(1)),
                                ExploitedWriter.read(row).orElseThrow()),
                        since,
                        limit)
                .stream()
                .map(one -> withEntries(one.cve(), one.exploited()))
                .toList();
    }

    private NewKev withEntries(CveId cve, Exploited exploited) {
        record Entry(Optional<LocalDate> due, boolean ransomware) {}
        List<Entry> entries = list(
                ENTRIES,
                row -> new Entry(
                        Sql.text(row, "due").map(LocalDate::parse),
                        KnownExploited.inRansomware(row.getString("ransomware"))),
                cve.key());
        return new NewKev(
                cve,
                exploited,
                entries.stream().flatMap(entry -> entry.due().stream()).findFirst(),
                entries.stream().anyMatch(Entry::ransomware));
    }

    @Override
    public List<Publication> publications(LocalDate since, int limit) {
        return list(PUBLICATIONS, SqliteNewsQuery::publication, since, limit);
    }

    private static Publication publication(ResultSet row) throws SQLException {
        return new Publication(
                new BulletinRef(row.getString(1)),
                Bulletin.Kind.valueOf(row.getString(2).toUpperCase(java.util.Locale.ROOT)),
                row.getString(3),
                LocalDate.parse(row.getString(4)),
                LocalDate.parse(row.getString(5)),
                row.getInt(6),
                row.getInt(7),
                Sql.real(row, "cvss"),
                Sql.real(row, "score"),
                Sql.real(row, "score_percentile"));
    }

    @Override
    public List<Rise> epssRises(LocalDate since, int limit) {
        return rises(EPSS_RISES, EPSS_MODELS, since, limit);
    }

    @Override
    public List<Rise> scoreRises(LocalDate since, int limit) {
        return rises(SCORE_RISES, SCORE_MODELS, since, limit);
    }

    private List<Rise> rises(String sql, String models, LocalDate since, int limit) {
        try (PreparedStatement statement = db().prepareStatement(sql)) {
            Optional<LocalDate> from = from(since, models);
            if (from.isEmpty()) {
                return List.of();
            }
            Sql.bind(statement, from);
            PriorityQueue<Rise> greatest = new PriorityQueue<>(LEAST_FIRST);
            try (ResultSet row = statement.executeQuery()) {
                // What follows scores less than the least rise, and so cannot have risen by more.
                while (row.next()
                        && (greatest.size() < limit
                                || row.getDouble(2) >= greatest.peek().by())) {
                    double before = row.getDouble(4);
                    if (!row.wasNull() && before < row.getDouble(2)) {
                        greatest.add(rise(row, before));
                        if (greatest.size() > limit) {
                            greatest.remove();
                        }
                    }
                }
            }
            return greatest.stream().sorted(LEAST_FIRST.reversed()).toList();
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    private static Rise rise(ResultSet row, double before) throws SQLException {
        return new Rise(CveId.ofKey(row.getLong(1)), before, row.getDouble(2), LocalDate.parse(row.getString(3)));
    }

    /** The day, or the one after the first day of the model of now if that is later; empty if nothing is held from then on. */
    private Optional<LocalDate> from(LocalDate since, String models) throws SQLException {
        try (PreparedStatement statement = db().prepareStatement(models);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            LocalDate last = LocalDate.parse(row.getString(1));
            String model = row.getString(2);
            LocalDate first = last;
            // Further back than the time looked at, it does not matter which model it was.
            while (!first.isBefore(since) && row.next() && row.getString(2).equals(model)) {
                first = LocalDate.parse(row.getString(1));
            }
            LocalDate from = first.isBefore(since) ? since : first.plusDays(1);
            return from.isAfter(last) ? Optional.empty() : Optional.of(from);
        }
    }

    @Override
    public List<ChangedPublication> changedPublications(long after) {
        return list(
                "SELECT b.ref, b.title, b.published, max(c.field = 'new') = 0 FROM change c JOIN bulletin b ON b.ref = c.ref"
                        + " WHERE c.id > ? GROUP BY b.id ORDER BY b.published DESC, b.ref DESC",
                row -> new ChangedPublication(
                        new BulletinRef(row.getString(1)),
                        row.getString(2),
                        LocalDate.parse(row.getString(3)),
                        row.getBoolean(4)),
                after);
    }

    @Override
    public List<CveId> exploitedSince(long after) {
        return list(
                "SELECT DISTINCT c.cve FROM change c JOIN exploited x ON x.cve = c.cve"
                        + " WHERE c.id > ? AND c.kind = 'known_exploited' ORDER BY c.cve DESC",
                row -> CveId.ofKey(row.getLong(1)),
                after);
    }

    @Override
    public long changedCves(long after) {
        return list(
                        "SELECT count(DISTINCT cve) FROM change WHERE id > ? AND kind NOT IN ('epss', 'score')",
                        row -> row.getLong(1),
                        after)
                .get(0);
    }
}
