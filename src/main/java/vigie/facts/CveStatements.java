package vigie.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.model.Affected;
import vigie.model.Assessment;
import vigie.model.Container;
import vigie.model.CveRecord;
import vigie.model.DisputedMark;
import vigie.model.Origin;
import vigie.model.Preference;
import vigie.model.Reference;
import vigie.model.Rejection;
import vigie.model.Severity;
import vigie.model.Weakness;
import vigie.text.CweIds;
import vigie.text.CweNames;
import vigie.text.PlainText;
import vigie.text.Sheet;
import vigie.text.WebLink;

/**
 * What the records of a CVE state. Where they are grouped for a page, those who state the same are named together, and texts
 * are safe to print.
 *
 * @param records the CVE List's first; none if no source has one
 */
public record CveStatements(List<CveRecord> records) {

    private static final Pattern CWE = Pattern.compile("CWE-[0-9]{1,6}");
    private static final int LONGEST_LINE = 500;

    /** Keeps a copy of the list. */
    public CveStatements {
        records = List.copyOf(records);
    }

    /** What each organisation says, in the order of the records. */
    public List<Container> containers() {
        return records.stream().flatMap(r -> r.containers().stream()).toList();
    }

    /** All statements of one kind, in the order of the records. */
    public <T> List<T> all(Function<Container, List<T>> kind) {
        return containers().stream().flatMap(c -> kind.apply(c).stream()).toList();
    }

    /** The title as written, empty if no record has one. */
    public String title() {
        return Preference.title(containers());
    }

    /** The English description without the mark of a disputed CVE, which is among {@link #tags}, to be shown. */
    public String plainDescription() {
        return DisputedMark.without(description()).strip();
    }

    /** The English description by preference, as written; empty if no record has one. */
    public String description() {
        return Preference.description(containers());
    }

    /** Why the CVE was rejected; empty where no record says so. */
    public Optional<Rejection> rejection() {
        return records.stream().flatMap(r -> r.rejection().stream()).findFirst();
    }

    /** Products that may be affected, by preference, as one source writes them; none if no record names any. */
    public List<Affected> products() {
        return Preference.products(containers().stream(), AffectedProduct::named);
    }

    /**
     * A CVSS assessment.
     *
     * @param vector the vector as written, empty where there is none
     * @param scenario the circumstances that it is limited to, empty where it stands for all
     * @param sources who assessed it so
     * @param chosen whether it stands for the CVE
     */
    public record CvssRating(
            String version,
            double score,
            Severity severity,
            String vector,
            String scenario,
            String sources,
            boolean chosen,
            List<CvssMetric> metrics) {}

    /**
     * A weakness.
     *
     * @param id {@code CWE-79}, empty where it is described in words only
     * @param words its name, may be empty
     * @param sources who says so
     */
    public record NamedWeakness(String id, String words, String sources) {

        /** Its page at MITRE, empty where the identifier is none. */
        public Optional<WebLink> web() {
            return CWE.matcher(id).matches()
                    ? WebLink.of("https://cwe.mitre.org/data/definitions/" + id.substring("CWE-".length()) + ".html")
                    : Optional.empty();
        }
    }

    /**
     * A reference.
     *
     * @param text the address as written
     * @param web where it leads, empty if that is no link that a page may offer
     * @param sources who gives it
     */
    public record GroupedReference(String text, Optional<WebLink> web, List<String> tags, String sources) {}

    /** CVSS assessments as written, the one that stands for the CVE first. */
    public List<Assessment> assessments() {
        return Preference.assessments(all(Container::assessments));
    }

    /**
     * CVSS assessments, the one that stands for the CVE first.
     *
     * @param reported whether the CVE is a reported vulnerability: for any other none stands
     */
    List<CvssRating> assessments(CvssDecoder decoder, boolean reported) {
        Map<List<Object>, List<Assessment>> same = new LinkedHashMap<>();
        assessments()
                .forEach(a -> same.computeIfAbsent(
                                List.of(a.version(), a.score(), a.vector(), a.scenario()), any -> new ArrayList<>())
                        .add(a));
        List<CvssRating> ratings = new ArrayList<>();
        same.values().forEach(all -> {
            Assessment first = all.get(0);
            ratings.add(new CvssRating(
                    first.version().toString(),
                    first.score(),
                    first.severity(),
                    line(first.vector()),
                    line(first.scenario()),
                    sources(all.stream().map(Assessment::origin)),
                    reported && ratings.isEmpty(),
                    decoder.metrics(first.version(), first.vector())));
        });
        return List.copyOf(ratings);
    }

    /** Weaknesses, the one that stands for the CVE first. */
    List<NamedWeakness> weaknesses(Locale locale) {
        Map<String, List<Weakness>> same = new LinkedHashMap<>();
        all(Container::weaknesses).stream()
                .filter(w -> Preference.rank(w) != Preference.LAST)
                .sorted(Comparator.comparingInt(Preference::rank))
                .forEach(w -> same.computeIfAbsent(
                                w.id().isEmpty() ? line(w.description()) : w.id(), any -> new ArrayList<>())
                        .add(w));
        return same.values().stream()
                .map(all -> new NamedWeakness(
                        line(all.get(0).id()),
                        name(all, locale),
                        sources(all.stream().map(Weakness::origin))))
                .toList();
    }

    /** The name in the user's language; where there is none, the record's own without the identifier. */
    private static String name(List<Weakness> same, Locale locale) {
        return same.stream()
                .map(w -> weakness(w.id(), w.description(), locale))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /**
     * The name of a weakness: CWE's, else the words of the record without the identifier; empty if it has none.
     *
     * @param id {@code CWE-79}, may be empty
     * @param description the words of the record, may be empty
     */
    public static String weakness(String id, String description, Locale locale) {
        return CweNames.of(id, locale).orElseGet(() -> CweIds.without(line(description)));
    }

    /** References in the order of the records. */
    List<GroupedReference> references() {
        Map<String, List<Reference>> same = new LinkedHashMap<>();
        all(Container::references)
                .forEach(r ->
                        same.computeIfAbsent(r.url(), any -> new ArrayList<>()).add(r));
        List<GroupedReference> references = new ArrayList<>();
        same.forEach((url, all) -> {
            Set<String> tags = new LinkedHashSet<>();
            all.forEach(r -> r.tags().forEach(tag -> tags.add(line(tag))));
            references.add(new GroupedReference(
                    line(url),
                    WebLink.of(url),
                    List.copyOf(tags),
                    sources(all.stream().map(Reference::origin))));
        });
        return List.copyOf(references);
    }

    private static String sources(Stream<Origin> origins) {
        return origins.map(origin -> line(origin.toString())).distinct().collect(Collectors.joining(", "));
    }

    /** Tags of all containers, without those of one CNA's own making; that of a disputed CVE also where only a text is marked so. */
    public List<String> tags() {
        Stream<String> marked =
                records.stream().anyMatch(CveRecord::disputed) ? Stream.of(CveRecord.DISPUTED) : Stream.empty();
        return Stream.concat(
                        all(Container::tags).stream()
                                .map(CveStatements::line)
                                .map(tag -> tag.equalsIgnoreCase(CveRecord.DISPUTED) ? CveRecord.DISPUTED : tag),
                        marked)
                .filter(tag -> !tag.startsWith("x_"))
                .distinct()
                .toList();
    }

    /** A text as one line of at most 500 printable characters. */
    static String line(String text) {
        return Sheet.shorten(PlainText.line(text), LONGEST_LINE);
    }
}
