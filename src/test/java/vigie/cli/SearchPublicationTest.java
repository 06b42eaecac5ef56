package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.testing.TestHome;

/** {@code vigie search} with the reference of a publication, and with repeated options. */
class SearchPublicationTest {

    private final TestHome home = TestHome.make();

    @BeforeEach
    void fill() {
        home.ingest(
                "2026-01-10",
                cve("CVE-2026-0001").product("Acme", "Anvil", "1", "affected").listed(),
                cve("CVE-2026-0002").product("Bolt", "Hammer", "1", "affected").listed(),
                cve("CVE-2026-0003").product("Third", "Saw", "1", "affected").listed(),
                bulletin("CERTFR-2026-AVI-0101", "2026-01-09", "CVE-2026-0001", "CVE-2026-0002")
                        .title("Two holes")
                        .seen(),
                bulletin("CERTFR-2026-AVI-0102", "2026-01-09").title("No CVE").seen());
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void aReferenceFindsThePublicationAndTheCvesThatItCites() {
        Ran ran = Ran.on(home.dir(), "search", "certfr-2026-avi-0101");

        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .startsWith("CERTFR-2026-AVI-0101  2026-01-09  Two holes")
                .contains("CVE-2026-0001", "CVE-2026-0002")
                .doesNotContain("CVE-2026-0003");
        assertThat(ran.err()).contains("vigie show CERTFR-2026-AVI-0101");
        assertThat(Ran.on(home.dir(), "search", "CERTFR-2026-AVI-0102").out())
                .contains("No CVE")
                .doesNotContain("CVE-2026");
        assertThat(Ran.on(home.dir(), "search", "CERTFR-2026-AVI-0999").err()).contains("No CVE matches");
    }

    @Test
    void wordsFindPublicationsToo() {
        Ran ran = Ran.on(home.dir(), "search", "TWO", "holes");

        assertThat(ran.out()).isEqualTo("2026-01-09  CERTFR-2026-AVI-0101  Two holes\n");
        assertThat(ran.err()).contains("1 publication has these words");
        assertThat(Ran.on(home.dir(), "search", "two", "holes", "--json").out().strip())
                .isEqualTo("[ ]");
        assertThat(Ran.on(home.dir(), "search", "--vendor", "acme").out()).doesNotContain("CERTFR");
        assertThat(Ran.on(home.dir(), "search", "--severity", "high", "two").out())
                .doesNotContain("CERTFR");
        assertThat(Ran.on(home.dir(), "search", "CVE-2026-0003", "two").out()).doesNotContain("CERTFR");
    }

    @Test
    void aRepeatedOptionMeansAnyOfItsValues() {
        assertThat(Ran.on(home.dir(), "search", "--vendor", "acme", "--vendor", "bolt")
                        .out())
                .contains("CVE-2026-0001", "CVE-2026-0002")
                .doesNotContain("CVE-2026-0003");
        assertThat(Ran.on(home.dir(), "table", "--format", "csv", "--product", "saw", "--product", "anvil")
                        .out())
                .contains("CVE-2026-0001")
                .doesNotContain("CVE-2026-0002");
    }
}
