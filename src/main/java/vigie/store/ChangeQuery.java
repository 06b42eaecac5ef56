package vigie.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import vigie.model.BulletinRef;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.model.CveId;

/**
 * The record of changes. Events are numbered in the order in which they were committed, and there is one writer: whoever reads all
 * events after the last number that they have seen neither misses one nor sees one twice. For one thread at a time.
 */
public interface ChangeQuery {

    /**
     * Which events.
     *
     * @param cves events of these CVEs and of publications that cite one of them; of all if there are none
     * @param publications events of these publications; of all if there are none. Beside {@code cves}, either will do
     * @param kinds events of these kinds; of all if there are none
     * @param product events of CVEs of a vendor or product, and of publications that name a system of it
     * @param from events that this installation saw at this moment or later
     */
    record Filter(
            Set<CveId> cves,
            Set<BulletinRef> publications,
            Set<ChangeKind> kinds,
            ProductFilter product,
            Optional<Instant> from) {

        /** All events. */
        public static final Filter ALL =
                new Filter(Set.of(), Set.of(), Set.of(), new ProductFilter(List.of(), List.of()), Optional.empty());

        /** Keeps copies. */
        public Filter {
            cves = Set.copyOf(cves);
            publications = Set.copyOf(publications);
            kinds = Set.copyOf(kinds);
        }

        /** Events of one CVE, and of publications that cite it. */
        public static Filter of(CveId cve) {
            return new Filter(Set.of(cve), Set.of(), Set.of(), ALL.product(), Optional.empty());
        }

        /** Events of one publication. */
        public static Filter of(BulletinRef publication) {
            return new Filter(Set.of(), Set.of(publication), Set.of(), ALL.product(), Optional.empty());
        }

        /** The same from a day (UTC) on. */
        public Filter since(LocalDate day) {
            return new Filter(
                    cves,
                    publications,
                    kinds,
                    product,
                    Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
        }
    }

    /**
     * Events in the order in which they were committed.
     *
     * @param after the number after which to begin, 0 for the first event that is held
     * @param limit the most to return, at least 1
     */
    List<Change> following(Filter filter, long after, int limit);

    /**
     * Events from the newest back.
     *
     * @param before the number before which to begin, {@link Long#MAX_VALUE} for the newest event
     * @param limit the most to return, at least 1
     */
    List<Change> preceding(Filter filter, long before, int limit);

    /** Hands out all events after a number in the order in which they were committed; a few at a time are in memory. */
    default void each(Filter filter, long after, Consumer<Change> taker) {
        int many = 1000;
        long last = after;
        List<Change> page = following(filter, last, many);
        while (!page.isEmpty()) {
            page.forEach(taker);
            last = page.get(page.size() - 1).id();
            page = page.size() < many ? List.of() : following(filter, last, many);
        }
    }

    /** Since when changes are recorded here: nothing is known of what changed before; empty where nothing was read yet. */
    Optional<Instant> since();

    /** The number of the last event that was ever committed, 0 if there was none. */
    long last();
}
