package vigie.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import vigie.model.CveId;
import vigie.testing.Needs;

/** Reports of real scanners, and what a correct reader finds in each of them. */
@Execution(ExecutionMode.SAME_THREAD)
class RealReportsTest {

    private static final Path REPORTS = Path.of("../shared/findings");
    private static final Path DIFFERENCES = Path.of("src/test/resources/vigie/finding/differences.txt");

    /** What our words for the status of a product are in CSAF and CycloneDX. */
    private static final Map<String, String> STATUSES = Map.of(
            "known_not_affected", "not_affected",
            "known_affected", "affected",
            "exploitable", "affected",
            "resolved", "fixed");

    /** Nought findings with such a thing means that nobody looked for it in this format: a reader may know more. */
    private static final Set<String> MAY_BE_MORE = Set.of("assets", "packages", "with_fix");

    private static JsonNode expected() throws IOException {
        Path file = REPORTS.resolve("expected.json");
        Needs.that(Files.isRegularFile(file), "the real reports are not there: " + REPORTS);
        return read(file);
    }

    static Stream<String> files() throws IOException {
        return expected().propertyNames().stream();
    }

    /** Figures that are not right yet, by file; a figure that has become right must leave the list. */
    private static Map<String, Collection<String>> known() throws IOException {
        return Files.readAllLines(DIFFERENCES).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('#') < 0 ? line.length() : line.indexOf('#')))
                .map(line -> line.strip().split(" "))
                .collect(Collectors.toMap(
                        words -> words[0], words -> new TreeSet<>(List.of(words).subList(1, words.length))));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aRealReportGivesWhatIsExpected(String file) throws IOException {
        JsonNode right = expected().get(file);
        Map<String, String> wrong = new TreeMap<>();
        figures(Collected.of(REPORTS.resolve(file)), right).forEach((name, value) -> {
            String found = JsonMapper.shared().writeValueAsString(value);
            String wanted = wanted(right, name);
            boolean more = MAY_BE_MORE.contains(name) && wanted.equals("0");
            if (!found.equals(wanted) && !more) {
                wrong.put(name, found + " instead of " + wanted);
            }
        });
        if (!wrong.isEmpty()) {
            System.out.println("DIFFERS " + file + " " + wrong);
        }
        assertThat(wrong.keySet())
                .as(wrong.toString())
                .containsExactlyInAnyOrderElementsOf(known().getOrDefault(file, List.of()));
    }

    /** With the catalogues of the replay as they are on that day; that what is held says the same, tests of other rooms say. */
    @Test
    void theIdsThatAreFoundInCataloguesOfWhatIsExploitedAreThese() throws IOException {
        Path catalogues = Path.of("../shared/mirror/data");
        Needs.that(Files.isDirectory(catalogues), "the replay of the sources is not there: " + catalogues);
        Map<String, Set<String>> listed = new TreeMap<>();
        for (JsonNode one : read(catalogues.resolve("kev.json")).path("vulnerabilities")) {
            listed(listed, one, "cisa", one.path("dateAdded").stringValue());
        }
        for (JsonNode one :
                read(catalogues.resolve("hosts/raw.githubusercontent.com/enisaeu/CNW/main/eukev/eukev.json"))) {
            listed(listed, one, "eu", one.path("dateReported").stringValue().replace('/', '-'));
        }
        JsonNode right = read(REPORTS.resolve("expected-kev-2026-01-30.json"));
        for (String file : expected().propertyNames()) {
            Map<String, Set<String>> wanted = new TreeMap<>();
            for (Map.Entry<String, JsonNode> cve : right.path(file).properties()) {
                cve.getValue()
                        .forEach(one -> wanted.computeIfAbsent(cve.getKey(), any -> new TreeSet<>())
                                .add(one.get(0).stringValue() + " " + one.get(1).stringValue()));
            }
            Map<String, Set<String>> found = new TreeMap<>(listed);
            found.keySet().retainAll(cves(Collected.of(REPORTS.resolve(file))));
            assertThat(found).as(file).isEqualTo(wanted);
        }
    }

    private static void listed(Map<String, Set<String>> listed, JsonNode one, String by, String day) {
        if (day.compareTo("2026-01-30") <= 0) {
            listed.computeIfAbsent(one.path("cveID").stringValue(), any -> new TreeSet<>())
                    .add(by + " " + day);
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readAllBytes(file));
    }

    /** CVEs of all that counts, and of the statements of VEX documents. */
    private static Set<String> cves(Collected read) {
        Set<String> cves = new TreeSet<>();
        read.open().forEach(one -> one.cves().forEach(cve -> cves.add(cve.toString())));
        (read.components.isEmpty() ? read.statements : List.<Statement>of())
                .forEach(one -> one.ids().forEach(id -> CveId.parse(id).ifPresent(cve -> cves.add(cve.toString()))));
        return cves;
    }

    /** An expected figure, objects in the order of their keys and statements in the words of OpenVEX. */
    private static String wanted(JsonNode right, String name) {
        if (name.equals("faults")) {
            return "[]";
        }
        JsonNode figure = right.get(name);
        if (!figure.isObject()) {
            return figure.toString();
        }
        Map<String, Integer> counts = new TreeMap<>();
        figure.properties()
                .forEach(one -> counts.merge(
                        STATUSES.getOrDefault(one.getKey(), one.getKey()),
                        one.getValue().intValue(),
                        Integer::sum));
        return JsonMapper.shared().writeValueAsString(counts);
    }

    private static Map<String, Object> figures(Collected read, JsonNode right) {
        List<Finding> open = read.open();
        List<Finding> without =
                open.stream().filter(one -> one.cves().isEmpty()).toList();
        Set<String> cves = cves(read);
        Set<String> ids = new TreeSet<>();
        without.forEach(one -> ids.addAll(one.ids()));
        Map<String, Object> figures = new TreeMap<>();
        figures.put("findings", open.size());
        figures.put("findings_with_cve", open.size() - without.size());
        figures.put("rows", open.stream().mapToInt(Finding::rows).sum());
        figures.put("distinct_cves", cves.size());
        figures.put("cves", cves);
        figures.put("cve_list_sha256", cves.isEmpty() ? NullNode.getInstance() : sha256(String.join("\n", cves)));
        figures.put("findings_without_cve", without.size());
        // A finding for which the reference has no identifier at all may have one here.
        boolean named = right.path("distinct_ids_without_cve").intValue() > 0
                || right.path("findings_without_cve").intValue() == 0;
        figures.put("distinct_ids_without_cve", named ? ids.size() : 0);
        figures.put("ids_without_cve", named ? ids : List.of());
        figures.put("assets", distinct(open, Finding::asset));
        figures.put("packages", distinct(open, RealReportsTest::what));
        figures.put(
                "with_fix", open.stream().filter(one -> !one.fixed().isEmpty()).count());
        figures.put("suppressed", read.findings.size() - open.size());
        figures.put("severities", counted(open.stream().map(RealReportsTest::severity)));
        figures.put("components", read.components.size());
        figures.put(
                "components_with_purl",
                read.components.stream().filter(one -> !one.purl().isEmpty()).count());
        figures.put(
                "statements",
                counted(read.statements.stream()
                        .map(Statement::status)
                        .map(status -> STATUSES.getOrDefault(status, status))));
        figures.put(
                "product_pairs",
                read.statements.stream()
                        .mapToInt(one ->
                                one.products().size() * Math.max(1, one.parts().size()))
                        .sum());
        figures.keySet().removeIf(name -> !right.has(name));
        figures.put(
                "faults",
                read.readings.stream()
                        .flatMap(one -> one.faults().stream())
                        .map(Fault::reason)
                        .toList());
        return figures;
    }

    /** The check that hit, of scanners that have checks of their own; else the package. */
    private static String what(Finding one) {
        return one.component().check().isEmpty()
                ? one.component().name() + " " + one.component().version()
                : one.component().check();
    }

    private static String severity(Finding one) {
        return one.severity().isEmpty() ? "none" : one.severity().toLowerCase(Locale.ROOT);
    }

    private static long distinct(List<Finding> findings, Function<Finding, String> what) {
        return findings.stream()
                .map(what)
                .filter(text -> !text.isBlank())
                .distinct()
                .count();
    }

    private static Map<String, Integer> counted(Stream<String> texts) {
        Map<String, Integer> counts = new TreeMap<>();
        texts.forEach(text -> counts.merge(text, 1, Integer::sum));
        return counts;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
