package vigie.store.sqlite;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vigie.model.CveId;
import vigie.model.CveState;

/**
 * Keeps CVEs of which no record is held in the lists: what names one gives it a row, and what a catalogue of known exploited
 * vulnerabilities says of it (vendor, product, name) is enough to find and to show it, until a record comes. Decided once for each
 * CVE that a transaction touched, so that the order in which sources come does not count.
 *
 * <p>While an empty database is filled, records are still to come for nearly all of them: they are then written once, when the
 * writer settles, or when the database is next opened for writing after a fill that was broken off.
 */
final class UnrecordedCves {

    static final Fill FILL = new Fill("unrecorded.due", tx -> {
        UnrecordedCves cves = new UnrecordedCves(tx, false);
        Sql.list(tx.db(), UnrecordedCves.NAMED, row -> row.getLong(1)).forEach(cves::touch);
        cves.settle();
    });

    /** Those that something names and that have no record. */
    private static final String NAMED =
            "SELECT cve FROM (SELECT cve FROM kev UNION SELECT cve FROM evidence UNION SELECT cve FROM bulletin_cve) n"
                    + " WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.cve = n.cve)";

    private static final String RECORDED = "SELECT 1 FROM record WHERE cve = ? LIMIT 1";
    private static final String ASKED = "SELECT 1 FROM asked WHERE service = 'cve-services' AND cve = ?";
    private static final String CITED =
            "SELECT 1 FROM evidence WHERE cve = ?1 UNION ALL SELECT 1 FROM bulletin_cve WHERE" + " cve = ?1 LIMIT 1";

    private final Tx tx;
    private final AffectsWriter affects;
    private final CveTextWriter texts;
    private final Set<Long> touched = new TreeSet<>();
    /** Whether all is left to {@link #FILL}; no row of this class's is in the database then. */
    private final boolean later;

    UnrecordedCves(Tx tx) throws SQLException {
        this(tx, FILL.due(tx.db()));
    }

    private UnrecordedCves(Tx tx, boolean later) {
        this.tx = tx;
        this.later = later;
        this.affects = new AffectsWriter(tx);
        this.texts = new CveTextWriter(tx);
    }

    /** What a catalogue says of a CVE. */
    private record Entry(String vendor, String product, String name, boolean listed) {}

    /** Leaves them to {@link #FILL} where the database holds no CVE at all. */
    static void postpone(Tx tx) throws SQLException {
        tx.run(
                "INSERT OR IGNORE INTO mark (key, value) SELECT ?, '' WHERE NOT EXISTS (SELECT 1 FROM cve)",
                FILL.mark());
    }

    /** Something other than a record names the CVE, or no longer does. */
    void touch(long cve) {
        if (!later) {
            touched.add(cve);
        }
    }

    /** CVE Services know no record of the CVE; returns whether that is new. */
    boolean absent(CveId cve, String today) throws SQLException {
        boolean news = !any(ASKED, cve.key()) && !any(RECORDED, cve.key());
        tx.run("INSERT OR REPLACE INTO asked (service, cve, day) VALUES ('cve-services', ?, ?)", cve.key(), today);
        touch(cve.key());
        return news;
    }

    /**
     * Makes way for the first record of a CVE, which replaces all that was written here.
     *
     * @return whether the CVE had a row
     */
    boolean recorded(long cve) throws SQLException {
        boolean known = !later && any("SELECT 1 FROM cve WHERE id = ?", cve);
        if (known) {
            affects.clear(cve, AffectsWriter.CATALOGUES);
        }
        return known;
    }

    /** Decides for the CVEs that were touched, within the open transaction. */
    void settle() throws SQLException {
        for (long cve : touched) {
            if (!any(RECORDED, cve)) {
                write(cve);
            }
        }
        touched.clear();
    }

    private void write(long cve) throws SQLException {
        List<Entry> entries = Sql.list(
                tx.prepare("SELECT vendor, product, name, withdrawn IS NULL FROM kev WHERE cve = ?"
                        + " ORDER BY withdrawn IS NOT NULL, catalogue"),
                row -> new Entry(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)),
                cve);
        boolean asked = any(ASKED, cve);
        if (entries.isEmpty() && !asked && !any(CITED, cve)) {
            tx.run("DELETE FROM cve WHERE id = ?", cve);
            say(cve, List.of());
            return;
        }
        // A catalogue that lists a CVE knows more of it than the absence of a record says.
        boolean reserved = asked && entries.stream().noneMatch(Entry::listed);
        say(cve, reserved ? List.of() : entries);
        tx.run(
                "INSERT INTO cve (id, state, headline) VALUES (?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET state = excluded.state, headline = excluded.headline",
                cve,
                (reserved ? CveState.RESERVED : CveState.UNKNOWN).name(),
                reserved ? Optional.<String>empty() : headline(entries));
    }

    private static Optional<String> headline(List<Entry> entries) {
        return entries.stream()
                .map(entry -> Headline.of(entry.name(), entry.vendor() + " " + entry.product()))
                .filter(line -> !line.isEmpty())
                .findFirst();
    }

    /** Products and words. */
    private void say(long cve, List<Entry> entries) throws SQLException {
        Set<CveRow.Product> products = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (Entry entry : entries) {
            products.add(CveRow.Product.of(entry.vendor(), entry.product()));
            names.add(entry.name());
        }
        affects.clear(cve, AffectsWriter.CATALOGUES);
        affects.write(cve, AffectsWriter.CATALOGUES, products);
        if (entries.isEmpty()) {
            texts.clear(cve);
        } else {
            texts.write(cve, String.join(" ", names), "", CveRow.words(products), true);
        }
    }

    private boolean any(String sql, long cve) throws SQLException {
        return Sql.first(tx.prepare(sql), row -> true, cve).isPresent();
    }
}
