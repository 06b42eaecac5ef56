package vigie.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.testing.TestHome;

class WatchFileTest {

    private static final Instant MADE = Instant.parse("2026-01-30T08:00:00Z");

    private static final String FULL = """
            name = "alice"
            owner = "alice"
            lang = "fr"
            zone = "Europe/Paris"
            addresses = ["mail:alice@example.org"]
            products = ["MS Windows Server 2019", "fortigate", "it's \\"quoted\\""]
            cves = ["CVE-2026-0001"]
            publications = ["alertes"]

            [delivery]
            urgent = "hourly"
            other = "weekly"
            at = "07:30"
            on = "friday"
            quiet-from = "22:00"
            quiet-until = "06:00"
            critical-breaks-through = true

            [when]
            severity = ["critical", "high"]
            unknown = false
            any = [{ epss = 0.1 }, { exploited = true }, { not = { vendor = "acme" } }]

            [[rule]]
            vendor = "Cisco"
            product = "IOS XE"
            version = "17.3"
            exploit = false
            all = [{ cvss = 7 }, { cvss = 8, unknown = false }]
            """;

    private static WatchList read(String toml) {
        return WatchFile.read(toml, "x", "x", MADE, 7);
    }

    @Test
    void aListIsReadAsItWasWritten() {
        WatchList list = read(FULL);
        assertThat(list.rules()).hasSize(6);
        assertThat(list.to().zone().getId()).isEqualTo("Europe/Paris");
        assertThat(list.delivery().quiet()).isPresent();
        assertThat(read(WatchFile.write(list))).isEqualTo(list);
    }

    @Test
    void aListIsKept() {
        try (TestHome home = TestHome.make()) {
            WatchList list = read(FULL).paused(true);
            WatchLists.keep(home.writer(), list);
            assertThat(WatchLists.all(home.reader()).lists()).containsExactly(list);
            assertThat(WatchLists.named(home.reader(), "alice")).contains(list);
            assertThat(home.writer().removeWatchList("alice")).isTrue();
            assertThat(home.writer().removeWatchList("alice")).isFalse();
            assertThat(WatchLists.all(home.reader()).lists()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            prodcts = ['a']               | Unknown key 'prodcts'
            when.cvss = 11                | 'cvss' must be a number from 0 to 10
            when.cvss = '7'               | 'cvss' must be a number from 0 to 10
            when.colour = 'red'           | Unknown condition 'colour'
            when.severity = 'grave'       | Unknown severity 'grave'
            zone = 'Mars'                 | Unknown time zone 'Mars'
            name = '../x'                 | '../x' is not a valid name
            rule = [{version = '1'}]      | Each rule names exactly one thing
            x = [                         | not valid TOML: line 1
            """)
    void whatCannotBeMeantIsRefusedInOneSentence(String toml, String message) {
        assertThatThrownBy(() -> read(toml))
                .isInstanceOf(WatchFileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void conditionsThatStandTooDeepAreRefused() {
        String toml = "when" + ".not".repeat(50) + ".cvss = 1";
        assertThatThrownBy(() -> read(toml)).isInstanceOf(WatchFileException.class);
    }
}
