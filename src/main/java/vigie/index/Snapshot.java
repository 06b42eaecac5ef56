package vigie.index;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import vigie.store.ColumnScan;
import vigie.store.Reader;

/** What lists and charts need of all CVEs and publications, as the database was at one moment. Thread-safe. */
public final class Snapshot {

    private final CveIndex cves;
    private final Publications publications;
    private final Map<CveOrder, Ordering> orderings = new EnumMap<>(CveOrder.class);

    private final Remembered remembered = new Remembered();

    private Snapshot(CveIndex cves, Publications publications) {
        this.cves = cves;
        this.publications = publications;
    }

    /**
     * Reads it all, in about a second for 260,000 CVEs.
     *
     * @param reader the database; all is of one moment
     */
    public static Snapshot read(Reader reader) {
        return read(reader, () -> {});
    }

    /** As above; told every few thousand rows that others may have something to do. */
    static Snapshot read(Reader reader, Runnable breath) {
        reader.hold();
        ColumnScan scan = reader.columns(breath);
        CveColumns columns = CveColumns.read(scan);
        CveIndex cves = new CveIndex(columns, Products.read(scan, columns));
        return new Snapshot(cves, Publications.read(scan, cves));
    }

    /** Makes ready what is used of another one, so that nobody has to wait for it. */
    void likeThat(Snapshot other) {
        Set<CveOrder> used;
        synchronized (other.orderings) {
            used = Set.copyOf(other.orderings.keySet());
        }
        used.forEach(this::ordering);
    }

    /** All CVEs. */
    public CveIndex cves() {
        return cves;
    }

    /** All publications. */
    public Publications publications() {
        return publications;
    }

    /** Finds CVEs. */
    public CveSearch search() {
        return new CveSearch(this);
    }

    Ordering ordering(CveOrder order) {
        synchronized (orderings) {
            return orderings.computeIfAbsent(order, o -> new Ordering(cves.columns(), o));
        }
    }

    Remembered remembered() {
        return remembered;
    }
}
