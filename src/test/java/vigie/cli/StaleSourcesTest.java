package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.model.Observation;
import vigie.model.Staleness;
import vigie.store.RunAccount;
import vigie.store.Tally;
import vigie.testing.CveText;
import vigie.testing.ServedHome;
import vigie.testing.TestHome;
import vigie.web.ServerOptions;

/** The setting {@code status.stale-after-hours} decides everywhere. */
class StaleSourcesTest {

    private static final Instant SUCCESS = Instant.parse("2026-01-29T16:00:00Z");

    @ParameterizedTest
    @CsvSource({"12, true", "36, false"})
    void aSourceOfTwentyHoursIsStaleWhereTheSettingSaysSo(int hours, boolean stale) throws IOException {
        try (TestHome home = TestHome.make()) {
            home.ingest("2026-01-29", CveText.cve("CVE-2026-0001").listed());
            home.writer().finished(new RunAccount("kev", SUCCESS, SUCCESS, RunAccount.Outcome.DONE, 1, Tally.NONE, ""));
            Staleness staleness = new Staleness(Duration.ofHours(hours));
            try (ServedHome served = ServedHome.of(home.dir(), new ServerOptions("127.0.0.1", 0).with(staleness))) {
                assertThat(inApi(served)).isEqualTo(stale);
                assertThat(text(served, "/sources?lang=en").contains("class=\"tag good\""))
                        .isNotEqualTo(stale);
                assertThat(text(served, "/today?lang=en").contains("class=\"chip fresh\""))
                        .isNotEqualTo(stale);
                assertThat(ready(served, "/readyz?fresh")).isEqualTo(stale ? 503 : 200);
                assertThat(ready(served, "/readyz")).isEqualTo(200);
                assertThat(text(served, "/readyz")).isEqualTo(stale ? "ready, but stale: kev\n" : "ready\n");
                assertThat(text(served, "/metrics"))
                        .contains("vigie_source_stale{source=\"kev\"} " + (stale ? "1.0" : "0.0"))
                        .contains("vigie_source_age_seconds{source=\"kev\"} 72000.0");
            }
            Files.writeString(home.dir().resolve("config.toml"), "status.stale-after-hours = " + hours);
            assertThat(Ran.on(home.dir(), "--today", "2026-01-30", "--lang", "en", "status")
                            .out()
                            .lines())
                    .filteredOn(line -> line.startsWith("kev "))
                    .singleElement()
                    .satisfies(line -> assertThat(line.contains("STALE")).isEqualTo(stale));
        }
    }

    /** The status of a probe, when the server has read its database. */
    private static int ready(ServedHome served, String address) {
        while (text(served, address).contains("is being read")) {
            Thread.onSpinWait();
        }
        return served.get(address).statusCode();
    }

    @Test
    void everyFaceSaysAsOfWhenItIsAndThatSourcesAreStale() throws IOException {
        try (TestHome home = TestHome.make()) {
            home.ingest(
                    "2026-01-20",
                    CveText.cve("CVE-2026-0001").listed(),
                    new Observation.DataMoment(Instant.parse("2026-01-20T10:00:00Z"), true));
            Instant then = Instant.parse("2026-01-20T12:00:00Z");
            home.writer().finished(new RunAccount("kev", then, then, RunAccount.Outcome.DONE, 1, Tally.NONE, ""));
            String sentence =
                    "One source is stale: kev. Newer data may be missing. The newest data is of 2026-01-20, 10";
            try (ServedHome served = ServedHome.of(home.dir(), new ServerOptions("127.0.0.1", 0))) {
                for (String page :
                        List.of("today", "publications", "cves", "cves/CVE-2026-0001", "analysis", "sources")) {
                    assertThat(text(served, "/" + page + "?lang=en"))
                            .as(page)
                            .contains(sentence, "Data as of 2026-01-20.");
                    assertThat(text(served, "/" + page + "?lang=fr"))
                            .as(page)
                            .contains("pas à jour", "Données du 2026-01-20.");
                }
                for (String answer : List.of(
                        "cves",
                        "cves/CVE-2026-0001",
                        "publications",
                        "sources",
                        "search?q=a",
                        "vendors",
                        "statistics")) {
                    assertThat(JsonMapper.shared()
                                    .readTree(text(served, "/api/v1/" + answer))
                                    .path("as_of")
                                    .asString(""))
                            .as(answer)
                            .isEqualTo("2026-01-20");
                }
                assertThat(text(served, "/feeds/publications.atom"))
                        .contains("<subtitle>Data as of 2026-01-20. " + sentence);
                assertThat(served.get("/cves.csv").headers().firstValue("Content-Disposition"))
                        .contains("attachment; filename=\"cves-2026-01-20.csv\"");
            }
            for (List<String> command :
                    List.of(List.of("table"), List.of("search", "CVE-2026-0001"), List.of("show", "CVE-2026-0001"))) {
                List<String> all = new ArrayList<>(List.of("--today", "2026-01-30", "--lang", "en"));
                all.addAll(command);
                assertThat(Ran.on(home.dir(), all.toArray(String[]::new)).err())
                        .as(command.get(0))
                        .contains("Data as of 2026-01-20.", sentence);
            }
            Path report = home.dir().resolve("report.html");
            Ran.on(home.dir(), "--today", "2026-01-30", "--lang", "en", "report", "--out", report.toString());
            assertThat(Files.readString(report)).contains("Data as of 2026-01-20", "kev: last read without a failure");
        }
    }

    private static boolean inApi(ServedHome served) {
        JsonNode sources =
                JsonMapper.shared().readTree(text(served, "/api/v1/sources")).path("sources");
        return sources.valueStream()
                .filter(source -> source.path("source").asString().equals("kev"))
                .findFirst()
                .orElseThrow()
                .path("stale")
                .asBoolean();
    }

    private static String text(ServedHome served, String address) {
        return new String(served.get(address).body(), StandardCharsets.UTF_8);
    }
}
