package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static vigie.testing.CveText.cve;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.ScoreBands;
import vigie.model.Severities;
import vigie.model.Severity;
import vigie.testing.Seen;
import vigie.testing.TestHome;

class FindingTest {

    private static TestHome home;

    @BeforeAll
    @BeforeContainer
    static void fill() {
        home = TestHome.make();
        home.ingest(
                "2026-01-10",
                cve("CVE-2026-0001")
                        .title("Remote code execution")
                        .cvss(9.8)
                        .product("Microsoft Corporation", "Windows 10 Version 1809", "10", "affected")
                        .listed(),
                cve("CVE-2026-0002")
                        .description("Code that is executed by remote users, été")
                        .cvss(5)
                        .product("microsoft", "Office", "1", "affected")
                        .listed(),
                cve("CVE-2026-0003")
                        .description("Harmless")
                        .product("n/a", "n/a", "1", "affected")
                        .listed(),
                cve("CVE-2026-0004")
                        .description("Remote")
                        .product("Acme", "Windows Cleaner", "1", "affected")
                        .listed());
        home.ingest("2026-01-10", Seen.kev("CVE-2026-0002", "eu", "2026-01-09"));
        home.ingest("2026-01-10", Seen.epss(LocalDate.of(2026, 1, 9), Map.of("CVE-2026-0004", 0.5)));
    }

    @AfterAll
    @AfterContainer
    static void close() {
        home.close();
    }

    private static SearchQuery.Filter filter(String... phrases) {
        return new SearchQuery.Filter(
                List.of(phrases), ProductFilter.ANY, false, Optional.empty(), Optional.empty(), 10);
    }

    private static List<String> find(SearchQuery.Filter filter) {
        return home.reader().search().find(filter).hits().stream()
                .map(hit -> hit.cve().toString())
                .toList();
    }

    private static List<String> products(String vendor, String product) {
        List<String> byVendor = vendor.isEmpty() ? List.of() : List.of(vendor.split("\\|"));
        List<String> byProduct = product.isEmpty() ? List.of() : List.of(product.split("\\|"));
        return find(new SearchQuery.Filter(
                List.of(), new ProductFilter(byVendor, byProduct), false, Optional.empty(), Optional.empty(), 10));
    }

    @Test
    void thoseToLookAtFirstComeFirst() {
        assertThat(find(filter())).containsExactly("CVE-2026-0002", "CVE-2026-0004", "CVE-2026-0001", "CVE-2026-0003");
    }

    @Test
    void allPhrasesMustOccurInTitleDescriptionOrProducts() {
        assertThat(find(filter("remote code"))).containsExactly("CVE-2026-0001");
        assertThat(find(filter("remote", "code"))).containsExactly("CVE-2026-0002", "CVE-2026-0001");
        assertThat(find(filter("REMOTE", "cleaner"))).containsExactly("CVE-2026-0004");
        assertThat(find(filter("ete"))).containsExactly("CVE-2026-0002");
    }

    @Test
    void propertiesNarrowTheResult() {
        SearchQuery.Filter known =
                new SearchQuery.Filter(List.of(), ProductFilter.ANY, true, Optional.empty(), Optional.empty(), 10);
        SearchQuery.Filter severe = new SearchQuery.Filter(
                List.of(), ProductFilter.ANY, false, Optional.of(9.8), Optional.of(LocalDate.of(2026, 1, 2)), 10);
        assertThat(find(known)).containsExactly("CVE-2026-0002");
        assertThat(find(severe)).containsExactly("CVE-2026-0001");
    }

    private static List<String> rated(Severities severities) {
        return find(new SearchQuery.Filter(
                Set.of(),
                List.of(),
                ProductFilter.ANY,
                false,
                Optional.empty(),
                severities,
                ScoreBands.ANY,
                Optional.empty(),
                10));
    }

    @Test
    void severitiesAndTheirLackDivideAllCves() {
        assertThat(rated(new Severities(Set.of(Severity.CRITICAL), false))).contains("CVE-2026-0001");
        List<String> divided = new ArrayList<>(rated(new Severities(Set.of(), true)));
        for (Severity rating : Severity.values()) {
            divided.addAll(rated(new Severities(Set.of(rating), false)));
        }
        assertThat(divided).containsExactlyInAnyOrderElementsOf(find(filter()));
        assertThat(rated(new Severities(Set.of(Severity.values()), true))).isEqualTo(find(filter()));
    }

    @Test
    void whatMatchesIsCountedBeyondTheLimit() {
        for (boolean known : List.of(true, false)) {
            SearchQuery.Filter one = new SearchQuery.Filter(
                    List.of("remote"), ProductFilter.ANY, known, Optional.empty(), Optional.empty(), 1);
            assertThat(find(one)).hasSize(1);
            assertThat(home.reader().search().find(one).total()).isEqualTo(known ? 1 : 3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Microsoft, '', CVE-2026-0002 CVE-2026-0001",
        "microsoft corp., windows, CVE-2026-0001",
        "'', Windows, CVE-2026-0004 CVE-2026-0001",
        "'', windows 10 version 1809, CVE-2026-0001",
        "'', microsoft windows 10, CVE-2026-0001",
        "'', MS Windows 10 1809, CVE-2026-0001",
        "acme, microsoft windows 10, ''",
        "'', acme windows, CVE-2026-0004",
        "acme, office, ''",
        "n/a, '', ''",
        "acme|n/a, '', CVE-2026-0004",
        "acme|Microsoft, windows|office, CVE-2026-0002 CVE-2026-0004 CVE-2026-0001",
        "'', *, ''",
        "x; DROP TABLE cve, '', ''"
    })
    void aVendorMatchesAsAWholeAndAProductByItsBeginning(String vendor, String product, String found) {
        assertThat(String.join(" ", products(vendor, product))).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\"\"",
                "*",
                "remote*",
                "NEAR(",
                "NEAR(a b, 5)",
                "-",
                "a -b",
                ":",
                "title:x",
                "^",
                "(",
                ")",
                "{}",
                "AND",
                "OR NOT",
                "+",
                "\\",
                "'",
                "a\0b",
                "\0",
                "",
                "'; DROP TABLE cve_text --",
                "\uD800",
                "漏洞",
                "%",
                "_"
            })
    void noPhraseIsAnOperator(String phrase) {
        assertThatCode(() -> find(filter(phrase))).doesNotThrowAnyException();
        assertThatCode(() -> find(filter("remote", phrase))).doesNotThrowAnyException();
    }

    @Property(tries = 300)
    void noTextAtAllMakesASearchFail(@ForAll String phrase, @ForAll String vendor, @ForAll String product) {
        assertThatCode(() -> {
                    find(filter(phrase));
                    products(vendor, product);
                })
                .doesNotThrowAnyException();
    }
}
