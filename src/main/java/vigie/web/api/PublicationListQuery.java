package vigie.web.api;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vigie.index.Publication;
import vigie.index.Publications;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.web.site.CveQuery;
import vigie.web.site.QueryValues;

/**
 * The query of a list of publications.
 *
 * @param filter which publications
 * @param alertsFirst whether all alertes come before all avis; else the newest comes first
 * @param after the publication after which the page begins
 * @param limit publications on a page
 */
record PublicationListQuery(
        Publications.Filter filter, boolean alertsFirst, Optional<PublicationListQuery.Place> after, int limit) {

    /** Maximum publications per page. */
    static final int MOST = 500;

    private static final int USUAL = 50;

    /** A publication's place in any order: what it is ordered by, whether it is still there or not. */
    record Place(String day, BulletinRef ref) {

        static Place of(Publication publication) {
            return new Place(publication.published().toString(), publication.ref());
        }

        static Optional<Place> parse(String text) {
            int dot = text.indexOf('.');
            return dot == 10 && text.substring(0, dot).matches("\\d{4}-\\d{2}-\\d{2}")
                    ? BulletinRef.parse(text.substring(dot + 1)).map(ref -> new Place(text.substring(0, dot), ref))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return day + "." + ref;
        }
    }

    static PublicationListQuery of(QueryValues asked) {
        return new PublicationListQuery(
                filter(asked),
                asked.value("sort", "sort", PublicationListQuery::alertsFirst).orElse(false),
                asked.value("after", "place", Place::parse),
                asked.count("limit", 1, MOST).orElse(USUAL));
    }

    static Publications.Filter filter(QueryValues asked) {
        return new Publications.Filter(
                asked.day("since"), asked.day("until"), CveQuery.kinds(asked), asked.texts("vendor"));
    }

    private static Optional<Boolean> alertsFirst(String text) {
        return switch (text) {
            case "alerts" -> Optional.of(true);
            case "published" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Those of the list that come after the place, in order. */
    Stream<Publication> from(List<Publication> all) {
        Comparator<Place> order = order();
        return all.stream()
                .filter(p -> after.map(place -> order.compare(Place.of(p), place) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(Place::of, order));
    }

    private Comparator<Place> order() {
        Comparator<Place> newest =
                Comparator.comparing(Place::day).thenComparing(Place::ref).reversed();
        Comparator<Place> alerts = Comparator.comparing(p -> p.ref().kind() != Bulletin.Kind.ALERTE);
        return alertsFirst ? alerts.thenComparing(newest) : newest;
    }
}
