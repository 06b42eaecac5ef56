package vigie.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.facts.CveLine;
import vigie.facts.CveLines;
import vigie.facts.Lookup;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.ScoreBands;
import vigie.model.Severities;
import vigie.report.ListJson;
import vigie.report.SearchList;
import vigie.store.ProductFilter;
import vigie.store.Reader;
import vigie.store.SearchQuery;
import vigie.text.PlainText;
import vigie.text.PrintableJson;
import vigie.text.SearchWords;
import vigie.text.Sheet;

/** {@code vigie search}: CVEs by words and properties, most urgent first. */
@Command(name = "search")
final class SearchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "WORDS", arity = "0..*", descriptionKey = "search.words")
    private List<String> words = new ArrayList<>();

    @Mixin
    private GivenIds given = new GivenIds();

    @Option(names = "--vendor", paramLabel = "NAME", descriptionKey = "vendor")
    private List<String> vendors = List.of();

    @Option(names = "--product", paramLabel = "NAME", descriptionKey = "product")
    private List<String> products = List.of();

    @Option(names = "--kev", descriptionKey = "search.kev")
    private boolean kev;

    @Option(names = "--min-cvss", paramLabel = "SCORE", descriptionKey = "search.cvss")
    private Optional<Double> minCvss = Optional.empty();

    @Option(
            names = "--severity",
            paramLabel = "LEVEL",
            completionCandidates = Values.SeveritiesOrNone.class,
            descriptionKey = "search.severity")
    private List<String> severities = List.of();

    @Option(
            names = "--band",
            paramLabel = "BAND",
            completionCandidates = Values.Bands.class,
            descriptionKey = "search.band")
    private List<String> bands = List.of();

    @Option(names = "--since", paramLabel = "DAY", descriptionKey = "search.since")
    private Optional<String> since = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", descriptionKey = "search.limit")
    private Optional<Integer> limit = Optional.empty();

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    private static final int USUAL = 20;
    private static final int PUBLICATIONS = 5;

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

    private Severities severity(String text) {
        return Severities.parse(text)
                .orElseThrow(() -> new Exit.WrongUse(vigie.messages().get("error.wrong.severity.none", text)));
    }

    private ScoreBands band(String text) {
        return ScoreBands.parse(text)
                .orElseThrow(() -> new Exit.WrongUse(vigie.messages().get("error.wrong.band", text)));
    }

    @Override
    public Integer call() {
        if (given.inFiles() || words.contains(GivenIds.STDIN)) {
            return listed();
        }
        int most = limit.orElse(USUAL);
        Optional<BulletinRef> reference = BulletinRef.alone(String.join(" ", words));
        SearchWords.Terms terms = SearchWords.terms(words);
        try (Reader reader = vigie.reader()) {
            vigie.tellAge(reader);
            if (reference.isEmpty()) {
                list(reader, reader.search().find(filter(terms.cves(), terms.phrases(), most)));
                if (!json && !terms.phrases().isEmpty() && onlyWords()) {
                    publications(reader.search()
                            .publications(new SearchQuery.PublicationWords(terms.cves(), terms.phrases(), false)));
                }
                return Exit.DONE;
            }
            Optional<Bulletin> publication = reader.dossiers().bulletin(reference.get());
            publication.filter(any -> !json).ifPresent(this::name);
            Set<CveId> cited = publication.map(one -> Set.copyOf(one.cves())).orElse(Set.of());
            // No identifiers would ask for every CVE.
            list(reader, cited.isEmpty() ? NONE : reader.search().find(filter(cited, List.of(), most)));
        }
        return Exit.DONE;
    }

    /** Of a list of CVEs, those that the other conditions let pass; without a limit of its own, all of them. */
    private Integer listed() {
        boolean stdin = words.contains(GivenIds.STDIN);
        Set<CveId> cves = given.read(stdin ? List.of(GivenIds.STDIN) : List.of(), vigie, "error.wrong.cve")
                .cves();
        List<String> rest =
                words.stream().filter(word -> !word.equals(GivenIds.STDIN)).toList();
        try (Reader reader = vigie.reader()) {
            vigie.tellAge(reader);
            Lookup lookup = Lookup.of(cves, new CveLines(reader));
            SearchQuery.Filter filter =
                    filter(cves, SearchWords.terms(rest).phrases(), limit.orElse(Integer.MAX_VALUE));
            if (filter.onlyCves()) {
                // Those too of which only a score is known.
                print(
                        lookup.lines().stream().limit(filter.limit()).toList(),
                        lookup.lines().size());
            } else {
                list(reader, cves.isEmpty() ? NONE : reader.search().find(filter));
            }
            GivenIds.unknown(lookup.unknown(), vigie);
            return lookup.unknown().isEmpty() ? Exit.DONE : Exit.FAILED;
        }
    }

    /** Whether no property of CVEs is asked for, which publications do not have. */
    private boolean onlyWords() {
        return vendors.isEmpty()
                && products.isEmpty()
                && !kev
                && minCvss.isEmpty()
                && severities.isEmpty()
                && bands.isEmpty()
                && since.isEmpty();
    }

    private void publications(List<SearchQuery.PublicationHit> found) {
        if (!found.isEmpty()) {
            vigie.console().say(vigie.messages().get("search.publications", found.size()));
            vigie.console()
                    .print(found.stream()
                            .limit(PUBLICATIONS)
                            .map(one ->
                                    fitting(one.published() + "  " + one.ref() + "  " + PlainText.line(one.title())))
                            .collect(Collectors.joining("\n", "", "\n")));
        }
    }

    private String fitting(String line) {
        return Sheet.shorten(line, vigie.console().width());
    }

    private void name(Bulletin publication) {
        String line = publication.ref() + "  " + publication.published() + "  " + PlainText.line(publication.title());
        vigie.console().print(fitting(line) + "\n");
        vigie.console().say(vigie.messages().get("search.publication", publication.ref()));
    }

    private SearchQuery.Filter filter(Set<CveId> cves, List<String> phrases, int most) {
        return new SearchQuery.Filter(
                cves,
                phrases,
                new ProductFilter(vendors, products),
                kev,
                minCvss.map(this::score),
                Severities.all(severities.stream().map(this::severity).toList()),
                ScoreBands.all(bands.stream().map(this::band).toList()),
                since.map(vigie::day),
                Math.max(1, most));
    }

    private void list(Reader reader, SearchQuery.Found found) {
        CveLines all = new CveLines(reader);
        List<CveLine> lines = found.hits().stream()
                .map(hit -> all.line(hit.cve(), hit.summary()))
                .toList();
        print(lines, found.total());
    }

    private void print(List<CveLine> lines, int total) {
        if (json) {
            vigie.console()
                    .print(PrintableJson.of(lines.stream().map(ListJson::cve).toList()));
        } else if (lines.isEmpty()) {
            vigie.console().say(vigie.messages().get("search.none"));
        } else {
            SearchList list = new SearchList(vigie.messages(), vigie.console().width());
            vigie.console().print(list.text(lines));
            vigie.console().say(vigie.messages().get("search.count", lines.size(), total));
        }
    }
}
