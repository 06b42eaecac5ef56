package vigie.index;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import vigie.model.CveId;
import vigie.model.CveState;

/**
 * What lists and charts need of every CVE, in columns in memory, as the database was at one moment. A row is a number from
 * 0 on, in the order of the identifiers. Immutable, for any number of threads.
 */
public final class CveIndex {

    private static final double TENTH = 10.0;

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

    /** The row of a CVE, empty if it is not held. */
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

    /** Day of publication. */
    public Optional<LocalDate> published(int row) {
        return Days.day(columns.published[row]);
    }

    /** CVSS base score, 0 to 10; NaN where there is none. */
    public double cvss(int row) {
        return columns.cvss[row] == CveColumns.NO_CVSS ? Double.NaN : columns.cvss[row] / TENTH;
    }

    /** EPSS score, 0 to 1; NaN where there is none. */
    public double epss(int row) {
        return columns.epss[row];
    }

    /** Our score, the probability that exploitation becomes known within 30 days, 0 to 1; NaN where there is none. */
    public double score(int row) {
        return columns.score[row];
    }

    /** Day since which exploitation is known. */
    public Optional<LocalDate> exploited(int row) {
        return Days.day(columns.exploited[row]);
    }

    /** Whether exploitation is known. */
    public boolean isExploited(int row) {
        return columns.exploited[row] != Days.NONE;
    }

    /** Day since which an exploit is public. */
    public Optional<LocalDate> exploit(int row) {
        return Days.day(columns.exploit[row]);
    }

    /** Whether an exploit is public. */
    public boolean hasExploit(int row) {
        return columns.exploit[row] != Days.NONE;
    }

    /** Number of the weakness, 79 for CWE-79; 0 where there is none. */
    public int cwe(int row) {
        return columns.cwe[row];
    }

    /** Vendors and products. */
    public Products products() {
        return products;
    }

    CveColumns columns() {
        return columns;
    }
}
