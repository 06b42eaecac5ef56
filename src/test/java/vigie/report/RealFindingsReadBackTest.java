package vigie.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.facts.Freshness;
import vigie.finding.format.Formats;
import vigie.model.Staleness;
import vigie.ssvc.Assets;
import vigie.ssvc.Trees;
import vigie.store.Reader;
import vigie.testing.Needs;
import vigie.testing.OfficialSchemas;
import vigie.testing.TestHome;
import vigie.text.Messages;
import vigie.triage.Knowledge;
import vigie.triage.Ranking;
import vigie.triage.Triage;
import vigie.triage.Why;

/** Real reports of scanners, written in each form: valid, and read back the same list of vulnerability, package and asset. */
class RealFindingsReadBackTest {

    private static final Path REPORTS = Path.of("../shared/findings");
    private static final Messages ENGLISH = new Messages("en");
    private static final Freshness FRESH =
            Freshness.of(Map.of(), Staleness.DEFAULT, Instant.parse("2026-01-30T12:00:00Z"));

    private static TestHome home;
    private static List<Path> files;

    /** One form, and what is wrong with a document of it. */
    private record Form(BiConsumer<FindingWriter, Writer> write, Function<String, List<String>> faults) {}

    private static final Map<String, Form> FORMS = new LinkedHashMap<>();

    @BeforeAll
    static void find() throws IOException {
        Needs.that(Files.isDirectory(REPORTS), "the real reports of scanners are not there: " + REPORTS);
        home = TestHome.make();
        try (Stream<Path> all = Files.walk(REPORTS)) {
            files = all.filter(file -> file.getNameCount() > REPORTS.getNameCount() + 1)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
        FORMS.put("csv", new Form((writer, out) -> writer.csv(out, Long.MAX_VALUE), any -> List.of()));
        FORMS.put("json", new Form((writer, out) -> writer.json(out, Long.MAX_VALUE), any -> List.of()));
        FORMS.put("jsonl", new Form((writer, out) -> writer.lines(out, Long.MAX_VALUE), any -> List.of()));
        FORMS.put("sarif", new Form((writer, out) -> writer.sarif(out, Long.MAX_VALUE), OfficialSchemas::sarif));
        FORMS.put(
                "cyclonedx-vex",
                new Form((writer, out) -> writer.cycloneDx(out, Long.MAX_VALUE), OfficialSchemas::cycloneDx));
        FORMS.put("openvex", new Form((writer, out) -> writer.openVex(out, Long.MAX_VALUE), OfficialSchemas::openVex));
        FORMS.put(
                "ssvc",
                new Form((writer, out) -> writer.ssvc(out, Long.MAX_VALUE), RealFindingsReadBackTest::selections));
    }

    @AfterAll
    static void close() {
        if (home != null) {
            home.close();
        }
    }

    private static List<String> list(Ranking ranking) {
        List<String> rows = new ArrayList<>();
        ranking.each(row -> rows.add(
                row.id() + " | " + row.packageName() + " | " + row.finding().asset()));
        return rows.stream().sorted().toList();
    }

    private static Triage triage(Knowledge knowledge) {
        return new Triage(knowledge, Trees.usual(), Assets.NONE, LocalDate.parse("2026-01-30"));
    }

    private static List<String> selections(String lists) {
        List<String> faults = new ArrayList<>();
        for (JsonNode one : JsonMapper.shared().readTree(lists)) {
            faults.addAll(OfficialSchemas.ssvc(one.toString()));
        }
        return faults;
    }

    @Test
    void whatIsWrittenIsValidAndReadBackTheSameList() {
        SoftAssertions softly = new SoftAssertions();
        int tried = 0;
        Reader reader = home.reader();
        for (Path file : files) {
            try (Knowledge knowledge = new Knowledge(reader);
                    Triage triage = triage(knowledge)) {
                Formats.reader().read(file, triage, triage::read);
                Ranking ranking = triage.rank();
                if (ranking.size() == 0) {
                    continue;
                }
                tried++;
                List<String> list = list(ranking);
                for (Map.Entry<String, Form> form : FORMS.entrySet()) {
                    String what = form.getKey() + " of " + REPORTS.relativize(file);
                    StringWriter out = new StringWriter();
                    form.getValue()
                            .write()
                            .accept(
                                    new FindingWriter(ranking, FRESH, ENGLISH, new Why(ENGLISH, Optional.empty())),
                                    out);
                    softly.assertThat(form.getValue().faults().apply(out.toString()).stream()
                                    .limit(3))
                            .as("valid: " + what)
                            .isEmpty();
                    try (Knowledge again = new Knowledge(reader);
                            Triage back = triage(again)) {
                        Formats.reader()
                                .read(
                                        "-",
                                        new ByteArrayInputStream(out.toString().getBytes(StandardCharsets.UTF_8)),
                                        back,
                                        reading -> softly.assertThat(reading.faults())
                                                .as(what)
                                                .isEmpty());
                        List<String> read = list(back.rank());
                        softly.assertThat(read.size()).as("rows: " + what).isEqualTo(list.size());
                        softly.assertThat(read.stream()
                                        .filter(one -> !list.contains(one))
                                        .limit(3))
                                .as(what)
                                .isEmpty();
                    }
                }
            }
        }
        softly.assertAll();
        assertThat(tried).isGreaterThan(90);
    }
}
