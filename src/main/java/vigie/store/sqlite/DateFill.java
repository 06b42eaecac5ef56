package vigie.store.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import vigie.model.Bulletin;
import vigie.model.CveDay;
import vigie.store.StoreException;

/**
 * Writes, once, the days of a database that an older version filled, by the rules of {@link vigie.model.Plausible} and {@link CveDay}:
 * those of publications (and their titles as plain text), and those of records that give a day that cannot be true, or none.
 */
final class DateFill {

    static final Fill FILL = new Fill("dates.due", tx -> {
        DateFill fill = new DateFill(tx);
        fill.records();
        fill.publications();
        Sql.list(tx.db(), DateFill.REPORTED, row -> row.getLong(1)).forEach(fill.exploited::touch);
        fill.exploited.settle();
    });

    /** {@code cve / 100000000000000} is the year of the identifier, see {@link vigie.model.Plausible#of}. */
    private static final String RECORDS = "SELECT r.cve, r.source, r.seen, r.state = 'REJECTED', w.body FROM record r"
            + " JOIN raw w ON w.id = r.cve * 4 + r.source WHERE r.published IS NULL AND r.state <> 'REJECTED'"
            + " OR substr(r.published, 1, 10) > r.seen OR substr(r.modified, 1, 10) > r.seen"
            + " OR r.cve > 200600000000000000 AND CAST(substr(r.published, 1, 4) AS INTEGER) < r.cve / 100000000000000 - 1";

    private static final String REPORTED = "SELECT cve FROM kev WHERE origin <> 0"
            + " UNION SELECT cve FROM evidence WHERE kind = 0 AND (date IS NULL OR given IS NOT NULL)";

    private final Tx tx;
    private final ExploitedWriter exploited;

    private DateFill(Tx tx) {
        this.tx = tx;
        this.exploited = new ExploitedWriter(tx, ChangeWriter.none(tx));
    }

    private record Kept(long cve, int source, LocalDate seen, boolean rejected, byte[] body) {}

    private record Held(long id, LocalDate seen, LocalDate published, LocalDate revised, String title, byte[] body) {}

    private void records() throws SQLException {
        List<Kept> all = Sql.list(
                tx.db(),
                RECORDS,
                row -> new Kept(
                        row.getLong(1),
                        row.getInt(2),
                        LocalDate.parse(row.getString(3)),
                        row.getBoolean(4),
                        row.getBytes(5)));
        for (Kept kept : all) {
            Instant seen = kept.seen().atStartOfDay(ZoneOffset.UTC).toInstant();
            Optional<Documents.Misdated.First> first =
                    kept.rejected() ? Optional.empty() : Optional.of(new Documents.Misdated.First(seen, CveDay.BEFORE));
            Optional<CveRow> read = read(kept, new Documents.Misdated(kept.seen(), first));
            if (read.isPresent()) {
                write(kept, read.get());
            }
        }
        for (long cve : all.stream().map(Kept::cve).distinct().toList()) {
            choose(cve);
        }
    }

    /** Nothing for a document that cannot be read: the next version of the record will bring its days. */
    private static Optional<CveRow> read(Kept kept, Documents.Misdated dates) {
        try {
            return Optional.of(
                    CveRow.of(Documents.lean(kept.cve() * 4 + kept.source(), kept.body(), Optional.of(dates))));
        } catch (JacksonException | IllegalArgumentException | StoreException e) {
            return Optional.empty();
        }
    }

    private void write(Kept kept, CveRow row) throws SQLException {
        tx.run(
                "UPDATE record SET published = ?, basis = ?, modified = ?, misdated = 1 WHERE cve = ? AND source = ?",
                row.claim().published(),
                row.claim().basis(),
                row.claim().modified(),
                kept.cve(),
                kept.source());
        if (!row.decisions().isEmpty()) {
            exploited.decisions(row, true);
        }
    }

    private void choose(long cve) throws SQLException {
        List<Claim> claims = Sql.list(
                tx.prepare("SELECT " + Claim.COLUMNS + " FROM record WHERE cve = ? ORDER BY source"),
                row -> Claim.read(row, 1),
                cve);
        Claim chosen = claims.size() > 1 ? claims.get(0).or(claims.get(1)) : claims.get(0);
        tx.run(
                "UPDATE cve SET published = ?, basis = ?, modified = ? WHERE id = ?",
                chosen.published(),
                chosen.basis(),
                chosen.modified(),
                cve);
    }

    private void publications() throws SQLException {
        List<Held> all = Sql.list(
                tx.db(),
                "SELECT id, seen, published, revised, title, body FROM bulletin",
                row -> new Held(
                        row.getLong(1),
                        LocalDate.parse(row.getString(2)),
                        LocalDate.parse(row.getString(3)),
                        LocalDate.parse(row.getString(4)),
                        row.getString(5),
                        row.getBytes(6)));
        for (Held held : all) {
            Optional<Bulletin> read = read(held);
            if (read.isPresent()
                    && !(read.get().published().equals(held.published())
                            && read.get().revised().equals(held.revised())
                            && read.get().title().equals(held.title()))) {
                tx.run(
                        "UPDATE bulletin SET published = ?, origin = ?, revised = ?, title = ? WHERE id = ?",
                        read.get().published(),
                        read.get().origin().ordinal(),
                        read.get().revised(),
                        read.get().title(),
                        held.id());
            }
        }
    }

    private static Optional<Bulletin> read(Held held) {
        try {
            return Optional.of(Documents.bulletin("publication " + held.id(), held.body(), held.seen()));
        } catch (JacksonException | IllegalArgumentException | StoreException e) {
            return Optional.empty();
        }
    }
}
