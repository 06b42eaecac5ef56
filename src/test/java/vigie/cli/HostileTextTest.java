package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.Observation;
import vigie.testing.Seen;
import vigie.testing.TestHome;
import vigie.text.PlainText;

/** What a source writes to harm the terminal of a reader does not reach it. */
class HostileTextTest {

    private static final String HOSTILE =
            "Anvil \u001b[2J\u001b]0;owned\u0007 \u202etxt.exe\u202c \u200bzero\u2060 \0 \u009b31m"
                    + " \u2028line\r\b\uDB40\uDC41 &#27;[5m &#x202e; <b onclick='x'>bold</b> ";
    private static final int MOST = 100_000;

    private static TestHome home;

    @BeforeAll
    static void fill() {
        String text = HOSTILE + "y".repeat(1 << 20) + " \r".repeat(100_000);
        home = TestHome.make();
        home.ingest(
                "2026-01-10",
                cve("CVE-2026-0001")
                        .by(HOSTILE)
                        .title(text)
                        .description(text)
                        .weakness("CWE-79", text)
                        .cvss(9)
                        .product(text, text, text, "affected")
                        .listed(),
                Seen.exploit("CVE-2026-0001", text, "2026-01-01"),
                bulletin("CERTFR-2026-AVI-0001", "2026-01-05", "CVE-2026-0001")
                        .title(text)
                        .summary(text)
                        .system(text, text)
                        .seen(),
                new Observation.Skipped(HOSTILE, HOSTILE));
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show CVE-2026-0001",
                "show CVE-2026-0001 --json",
                "show CERTFR-2026-AVI-0001",
                "show CERTFR-2026-AVI-0001 --json",
                "search anvil",
                "search anvil --json",
                "table",
                "table --format csv",
                "table --format jsonl",
                "status"
            })
    void nothingReachesTheTerminalThatItWouldObey(String line) {
        Ran ran = Ran.on(home.dir(), line.split(" "));
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.out())
                .contains(
                        line.contains("CERTFR")
                                ? "CERTFR-2026-AVI-0001"
                                : line.equals("status") ? "Anvil" : "CVE-2026-0001");
        String obeyed = (ran.out() + ran.err())
                .codePoints()
                .filter(c -> c != '\r' && !PlainText.visible(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(obeyed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"show CVE-2026-0001", "show CERTFR-2026-AVI-0001", "search anvil", "table", "status"})
    void aMegabyteIsShortened(String line) {
        assertThat(Ran.on(home.dir(), line.split(" ")).out()).hasSizeLessThan(MOST);
    }

    @Test
    void anErrorThatQuotesTheUserIsSafeToo(@TempDir Path dir) throws Exception {
        Path config = Files.writeString(dir.resolve("c.toml"), "\"a\\u001b[2Jb\" = 1");
        assertThat(Ran.vigie("--config", config.toString(), "sync").err()).doesNotContain("\u001b");
    }
}
