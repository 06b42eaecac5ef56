package vigie.index;

import java.util.EnumMap;
import java.util.Map;
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
        reader.hold();
        CveColumns columns = CveColumns.read(reader);
        CveIndex cves = new CveIndex(columns, Products.read(reader, columns));
        return new Snapshot(cves, Publications.read(reader, cves));
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
