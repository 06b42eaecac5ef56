package vigie.web.site;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import vigie.model.BulletinRef;
import vigie.model.ChangeKind;
import vigie.model.CveId;
import vigie.store.ChangeQuery;
import vigie.store.ProductFilter;
import vigie.text.CveIds;

/**
 * The query of a list of changes, the newest first; page, API, Atom feed and file use the same names.
 *
 * @param filter which events
 * @param before the number of the event before which the page begins; empty for the newest
 * @param limit events on a page
 */
public record ChangeListQuery(ChangeQuery.Filter filter, Optional<Long> before, int limit) {

    /** Most events of a page. */
    public static final int MOST = 500;

    private static final int USUAL = 50;

    /** Reads it. */
    public static ChangeListQuery of(QueryValues asked) {
        Optional<Instant> from =
                asked.day("since").map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
        return new ChangeListQuery(
                filter(asked, from),
                asked.value("before", "cursor", ChangeListQuery::number),
                asked.count("limit", 1, MOST).orElse(USUAL));
    }

    /**
     * Which events are asked for, whatever the order.
     *
     * @param from the moment from which on, if one is asked for
     */
    public static ChangeQuery.Filter filter(QueryValues asked, Optional<Instant> from) {
        Set<CveId> cves = new HashSet<>();
        asked.values("id", "cve", text -> Optional.of(CveIds.in(text)).filter(some -> !some.isEmpty()))
                .forEach(cves::addAll);
        return new ChangeQuery.Filter(
                cves,
                Set.copyOf(asked.values("publication", "reference", BulletinRef::alone)),
                Set.copyOf(asked.values("kind", "change", ChangeKind::parse)),
                new ProductFilter(asked.texts("vendor"), asked.texts("product")),
                from);
    }

    /** The number of an event. */
    public static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** The number before which the events are asked for. */
    public long start() {
        return before.orElse(Long.MAX_VALUE);
    }
}
