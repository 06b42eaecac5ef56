package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
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
