package vigie.web.site;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vigie.index.CveFilter;
import vigie.index.CveOrder;
import vigie.index.PagePosition;
import vigie.index.Publications;
import vigie.model.Bulletin;
import vigie.model.CveId;
import vigie.model.CveState;
import vigie.model.ScoreBands;
import vigie.model.Severities;
import vigie.text.CveIds;
import vigie.text.CweIds;
import vigie.text.SearchWords;

/**
 * The query of a list of CVEs; the page and the API use the same names.
 *
 * @param filter which CVEs
 * @param order in which order
 * @param backwards whether the order is turned round
 * @param after the place after which the page begins
 * @param limit CVEs on a page
 * @param wrong what could not be read
 */
public record CveQuery(
        CveFilter filter,
        CveOrder order,
        boolean backwards,
        Optional<PagePosition> after,
        int limit,
        List<QueryValues.Wrong> wrong) {

    /** Maximum CVEs per page. */
    public static final int MOST = 500;

    /**
     * Most words of a search. The time to find a phrase grows with its words: common ones take 7 ms each among 170,000
     * CVEs.
     */
    public static final int MOST_WORDS = 32;

    private static final int USUAL = 50;

    /** Reads it. */
    public static CveQuery of(Query query) {
        return of(new QueryValues(query));
    }

    /** Reads it from a query that also has other parameters. */
    public static CveQuery of(QueryValues asked) {
        CveFilter filter = filter(asked);
        CveOrder order = asked.value("sort", "sort", CveQuery::order).orElse(CveOrder.URGENCY);
        boolean backwards = asked.value("order", "order", text -> switch (text) {
                    case "asc" -> Optional.of(true);
                    case "desc" -> Optional.of(false);
                    default -> Optional.empty();
                })
                .orElse(false);
        Optional<PagePosition> after = asked.value("after", "place", PagePosition::parse);
        int limit = asked.count("limit", 1, MOST).orElse(USUAL);
        return new CveQuery(filter, order, backwards, after, limit, asked.wrong());
    }

    private static CveFilter filter(QueryValues asked) {
        Set<CveId> ids = new HashSet<>();
        asked.values("id", "cve", text -> Optional.of(CveIds.in(text)).filter(some -> !some.isEmpty()))
                .forEach(ids::addAll);
        // An identifier among the words asks for that CVE.
        Optional<SearchWords.Terms> terms = typed(asked).map(text -> SearchWords.terms(List.of(text)));
        terms.ifPresent(some -> ids.addAll(some.cves()));
        return new CveFilter(
                ids,
                terms.map(SearchWords.Terms::phrases).orElse(List.of()),
                asked.texts("vendor"),
                asked.texts("product"),
                Severities.all(asked.values("severity", "severity", Severities::parse)),
                asked.range("cvss", 0, 10),
                asked.range("score", 0, 1),
                ScoreBands.all(asked.values("band", "band", ScoreBands::parse)),
                asked.range("epss", 0, 1),
                asked.flag("kev"),
                asked.flag("exploit"),
                Set.copyOf(asked.values("cwe", "cwe", CweIds::number)),
                asked.day("since"),
                asked.day("until"),
                Set.copyOf(asked.values("state", "state", CveQuery::state)),
                cited(asked));
    }

    /** The words that are searched for, of CVEs or of publications, as typed; more than {@link #MOST_WORDS} are refused. */
    public static Optional<String> typed(QueryValues asked) {
        return asked.text(
                "q",
                "words",
                text -> Optional.of(text)
                        .filter(some -> SearchWords.terms(List.of(some)).words() <= MOST_WORDS));
    }

    private static Optional<Publications.Filter> cited(QueryValues asked) {
        List<String> cited = asked.values(
                "cited", "kind", text -> Optional.of(text).filter(t -> t.equals("any") || kind(t).isPresent()));
        Publications.Filter filter = new Publications.Filter(
                asked.day("cited_since"),
                asked.day("cited_until"),
                only(cited.stream().map(CveQuery::kind).distinct().toList()),
                asked.texts("cited_vendor"));
        return cited.isEmpty() && filter.equals(Publications.Filter.ALL) ? Optional.empty() : Optional.of(filter);
    }

    /** The kinds of publication that are asked for, of which any will do: one, or all. */
    public static Optional<Bulletin.Kind> kinds(QueryValues asked) {
        return only(asked.values("type", "type", CveQuery::kind).stream()
                .map(Optional::of)
                .distinct()
                .toList());
    }

    /** There are two kinds: more than one means any. */
    private static Optional<Bulletin.Kind> only(List<Optional<Bulletin.Kind>> kinds) {
        return kinds.size() == 1 ? kinds.get(0) : Optional.empty();
    }

    /** The kind of publication that a text names. */
    public static Optional<Bulletin.Kind> kind(String text) {
        for (Bulletin.Kind kind : Bulletin.Kind.values()) {
            if (kind.toString().equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Optional<CveState> state(String text) {
        CveState state = CveState.of(text);
        return state == CveState.UNKNOWN && !text.equalsIgnoreCase("unknown") ? Optional.empty() : Optional.of(state);
    }

    private static Optional<CveOrder> order(String text) {
        for (CveOrder order : CveOrder.values()) {
            if (order.name().equalsIgnoreCase(text)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }
}
