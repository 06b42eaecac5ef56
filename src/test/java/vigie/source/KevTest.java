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
    void an_entry_of_cisa_is_read_with_ransomware_use_and_without_an_absurd_due_date() throws IOException {
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
    void the_copy_on_github_stands_in_for_cisa() {
        assertThat(new CisaKev().feeds(new FakeState()).get(0).uris())
                .extracting(java.net.URI::getHost)
                .containsExactly("www.cisa.gov", "raw.githubusercontent.com");
    }

    @Test
    void dates_with_slashes_are_those_of_the_eu() throws IOException {
        List<Observation> seen =
                Reading.read(new EuKev(), "[{\"cveID\": \" CVE-2026-1281 \", \"dateReported\": \"2026/01/29\"}]");

        assertThat(Reading.only(Observation.KnownExploitedSeen.class, seen))
                .extracting(o -> o.entry().added())
                .containsExactly(LocalDate.of(2026, 1, 29));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-00-00", "9999-01-01", "2026-02-31", ""})
    void an_entry_without_a_sane_date_is_left_out_and_named(String date) throws IOException {
        String bad = ENTRY.replace("2026-01-29", date).replace("1281", "9999");
        List<Observation> seen = Reading.read(new CisaKev(), "{\"vulnerabilities\":[" + bad + "," + ENTRY + "]}");

        assertThat(Reading.skipped(seen)).containsExactly("CVE-2026-9999: CVE-2026-9999 has no dateAdded");
        assertThat(Reading.only(Observation.KnownExploitedSeen.class, seen)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"vulnerabilities\":[]}", "{\"vulnerabilities\":[{}]}", "{\"vulnerabilities\":7}"})
    void a_catalogue_that_would_withdraw_everything_is_refused(String text) {
        assertThatThrownBy(() -> Reading.read(new CisaKev(), text)).hasMessage("the file has no usable record");
    }
}
