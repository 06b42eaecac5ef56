package vigie.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vigie.facts.CveStatements;
import vigie.facts.FactsReader;
import vigie.facts.VersionWords;
import vigie.model.Affected;
import vigie.model.Bulletin;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.ScoreBand;
import vigie.model.Severity;
import vigie.model.Urgency;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.store.Reader;
import vigie.store.TableEntry;
import vigie.store.TableQuery;
import vigie.text.Messages;
import vigie.text.PlainText;

/** The consolidated table: a row for each publication and CVE, and for each publication without one. */
public final class AlertTable {

    /** The columns in their order. */
    public static final List<String> COLUMNS = List.of(
            "anssi_title",
            "anssi_link",
            "anssi_desc",
            "anssi_published",
            "type_publication",
            "cve",
            "epss_score",
            "cwe",
            "cwe_desc",
            "cvss_score",
            "mitre_desc",
            "affected_product",
            "base_severity",
            "cvss_version",
            "cvss_vector",
            "cvss_source",
            "cwe_source",
            "epss_percentile",
            "kev_date",
            "exploit_public_date",
            "state",
            "affected_ranges",
            "exploit_public_date_origin",
            "vigie_score",
            "vigie_percentile",
            "known_exploited_since",
            "known_exploited_since_origin",
            "disputed",
            "vigie_band");

    /** CVEs are cited by several publications, often on neighbouring days. */
    private static final int REMEMBERED = 4096;

    /** Publications without a CVE last. */
    private static final Comparator<TableEntry> URGENT_FIRST = Comparator.comparing(
            entry -> entry.cve().map(cve -> entry.summary().urgency(cve)),
            Comparator.comparing(
                    urgency -> urgency.orElse(null), Comparator.nullsLast(Comparator.<Urgency>naturalOrder())));

    private final TableQuery query;
    private final DossierQuery dossiers;
    private final FactsReader facts;
    private final Cache<CveId, Words> words = recent();
    private final Cache<Long, String> summaries = recent();

    /**
     * @param reader the database
     */
    public AlertTable(Reader reader) {
        this.query = reader.table();
        this.dossiers = reader.dossiers();
        this.facts = new FactsReader(reader);
    }

    /** A product of {@code affected_product}. */
    public record Product(String vendor, String product, List<String> versions) {}

    /**
     * Hands out the rows, newest publication first; where CVEs or publications are named, the most urgent CVE first. A cell is a
     * text, a number, a list of {@link Product}, or empty.
     */
    public void each(TableQuery.Filter filter, Consumer<List<Optional<?>>> rows) {
        if (!filter.named()) {
            query.each(filter, entry -> rows.accept(row(entry)));
            return;
        }
        List<TableEntry> entries = new ArrayList<>();
        query.each(filter, entries::add);
        entries.stream().sorted(URGENT_FIRST).forEach(entry -> rows.accept(row(entry)));
    }

    /** The rows of the most urgent CVEs, the most urgent first; a CVE that several publications cite has several. */
    public List<List<Optional<?>>> urgent(TableQuery.Filter filter, int most) {
        List<TableEntry> entries = new ArrayList<>();
        query.each(filter, entry -> entry.cve().ifPresent(cve -> entries.add(entry)));
        return entries.stream().sorted(URGENT_FIRST).limit(most).map(this::row).toList();
    }

    private List<Optional<?>> row(TableEntry entry) {
        CveSummary cve = entry.summary();
        boolean reported = cve.state()
                .filter(s -> s.equals("REJECTED") || s.equals("RESERVED"))
                .isEmpty();
        Words said = entry.cve().filter(id -> reported).map(this::words).orElse(Words.NONE);
        List<Optional<?>> cells = new ArrayList<>(COLUMNS.size());
        cells.add(Optional.of(PlainText.line(entry.title())));
        cells.add(Optional.of(link(entry)));
        cells.add(some(summaries.get(entry.bulletin(), id -> summary(entry))));
        cells.add(Optional.of(entry.published().toString()));
        cells.add(Optional.of(entry.ref().kind().toString()));
        cells.add(entry.cve().map(CveId::toString));
        cells.add(cve.epss());
        cells.add(cve.cwe());
        cells.add(cve.cweDescription().map(PlainText::line));
        cells.add(cve.cvssScore());
        cells.add(some(said.description()));
        cells.add(said.products().isEmpty() ? Optional.empty() : Optional.of(said.products()));
        cells.add(cve.cvssScore().map(Severity::of).map(Severity::toString));
        cells.add(cve.cvssVersion());
        cells.add(cve.cvssVector().map(PlainText::line));
        cells.add(cve.cvssSource().map(PlainText::line));
        cells.add(cve.cweSource().map(PlainText::line));
        cells.add(cve.epssPercentile());
        cells.add(cve.kevDate());
        cells.add(cve.exploit().map(known -> known.day().toString()));
        cells.add(cve.state());
        cells.add(some(said.ranges()));
        cells.add(cve.exploit().map(known -> known.origin().toString()));
        cells.add(cve.score());
        cells.add(cve.scorePercentile());
        cells.add(cve.exploited().map(known -> known.since().toString()));
        cells.add(cve.exploited().map(known -> known.origin().toString()));
        cells.add(said.disputed() ? Optional.of("true") : Optional.empty());
        cells.add(cve.scorePercentile().map(ScoreBand::of).map(ScoreBand::toString));
        return cells;
    }

    private static String link(TableEntry entry) {
        return "https://www.cert.ssi.gouv.fr/" + entry.ref().kind() + "/" + entry.ref() + "/";
    }

    private String summary(TableEntry entry) {
        return dossiers.bulletin(entry.ref())
                .map(Bulletin::summary)
                .map(PlainText::unmarked)
                .map(PlainText::line)
                .orElse("");
    }

    private Words words(CveId cve) {
        return words.get(cve, id -> Words.of(facts.statements(id)));
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** What only the whole record tells. */
    private record Words(String description, List<Product> products, String ranges, boolean disputed) {

        private static final VersionWords RANGES = new VersionWords(new Messages("en").bundle("dossier"));
        static final Words NONE = new Words("", List.of(), "", false);

        static Words of(CveStatements statements) {
            List<Product> products = new ArrayList<>();
            List<String> ranges = new ArrayList<>();
            for (Affected affected : statements.products()) {
                products.add(new Product(
                        PlainText.line(affected.vendor()),
                        PlainText.line(affected.product()),
                        affected.versions().stream()
                                .filter(range ->
                                        range.affected() && !range.version().isBlank())
                                .map(range -> PlainText.line(range.version()))
                                .toList()));
                String versions = RANGES.versions(affected, Integer.MAX_VALUE);
                ranges.add(PlainText.line(affected.product() + (versions.isEmpty() ? "" : ": " + versions)));
            }
            return new Words(
                    PlainText.line(statements.description()),
                    products,
                    String.join("; ", ranges),
                    statements.records().stream().anyMatch(CveRecord::disputed));
        }
    }

    private static <K, V> Cache<K, V> recent() {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .executor(Runnable::run)
                .build();
    }
}
