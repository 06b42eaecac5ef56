package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.CveId;
import vigie.model.KnownExploited;
import vigie.model.Observation;

class KevTest {

    private static final String ENTRY =
            "{\"cveID\": \"CVE-2026-1281\", \"vendorProject\": \"Ivanti\", \"product\": \"EPMM\","
                    + "\"vulnerabilityName\": \"A {flaw}\", \"dateAdded\": \"2026-01-29\", \"dueDate\": \"2026-02-31\","
                    + "\"knownRansomwareCampaignUse\": \"Known\", \"notes\": \"https://example.org/\"}";

    @Test
    void anEntryOfCisaIsReadWithRansomwareUseAndWithoutAnAbsurdDueDate() throws IOException {
        assertThat(Reading.read(new CisaKev(), "{\"count\":1,\"vulnerabilities\":[" + ENTRY + "]}"))
                .containsExactly(
                        new Observation.KnownExploitedSeen(new KnownExploited(
                                CveId.of("CVE-2026-1281"),
                                "cisa",
                                LocalDate.of(2026, 1, 29),
                                Optional.empty(),
                                "Known",
                                "Ivanti",
                                "EPMM",
                                "A {flaw}",
                                "https://example.org/")),
                        new Observation.SnapshotEnd("cisa"));
    }

    @Test
    void theCopyOnGithubStandsInForCisa() {
        assertThat(new CisaKev().feeds(new FakeState()).get(0).uris())
                .extracting(java.net.URI::getHost)
                .containsExactly("www.cisa.gov", "raw.githubusercontent.com");
    }

    @Test
    void datesWithSlashesAreThoseOfTheEu() throws IOException {
        List<Observation> seen =
                Reading.read(new EuKev(), "[{\"cveID\": \" CVE-2026-1281 \", \"dateReported\": \"2026/01/29\"}]");

        assertThat(Reading.only(Observation.KnownExploitedSeen.class, seen))
                .extracting(o -> o.entry().added().orElseThrow())
                .containsExactly(LocalDate.of(2026, 1, 29));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-00-00", "9999-01-01", "2026-02-31", "", "2016-01-29", "1970-01-01"})
    void anEntryWithoutADayThatCanBeTrueIsAnEntryAllTheSame(String date) throws IOException {
        String bad = ENTRY.replace("2026-01-29", date).replace("1281", "9999");
        List<Observation> seen = Reading.read(new CisaKev(), "{\"vulnerabilities\":[" + bad + "," + ENTRY + "]}");

        assertThat(Reading.skipped(seen)).isEmpty();
        assertThat(Reading.only(Observation.KnownExploitedSeen.class, seen))
                .extracting(o -> o.entry().added())
                .containsExactly(Optional.empty(), Optional.of(LocalDate.of(2026, 1, 29)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"vulnerabilities\":[]}", "{\"vulnerabilities\":[{}]}", "{\"vulnerabilities\":7}"})
    void aCatalogueThatWouldWithdrawEverythingIsRefused(String text) {
        assertThatThrownBy(() -> Reading.read(new CisaKev(), text)).hasMessage("the file has no usable record");
    }
}
