package vigie.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.facts.CveLine;
import vigie.facts.CveLines;
import vigie.report.ListJson;
import vigie.report.SearchList;
import vigie.store.ProductFilter;
import vigie.store.Reader;
import vigie.store.SearchQuery;
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
        SearchWords.Terms terms = SearchWords.terms(words);
        SearchQuery.Filter filter = new SearchQuery.Filter(
                terms.cves(),
                terms.phrases(),
                new ProductFilter(vendors, products),
                kev,
                minCvss.map(this::score),
                since.map(vigie::day),
                Math.max(1, limit));
        try (Reader reader = vigie.reader()) {
            SearchQuery.Found found = reader.search().find(filter);
            CveLines all = new CveLines(reader);
            List<CveLine> lines = found.hits().stream()
                    .map(hit -> all.line(hit.cve(), hit.summary()))
                    .toList();
            SearchList list = new SearchList(vigie.messages(), vigie.console().width());
            if (json) {
                vigie.console()
                        .print(PrintableJson.of(
                                lines.stream().map(ListJson::cve).toList()));
            } else if (lines.isEmpty()) {
                vigie.console().say(vigie.messages().get("search.none"));
            } else {
                vigie.console().print(list.text(lines));
                vigie.console().say(vigie.messages().get("search.count", lines.size(), found.total()));
            }
        }
        return Exit.DONE;
    }
}
