package vigie.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import vigie.model.CveState;
import vigie.model.DateOrigin;
import vigie.model.Exploited;
import vigie.store.ColumnScan;

/** The columns of all CVEs, in the order of their keys; filled by {@link #read}, then never changed. */
final class CveColumns {

    static final CveState[] STATES = CveState.values();
    static final byte NO_CVSS = -1;

    private static final int FIRST_SIZE = 1 << 18;

    long[] key = new long[FIRST_SIZE];
    byte[] state = new byte[FIRST_SIZE];
    int[] published = new int[FIRST_SIZE];
    int[] modified = new int[FIRST_SIZE];
    /** CVSS base score in tenths, {@link #NO_CVSS} for none. */
    byte[] cvss = new byte[FIRST_SIZE];

    int[] cwe = new int[FIRST_SIZE];
    double[] epss;
    double[] score;
    double[] percentile;
    /** Day since which exploitation is known. */
    int[] exploited;
    /** The same with who says so, by row: few CVEs are known to be exploited. */
    final Map<Integer, Exploited> exploitation = new HashMap<>();

    int[] exploit;
    /** By row, how days are known that no source gives; few have none. */
    final Map<Integer, DateOrigin> exploitOrigin = new HashMap<>();

    final Map<Integer, DateOrigin> publishedOrigin = new HashMap<>();

    CveColumns() {}

    static CveColumns read(ColumnScan scan) {
        CveColumns columns = new CveColumns();
        int size = columns.readCves(scan);
        columns.trim(size);
        columns.epss = columns.numbers(scan::epss);
        columns.percentile = new double[size];
        Arrays.fill(columns.percentile, Double.NaN);
        columns.score = columns.numbers(all -> scan.scores(columns.percentiles(all)));
        columns.readExploited(scan);
        columns.exploit = columns.exploits(scan::exploits);
        return columns;
    }

    private void readExploited(ColumnScan scan) {
        exploited = new int[key.length];
        Arrays.fill(exploited, Days.NONE);
        Cursor cursor = new Cursor();
        scan.exploited((cve, known) -> cursor.row(cve).ifPresent(row -> {
            exploited[row] = Days.of(known.since());
            exploitation.put(row, known);
        }));
    }

    private int readCves(ColumnScan scan) {
        int[] next = {0};
        scan.cves((cve, said, publishedOn, origin, modifiedOn, base, weakness) -> {
            int row = next[0]++;
            if (row == key.length) {
                trim(row * 2);
            }
            CveState known = CveState.of(said);
            key[row] = cve;
            state[row] = (byte) known.ordinal();
            published[row] = Days.of(publishedOn);
            if (origin != DateOrigin.SOURCE) {
                publishedOrigin.put(row, origin);
            }
            modified[row] = Days.of(modifiedOn);
            // A rejected or reserved CVE is not a vulnerability: it has a state and no other values.
            boolean reported = known.reported();
            cvss[row] = Double.isNaN(base) || !reported ? NO_CVSS : (byte) Math.round(base * 10);
            cwe[row] = weakness == null || !reported ? 0 : number(weakness);
        });
        return next[0];
    }

    private static int number(String cwe) {
        int value = 0;
        for (int i = cwe.startsWith("CWE-") ? 4 : cwe.length(); i < cwe.length() && value < 1_000_000; i++) {
            int digit = cwe.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private void trim(int size) {
        key = Arrays.copyOf(key, size);
        state = Arrays.copyOf(state, size);
        published = Arrays.copyOf(published, size);
        modified = Arrays.copyOf(modified, size);
        cvss = Arrays.copyOf(cvss, size);
        cwe = Arrays.copyOf(cwe, size);
    }

    private interface Scan<T> {
        void run(T taker);
    }

    private double[] numbers(Scan<ColumnScan.Numbers> scan) {
        double[] column = new double[key.length];
        Arrays.fill(column, Double.NaN);
        Cursor cursor = new Cursor();
        scan.run((cve, value) -> cursor.row(cve).ifPresent(row -> column[row] = reported(row, value)));
        return column;
    }

    private ColumnScan.Scores percentiles(ColumnScan.Numbers scores) {
        Cursor cursor = new Cursor();
        return (cve, score, place) -> {
            cursor.row(cve).ifPresent(row -> percentile[row] = reported(row, place));
            scores.number(cve, score);
        };
    }

    private double reported(int row, double value) {
        return STATES[state[row]].reported() ? value : Double.NaN;
    }

    private int[] exploits(Scan<ColumnScan.Days> scan) {
        int[] column = new int[key.length];
        Arrays.fill(column, Days.NONE);
        Cursor cursor = new Cursor();
        scan.run((cve, day) -> cursor.row(cve).ifPresent(row -> {
            if (STATES[state[row]].reported()) {
                column[row] = Days.of(day.day());
                if (day.origin() != DateOrigin.SOURCE) {
                    exploitOrigin.put(row, day.origin());
                }
            }
        }));
        return column;
    }

    /** Whether the exploit is from before the first load, nobody knows since when: such a day orders nothing. */
    boolean exploitBefore(int row) {
        return exploitOrigin.get(row) == DateOrigin.BEFORE;
    }

    /** The same of the day from which a CVE counts. */
    boolean publishedBefore(int row) {
        return publishedOrigin.get(row) == DateOrigin.BEFORE;
    }

    /** The same of exploitation. */
    boolean exploitedBefore(int row) {
        Exploited known = exploitation.get(row);
        return known != null && known.origin() == DateOrigin.BEFORE;
    }

    Cursor cursor() {
        return new Cursor();
    }

    /** Finds the rows of ascending keys. */
    final class Cursor {
        private int at;

        OptionalInt row(long cve) {
            while (at < key.length && key[at] < cve) {
                at++;
            }
            return at < key.length && key[at] == cve ? OptionalInt.of(at) : OptionalInt.empty();
        }
    }
}
