package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.model.Observation;

/** In every form of file that holds many records, a bad one is left out and named, and the others are kept. */
class BadRecordsTest {

    private static final String LONG = "x".repeat(50 << 20);
    private static final String DEEP = "[".repeat(10_000) + "]".repeat(10_000);

    /** A file of three records, of which the middle one is bad; how that one is made of what is bad. */
    private record Form(Source source, Feed feed, Packing packing, String good, String last) {
        byte[] with(String bad) {
            return packing.pack(good, bad, last);
        }
    }

    private interface Packing {
        byte[] pack(String first, String bad, String last);
    }

    static Stream<Arguments> cases() {
        return forms().flatMap(form -> bad(form.good()).entrySet().stream()
                .map(e -> Arguments.of(form.source().name() + ", " + e.getKey(), form, e.getValue())));
    }

    private static Stream<Form> forms() {
        Source kev = new CisaKev();
        Source eu = new EuKev();
        Source cves = new CveList();
        Source templates = new Nuclei();
        FakeState state = new FakeState();
        String kevGood = "{\"cveID\":\"CVE-2024-0001\",\"dateAdded\":\"2024-01-01\",\"product\":\"P\"}";
        String euGood = "{\"cveID\":\"CVE-2024-0001\",\"dateReported\":\"2024/01/01\",\"product\":\"P\"}";
        String cveGood = "{\"cveMetadata\":{\"cveId\":\"CVE-2024-0001\",\"state\":\"PUBLISHED\"},"
                + "\"containers\":{\"cna\":{\"title\":\"T\"}}}";
        String listed = "{\"ID\":\"CVE-2024-0001\",\"file_path\":\"a\"}";
        Feed delta = Feed.of("delta x", "https://example.org/x.zip", vigie.fetch.Format.ZIP);
        return Stream.of(
                new Form(kev, kev.feeds(state).get(0), list("{\"vulnerabilities\":[", "]}"), kevGood, last(kevGood)),
                new Form(eu, eu.feeds(state).get(0), list("[", "]"), euGood, last(euGood)),
                new Form(cves, delta, BadRecordsTest::zip, cveGood, last(cveGood)),
                new Form(templates, templates.feeds(state).get(0), BadRecordsTest::lines, listed, last(listed)));
    }

    /** What can be wrong with a record that is like this one. */
    private static Map<String, String> bad(String good) {
        String id = "\"CVE-2024-0001\"";
        Map<String, String> bad = new TreeMap<>();
        bad.put("a brace is missing", good.substring(0, good.length() - 1));
        bad.put("a quote is missing", good.replace(id, "\"CVE-2024-0001"));
        bad.put("a literal is none", good.substring(0, good.length() - 1) + ",\"x\":tru}");
        bad.put("something is behind it", good + "}");
        bad.put("the id is a path", good.replace(id, "\"CVE-2024-../../x\""));
        bad.put("the id is a number", good.replace(id, "7"));
        bad.put("the id is a list", good.replace(id, "[" + id + "]"));
        bad.put("the id is null", good.replace(id, "null"));
        bad.put("the id is missing", good.replace(id, "\"\""));
        bad.put("a text is too long", good.substring(0, good.length() - 1) + ",\"x\":\"" + LONG + "\"}");
        bad.put("it is nested too deeply", good.substring(0, good.length() - 1) + ",\"x\":" + DEEP + "}");
        return bad;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aBadRecordIsLeftOutAndNamed(String name, Form form, String bad) throws IOException {
        List<Observation> seen = Reading.read(form.source(), form.feed(), form.with(bad));

        List<Observation> kept = seen.stream()
                .filter(o -> o instanceof Observation.CveSeen
                        || o instanceof Observation.KnownExploitedSeen
                        || o instanceof Observation.EvidenceSeen)
                .toList();
        assertThat(kept)
                .anyMatch(o -> o.toString().contains("year=2024, number=2")
                        || o.toString().contains("CVE-2024-0002"));
        assertThat(kept.size()).isBetween(2, 3);
        assertThat(Reading.only(Observation.Skipped.class, seen))
                .isNotEmpty()
                .allMatch(s -> !s.record().isEmpty()
                        && !s.cause().isEmpty()
                        && s.cause().length() < 300);
    }

    private static String last(String good) {
        return good.replace("CVE-2024-0001", "CVE-2024-0002");
    }

    private static Packing list(String before, String after) {
        return (first, bad, last) -> utf8(before + first + "," + bad + "," + last + after);
    }

    private static byte[] lines(String first, String bad, String last) {
        return utf8(first + "\n" + bad + "\n" + last + "\n");
    }

    private static byte[] zip(String first, String bad, String last) {
        Map<String, byte[]> entries = new TreeMap<>();
        entries.put("deltaCves/CVE-2024-0001.json", utf8(first));
        entries.put("deltaCves/CVE-2024-00015.json", utf8(bad));
        entries.put("deltaCves/CVE-2024-0002.json", utf8(last));
        return Packed.zip(entries);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
