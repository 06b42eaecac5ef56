package vigie.index;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import vigie.store.ColumnScan;
import vigie.store.Reader;

/** The data of all CVEs and publications that lists and charts need, from one state of the database. Thread-safe. */
public final class Snapshot {

    /** Fewer than one row in so many are a few. */
    private static final int FEW = 32;

    private final CveIndex cves;
    private final Publications publications;
    private final Map<CveOrder, Ordering> orderings = new EnumMap<>(CveOrder.class);

    private final RowSetCache remembered = new RowSetCache();
    private final Map<Class<?>, Derived> derived = new ConcurrentHashMap<>();

    private Snapshot(CveIndex cves, Publications publications) {
        this.cves = cves;
        this.publications = publications;
    }

    /**
     * Loads a snapshot, in about a second for 260,000 CVEs.
     *
     * @param reader the database; all is of one moment
     */
    public static Snapshot read(Reader reader) {
        return read(reader, () -> {});
    }

    /** As above, with a callback every few thousand rows, to yield to other threads. */
    static Snapshot read(Reader reader, Runnable pause) {
        reader.hold();
        ColumnScan scan = reader.columns(pause);
        CveColumns columns = CveColumns.read(scan);
        CveIndex cves = new CveIndex(columns, Products.read(scan, columns));
        return new Snapshot(cves, Publications.read(scan, cves));
    }

    /**
     * Warms the caches that another snapshot has in use, so that no request waits for them; not with what takes long,
     * since a few such questions would hold back the new snapshot for minutes.
     *
     * @param words finds CVEs by their words, as of this snapshot
     * @param pause called between one thing and the next
     */
    void warmLike(Snapshot other, WordSearch words, Runnable pause) {
        Set<CveOrder> used;
        synchronized (other.orderings) {
            used = Set.copyOf(other.orderings.keySet());
        }
        used.forEach(order -> {
            ordering(order);
            pause.run();
        });
        other.derived.forEach((kind, one) -> {
            derived.computeIfAbsent(kind, any -> one.of(this));
            pause.run();
        });
        for (Object question : other.remembered.cheapQuestions()) {
            if (question instanceof CveFilter filter) {
                FilterRows.rows(this, filter, words);
                pause.run();
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
     * A value derived from this snapshot that is slow to compute: computed once.
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

    private Ordering ordering(CveOrder order) {
        synchronized (orderings) {
            return orderings.computeIfAbsent(order, o -> new Ordering(cves.columns(), o));
        }
    }

    /** An order that holds some rows. Sorting a few is faster than looking for them in the order of all. */
    Ordering ordering(CveOrder order, BitSet rows, int count) {
        return (long) count * FEW < cves.size()
                ? new Ordering(cves.columns(), order, rows.stream().toArray())
                : ordering(order);
    }

    RowSetCache remembered() {
        return remembered;
    }
}
