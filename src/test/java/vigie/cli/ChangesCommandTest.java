package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.facts.ChangeLine;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.store.ChangeQuery;
import vigie.testing.Seen;
import vigie.testing.TestHome;
import vigie.text.Messages;

class ChangesCommandTest {

    private static final String ONE = "CVE-2026-0001";
    private static final String TWO = "CVE-2026-0002";
    private static final String REF = "CERTFR-2026-AVI-0001";

    private final TestHome home = TestHome.make();

    @BeforeEach
    void fill() {
        home.firstLoad("kev", "2026-01-10", Seen.kev("CVE-2026-0008", "cisa", "2026-01-01"));
        home.firstLoad(
                "cvelist",
                "2026-01-10",
                cve(ONE).cvss(5.0, "CVSS:3.1/A")
                        .product("Acme", "Anvil", "1", "affected")
                        .listed());
        home.later(
                "cvelist",
                "2026-01-11",
                cve(ONE).modified("2026-01-11T00:00:00Z")
                        .cvss(9.8, "CVSS:3.1/B")
                        .product("Acme", "Anvil", "1", "affected")
                        .listed());
        home.later("kev", "2026-01-12", Seen.kev("CVE-2026-0009", "cisa", "2026-01-12"));
        home.later(
                "certfr",
                "2026-01-13",
                bulletin(REF, "2026-01-13", ONE).title("A \u001b[31m hole").seen());
        home.later("cvelist", "2026-01-14", cve(TWO).title("Feather").listed());
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Ran run(String... arguments) {
        String[] all = Arrays.copyOf(new String[] {"--today", "2026-01-15", "changes"}, 3 + arguments.length);
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Ran.on(home.dir(), all);
    }

    private List<String> kinds(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        Ran ran = run(all);
        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
        JsonNode events = JsonMapper.shared().readTree(ran.out());
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.path("kind").asString())
                .toList();
    }

    @Test
    void theNewestComeFirstAndFromADayOnTheOldest() {
        assertThat(kinds()).containsExactly("published", "bulletin", "known_exploited", "kev_added", "cvss");
        assertThat(kinds("--limit", "2")).containsExactly("published", "bulletin");
        assertThat(kinds("--since", "2026-01-12"))
                .containsExactly("kev_added", "known_exploited", "bulletin", "published");
        assertThat(kinds("--since", "2d")).containsExactly("bulletin", "published");
        assertThat(kinds("--since", "1"))
                .as("after a number")
                .containsExactly("kev_added", "known_exploited", "bulletin", "published");
    }

    @Test
    void theyAreThoseOfCvesKindsAndVendors() {
        assertThat(kinds(ONE)).as("and of publications that cite it").containsExactly("bulletin", "cvss");
        assertThat(kinds(REF)).containsExactly("bulletin");
        assertThat(kinds("--kind", "KEV-added,cvss")).containsExactly("kev_added", "cvss");
        assertThat(kinds("--vendor", "ACME Inc.")).containsExactly("known_exploited", "kev_added", "cvss");
    }

    @Test
    void aPersonReadsWhatWasAndWhatIs() {
        Ran ran = run("--kind", "cvss");
        assertThat(ran.out())
                .startsWith("2026-01-11 00:00  CVE-2026-0001         CVSS 3.1 (")
                .contains("    5.0 Medium CVSS:3.1/A → 9.8 Critical CVSS:3.1/B\n");
        assertThat(run("--lang", "fr", "--kind", "bulletin").out())
                .contains("Nouvelle publication (CERT-FR)")
                .doesNotContain("\u001b");
    }

    @Test
    void aPersonReadsWhatPagesShow() {
        List<Change> all = home.reader().changes().preceding(ChangeQuery.Filter.ALL, Long.MAX_VALUE, 10);
        for (String language : Messages.LANGUAGES) {
            Messages messages = new Messages(language);
            List<String> read = run("--lang", language).out().lines().toList();
            assertThat(all).allSatisfy(change -> {
                ChangeLine shown = ChangeLine.of(change, messages);
                int at = IntStream.range(0, read.size())
                        .filter(line -> read.get(line).contains(change.subject() + "  "))
                        .filter(line -> read.get(line).contains("  " + shown.what()))
                        .findFirst()
                        .orElseThrow();
                assertThat(read.get(at)).contains(shown.who());
                assertThat(shown.text()).startsWith(read.get(at + 1).strip().replace("…", ""));
            });
        }
    }

    @Test
    void aTableHasTheFieldsOfTheJson() {
        Ran ran = run("--csv", "--since", "2026-01-01");
        assertThat(ran.out().lines().toList().get(0))
                .isEqualTo("id,at,kind,cve,publication,field,who,old,new,source,day");
        assertThat(ran.out())
                .contains(
                        "1,2026-01-11T00:00:00Z,cvss,CVE-2026-0001,,3.1,cna:acme,5.0 CVSS:3.1/A,9.8 CVSS:3.1/B,cvelist,");
        JsonNode first = JsonMapper.shared()
                .readTree(run("--json", "--since", "2026-01-01").out())
                .get(0);
        assertThat(first.propertyNames())
                .containsExactly(
                        "id", "at", "kind", "cve", "publication", "field", "who", "old", "new", "source", "day");
    }

    @Test
    void whatCannotBeMeantIsWrongUse() {
        assertThat(run("--kind", "nothing").status()).isEqualTo(Exit.WRONG_USE);
        assertThat(run("--kind", "nothing").err()).contains("kev_added");
        assertThat(run("--since", "999").status())
                .as("a number of another database")
                .isEqualTo(Exit.WRONG_USE);
        assertThat(run("--since", "someday").status()).isEqualTo(Exit.WRONG_USE);
        assertThat(run("--csv", "--json").status()).isEqualTo(Exit.WRONG_USE);
        Ran unknown = run("CVE-2020-0001");
        assertThat(unknown.status()).isEqualTo(Exit.FAILED);
        assertThat(unknown.err()).contains("CVE-2020-0001");
    }

    @Test
    void everyKindHasANameInBothLanguages() {
        for (String language : Messages.LANGUAGES) {
            Messages messages = new Messages(language);
            for (ChangeKind kind : ChangeKind.values()) {
                assertThat(messages.knows("change.kind." + kind))
                        .as(kind + " " + language)
                        .isTrue();
            }
        }
    }
}
