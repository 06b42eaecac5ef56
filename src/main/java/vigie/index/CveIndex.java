package vigie.index;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import vigie.model.CveId;
import vigie.model.CveState;
import vigie.model.DateOrigin;
import vigie.model.Exploited;
import vigie.model.KnownDay;
import vigie.model.Urgency;

/**
 * The values of every CVE that lists and charts need, as columns in memory, from one state of the database. A row
 * is a number from 0 on, in the order of the identifiers. Immutable and thread-safe.
 */
public final class CveIndex {

    static final double TENTH = 10.0;

    private final CveColumns columns;
    private final Products products;

    CveIndex(CveColumns columns, Products products) {
        this.columns = columns;
        this.products = products;
    }

    /** How many CVEs there are. */
    public int size() {
        return columns.key.length;
    }

    /** The CVE of a row. */
    public CveId id(int row) {
        return CveId.ofKey(columns.key[row]);
    }

    /** The row of a CVE, empty if it is not in the index. */
    public OptionalInt row(CveId cve) {
        return row(cve.key());
    }

    /** The first row after those of a year's identifiers; with the one before it, the rows of a year. */
    public int end(int year) {
        int row = Arrays.binarySearch(columns.key, new CveId(Math.max(1999, Math.min(9999, year + 1)), 0).key());
        return row >= 0 ? row : -row - 1;
    }

    OptionalInt row(long key) {
        int row = Arrays.binarySearch(columns.key, key);
        return row >= 0 ? OptionalInt.of(row) : OptionalInt.empty();
    }

    /** The state. */
    public CveState state(int row) {
        return CveColumns.STATES[columns.state[row]];
    }

    /** Day from which the CVE counts, in most cases that of its publication. */
    public Optional<KnownDay> published(int row) {
        return Days.day(columns.published[row])
                .map(day -> new KnownDay(day, columns.publishedOrigin.getOrDefault(row, DateOrigin.SOURCE)));
    }

    /** CVSS base score, 0 to 10; NaN where there is none. */
    public double cvss(int row) {
        return columns.cvss[row] == CveColumns.NO_CVSS ? Double.NaN : columns.cvss[row] / TENTH;
    }

    /** EPSS score, 0 to 1; NaN where there is none. */
    public double epss(int row) {
        return columns.epss[row];
    }

    /** The Vigie score: the probability that exploitation becomes known within 30 days, 0 to 1; NaN where there is none. */
    public double score(int row) {
        return columns.score[row];
    }

    /** Share of the CVEs that our score puts lower or the same, 0 to 1; NaN where there is none. */
    public double scorePercentile(int row) {
        return columns.percentile[row];
    }

    /** Day of listing as exploited. */
    public Optional<LocalDate> exploited(int row) {
        return Days.day(columns.exploited[row]);
    }

    /** Since when exploitation is known, and who says so. */
    public Optional<Exploited> exploitation(int row) {
        return Optional.ofNullable(columns.exploitation.get(row));
    }

    /** Whether the CVE is known to be exploited. */
    public boolean isExploited(int row) {
        return columns.exploited[row] != Days.NONE;
    }

    /** Day of the first public exploit. */
    public Optional<KnownDay> exploit(int row) {
        return Days.day(columns.exploit[row])
                .map(day -> new KnownDay(day, columns.exploitOrigin.getOrDefault(row, DateOrigin.SOURCE)));
    }

    /** Whether an exploit is public. */
    public boolean hasExploit(int row) {
        return columns.exploit[row] != Days.NONE;
    }

    /** Number of the weakness, 79 for CWE-79; 0 where there is none. */
    public int cwe(int row) {
        return columns.cwe[row];
    }

    /** How urgent the CVE is. */
    public Urgency urgency(int row) {
        return new Urgency(isExploited(row), known(score(row)), known(epss(row)), known(cvss(row)), id(row));
    }

    private static Optional<Double> known(double value) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }

    /** Vendors and products. */
    public Products products() {
        return products;
    }

    CveColumns columns() {
        return columns;
    }
}
