package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.model.CveId;
import vigie.testing.TestHome;

/** Publications are found by their words and by the CVEs that they cite. */
class FindingPublicationsTest {

    private static final CveId CITED = CveId.of("CVE-2026-0001");

    private static TestHome home;

    @BeforeAll
    static void fill() {
        home = TestHome.make();
        home.ingest(
                "2026-01-10",
                bulletin("CERTFR-2026-AVI-0001", "2026-01-08", CITED.toString())
                        .title("Vulnérabilité dans Enclume")
                        .summary("<p class=\"chapeau\">Elle permet une <b>exécution</b> de code.</p>")
                        .risk("Élévation de privilèges")
                        .system("Acme", ".NET Runtime")
                        .content("## Détails\n\nLe greffon en C# est touché." + " x".repeat(10_000) + " lointain")
                        .seen(),
                bulletin("CERTFR-2026-AVI-0002", "2026-01-09", CITED.toString())
                        .title("Marteau")
                        .summary("Le composant écrit en C++ est touché.")
                        .seen(),
                bulletin("CERTFR-2026-AVI-0003", "2026-01-09")
                        .title("Scie")
                        .summary("Premiers mots")
                        .seen());
        home.ingest(
                "2026-01-11",
                bulletin("CERTFR-2026-AVI-0003", "2026-01-09")
                        .title("Scie")
                        .summary("Autres mots")
                        .revised("2026-01-11")
                        .seen());
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static List<String> find(Set<CveId> cves, List<String> phrases, boolean beginning) {
        return home.reader().search().publications(new SearchQuery.PublicationWords(cves, phrases, beginning)).stream()
                .map(one -> one.ref().text().substring("CERTFR-2026-AVI-000".length()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "execution, 1",
        "EXÉCUTION, 1",
        "executions, 1",
        "une exécution de code, 1",
        "elevation, 1",
        "acme, 1",
        "runtime, 1",
        "c#, 1",
        "C++, 2",
        ".net, 1",
        "greffon, 1",
        "avi-0002, 2",
        "touche, 21",
        "chapeau, ''",
        "lointain, ''",
        "2026-0001, ''",
        "premiers, ''",
        "autres, 3",
        "enclu, ''"
    })
    void wordsOfAnyPartFindThem(String phrase, String found) {
        assertThat(String.join("", find(Set.of(), List.of(phrase), false))).isEqualTo(found);
    }

    @Test
    void allWordsMustOccur() {
        assertThat(find(Set.of(), List.of("touche", "greffon"), false)).containsExactly("1");
        assertThat(find(Set.of(), List.of("touche", "scie"), false)).isEmpty();
    }

    @Test
    void cvesThatAreCitedFindThemWithOrWithoutWords() {
        assertThat(find(Set.of(CITED), List.of(), false)).containsExactly("2", "1");
        assertThat(find(Set.of(CITED), List.of("marteau"), false)).containsExactly("2");
        assertThat(find(Set.of(CveId.of("CVE-2026-9999")), List.of("marteau"), false))
                .isEmpty();
        assertThat(find(Set.of(), List.of(), false)).isEmpty();
    }

    @Test
    void aWordThatIsBeingTypedFindsWhatBeginsSo() {
        assertThat(find(Set.of(), List.of("enclu"), true)).containsExactly("1");
        assertThat(find(Set.of(), List.of("touche", "mart"), true)).containsExactly("2");
        assertThat(find(Set.of(), List.of("mart", "touche"), true)).isEmpty();
    }

    @Test
    void noCharacterIsAnOperator() {
        for (String hostile : List.of("a\"b", "NEAR(a b)", "title:a", "a*", "^a", "a\0b", "\u0378a")) {
            assertThat(find(Set.of(), List.of(hostile), true)).as(hostile).isNotNull();
        }
    }
}
