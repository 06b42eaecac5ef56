package vigie.index;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import vigie.store.ColumnScan;
import vigie.store.Reader;

/** What lists and charts need of all CVEs and publications, as the database was at one moment. Thread-safe. */
public final class Snapshot {

    private final CveIndex cves;
    private final Publications publications;
    private final Map<CveOrder, Ordering> orderings = new EnumMap<>(CveOrder.class);

    private final Remembered remembered = new Remembered();
    private final Map<Class<?>, Derived> derived = new ConcurrentHashMap<>();

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

    /**
     * Makes ready what is used of another one, so that nobody has to wait for it.
     *
     * @param words finds CVEs by their words, as of this snapshot
     * @param breath called between one thing and the next
     */
    void likeThat(Snapshot other, Words words, Runnable breath) {
        Set<CveOrder> used;
        synchronized (other.orderings) {
            used = Set.copyOf(other.orderings.keySet());
        }
        used.forEach(order -> {
            ordering(order);
            breath.run();
        });
        other.derived.forEach((kind, one) -> {
            derived.computeIfAbsent(kind, any -> one.of(this));
            breath.run();
        });
        for (Object question : other.remembered.questions()) {
            if (question instanceof CveFilter filter) {
                Passing.rows(this, filter, words);
                breath.run();
            }
        }
    }

    private record Derived(Function<Snapshot, ?> derive, Object value) {

        static Derived of(Function<Snapshot, ?> derive, Snapshot snapshot) {
            return new Derived(derive, derive.apply(snapshot));
        }

        Derived of(Snapshot snapshot) {
            return of(derive, snapshot);
        }
    }

    /**
     * Something that follows from this snapshot and takes long to find out: found out once.
     *
     * @param kind what it is; one function for each kind
     */
    public <T> T derived(Class<T> kind, Function<Snapshot, T> derive) {
        return kind.cast(
                derived.computeIfAbsent(kind, any -> Derived.of(derive, this)).value());
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
