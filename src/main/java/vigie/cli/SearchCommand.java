package vigie.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.facts.CveLine;
import vigie.facts.CveLines;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.report.ListJson;
import vigie.report.SearchList;
import vigie.store.ProductFilter;
import vigie.store.Reader;
import vigie.store.SearchQuery;
import vigie.text.PlainText;
import vigie.text.PrintableJson;
import vigie.text.SearchWords;

/** {@code vigie search}: CVEs by words and properties, most urgent first. */
@Command(name = "search")
final class SearchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "WORDS", arity = "0..*", descriptionKey = "search.words")
    private List<String> words = new ArrayList<>();

    @Option(names = "--vendor", paramLabel = "NAME", descriptionKey = "vendor")
    private List<String> vendors = List.of();

    @Option(names = "--product", paramLabel = "NAME", descriptionKey = "product")
    private List<String> products = List.of();

    @Option(names = "--kev", descriptionKey = "search.kev")
    private boolean kev;

    @Option(names = "--min-cvss", paramLabel = "SCORE", descriptionKey = "search.cvss")
    private Optional<Double> minCvss = Optional.empty();

    @Option(names = "--since", paramLabel = "DAY", descriptionKey = "search.since")
    private Optional<String> since = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", descriptionKey = "search.limit")
    private int limit = 20;

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    private static final SearchQuery.Found NONE = new SearchQuery.Found(List.of(), 0);

    private final Vigie vigie;

    SearchCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    private double score(double asked) {
        if (asked >= 0 && asked <= 10) {
            return asked;
        }
        throw new Exit.WrongUse(vigie.messages().get("error.wrong.score", Double.toString(asked)));
    }

    @Override
    public Integer call() {
        Optional<BulletinRef> reference = BulletinRef.alone(String.join(" ", words));
        SearchWords.Terms terms = SearchWords.terms(words);
        try (Reader reader = vigie.reader()) {
            if (reference.isEmpty()) {
                list(reader, reader.search().find(filter(terms.cves(), terms.phrases())));
                return Exit.DONE;
            }
            Optional<Bulletin> publication = reader.dossiers().bulletin(reference.get());
            publication.filter(any -> !json).ifPresent(this::name);
            Set<CveId> cited = publication.map(one -> Set.copyOf(one.cves())).orElse(Set.of());
            // No identifiers would ask for every CVE.
            list(reader, cited.isEmpty() ? NONE : reader.search().find(filter(cited, List.of())));
        }
        return Exit.DONE;
    }

    private void name(Bulletin publication) {
        String line = publication.ref() + "  " + publication.published() + "  " + PlainText.line(publication.title());
        vigie.console().print(line + "\n");
        vigie.console().say(vigie.messages().get("search.publication", publication.ref()));
    }

    private SearchQuery.Filter filter(Set<CveId> cves, List<String> phrases) {
        return new SearchQuery.Filter(
                cves,
                phrases,
                new ProductFilter(vendors, products),
                kev,
                minCvss.map(this::score),
                since.map(vigie::day),
                Math.max(1, limit));
    }

    private void list(Reader reader, SearchQuery.Found found) {
        CveLines all = new CveLines(reader);
        List<CveLine> lines = found.hits().stream()
                .map(hit -> all.line(hit.cve(), hit.summary()))
                .toList();
        if (json) {
            vigie.console()
                    .print(PrintableJson.of(lines.stream().map(ListJson::cve).toList()));
        } else if (lines.isEmpty()) {
            vigie.console().say(vigie.messages().get("search.none"));
        } else {
            SearchList list = new SearchList(vigie.messages(), vigie.console().width());
            vigie.console().print(list.text(lines));
            vigie.console().say(vigie.messages().get("search.count", lines.size(), found.total()));
        }
    }
}
