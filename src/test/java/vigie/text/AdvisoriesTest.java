package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of advisories that are no CVE. */
class AdvisoriesTest {

    private static Set<String> in(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return Advisories.in(bytes, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/advisories/GHSA-3787-6prv-h9w3, GHSA-3787-6PRV-H9W3",
        "https://github.com/a/b/security/advisories/ghsa-3787-6prv-h9w3, GHSA-3787-6PRV-H9W3",
        "https://access.redhat.com/errata/RHSA-2019:3929, RHSA-2019:3929",
        "https://access.redhat.com/errata/RHSA-2019%3A3929, RHSA-2019:3929",
        "http://rhn.redhat.com/errata/RHSA-2013-0500.html, RHSA-2013:0500",
        "http://www.debian.org/security/2013/dsa-2632, DSA-2632",
        "http://www.ubuntu.com/usn/USN-1234-1, USN-1234-1",
        "https://security.gentoo.org/glsa/201412-09, ''",
        "https://security.gentoo.org/glsa/GLSA-201412-09, GLSA-201412-09",
        "https://osv.dev/vulnerability/PYSEC-2021-439, PYSEC-2021-439",
        "https://pkg.go.dev/vuln/GO-2024-2611, GO-2024-2611",
        "https://security.snyk.io/vuln/SNYK-JS-LODASH-590103, SNYK-JS-LODASH-590103",
        "https://example.org/django-2024-1, ''",
        "https://example.org/GHSA-3787-6prv-h9w3x, ''"
    })
    void anAddressNamesAnAdvisory(String address, String name) {
        assertThat(in("{\"references\":[{\"url\":\"" + address + "\"}]}"))
                .isEqualTo(name.isEmpty() ? Set.of() : Set.of(name));
    }

    @Test
    void whatATextMentionsIsNoReference() {
        assertThat(in("{\"value\":\"as in GHSA-3787-6prv-h9w3\",\"x\":\"GHSA-3787-6prv-h9w3\","
                        + "\"y\":\"see https://github.com/advisories/GHSA-3787-6prv-h9w3\"}"))
                .isEmpty();
    }

    @Test
    void brokenTextsAreSearchedToo() {
        for (String text : List.of("", "-", "A-", "SA-", "\"", "GHSA-3787", "\"http://x/RHSA-2019", "ü-DSA-1")) {
            assertThat(in(text)).isEmpty();
        }
    }

    @Test
    void spellingsOfANameAreOne() {
        assertThat(Advisories.name("rhsa-2013-0500")).contains("RHSA-2013:0500");
        assertThat(Advisories.name("DSA-2632-1")).contains("DSA-2632");
        assertThat(Advisories.name("CVE-2026-0001")).isEmpty();
        assertThat(Advisories.name("GHSA-3787-6prv-h9w3 and more")).isEmpty();
    }
}
