package vigie.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 30);
    private static final String PURL = "pkg:rpm/redhat/openssl@1.1.1k-9.el8?arch=x86_64&distro=redhat-8.9";
    private static final String IMAGE = "registry.test/shop/web:1";

    private static Finding.Draft openssl() {
        return new Finding.Draft()
                .id("CVE-2023-5678")
                .asset(IMAGE)
                .component("openssl", "1.1.1k-9.el8")
                .purl(PURL)
                .type("redhat");
    }

    private static Finding finding(Finding.Draft draft) {
        return draft.at("scan.json", Position.NOWHERE);
    }

    private static Statement statement(
            String id, List<String> products, List<String> parts, String status, String said) {
        return new Statement(List.of(id), products, parts, status, "test", said, "vex.json", Position.NOWHERE);
    }

    private static boolean suppressed(Finding finding, Statement... statements) {
        Suppressions all = new Suppressions();
        List.of(statements).forEach(all::add);
        return all.of(finding).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "pkg:rpm/redhat/openssl, true",
        "pkg:rpm/redhat/openssl?arch=src, true",
        "pkg:rpm/redhat/openssl@1.1.1k-9.el8, true",
        "pkg:rpm/redhat/openssl@1.1.1k-10.el8, false",
        "pkg:rpm/redhat/openssl?arch=aarch64, false",
        "pkg:rpm/redhat/openssl-libs, false",
        "pkg:rpm/fedora/openssl, false",
        "pkg:deb/redhat/openssl, false",
        "cpe:2.3:a:openssl:openssl:*:*:*:*:*:*:*:*, true",
        "cpe:2.3:a:openssl:openssl:3.0:*:*:*:*:*:*:*, false",
        "openssl, true",
        "openssl@1.1.1k-9.el8, true",
        "openssl@2, false",
        "pkg:oci/web?repository_url=registry.test/shop, true",
        "pkg:oci/web?repository_url=registry.test/shop/web, true",
        "pkg:oci/web?repository_url=registry.test/shop/web&tag=1, true",
        "pkg:oci/web?repository_url=registry.test/shop/web&tag=2, false",
        "pkg:oci/web@sha256%3A00?repository_url=registry.test/shop/web, false",
        "pkg:oci/web, true",
        "pkg:oci/api, false",
        "pkg:docker/shop/web@1, true",
        "registry.test/shop/web:1, true",
        "registry.test/shop/web, true",
        "registry.test/shop/web:2, false",
    })
    void aStatementHoldsWhereItsProductIsTheSame(String product, boolean holds) {
        Statement statement = statement("CVE-2023-5678", List.of(product), List.of(), "not_affected", "");
        assertThat(suppressed(finding(openssl()), statement)).isEqualTo(holds);
    }

    @Test
    void aStatementOnAnotherVulnerabilityOrOnNoProductSaysNothing() {
        assertThat(suppressed(
                        finding(openssl()),
                        statement("CVE-2023-5679", List.of("pkg:rpm/redhat/openssl"), List.of(), "not_affected", ""),
                        statement("CVE-2023-5678", List.of(), List.of(), "not_affected", "")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "pkg:oci/web, pkg:rpm/redhat/openssl, true",
        "pkg:oci/web, pkg:rpm/redhat/curl, false",
        "pkg:oci/api, pkg:rpm/redhat/openssl, false",
        "cpe:/o:redhat:enterprise_linux:8, pkg:rpm/redhat/openssl, true",
        "cpe:/o:redhat:enterprise_linux:8::baseos, openssl, true",
        "cpe:/o:redhat:enterprise_linux:9, pkg:rpm/redhat/openssl, false",
        "cpe:/a:redhat:openshift:4, pkg:rpm/redhat/openssl, false",
    })
    void aStatementOnAPartHoldsWhereBothAreTheSame(String product, String part, boolean holds) {
        Statement statement = statement("CVE-2023-5678", List.of(product), List.of(part), "not_affected", "");
        assertThat(suppressed(finding(openssl()), statement)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"registry.test/shop/web, 1, true", "registry.test/shop/web, 2, false", "registry.test/api, 1, false"})
    void whatABillOfMaterialsSaysOfAComponentHoldsInWhatItIsAbout(String name, String version, boolean holds) {
        Collected bill = Collected.of("""
                {"bomFormat":"CycloneDX","specVersion":"1.6",
                "metadata":{"component":{"name":"%s","version":"%s"}},
                "components":[{"bom-ref":"o","name":"openssl","version":"1.1.1k-9.el8"}],
                "vulnerabilities":[{"id":"CVE-2023-5678","affects":[{"ref":"o"}],
                "analysis":{"state":"not_affected"}},
                {"id":"CVE-2023-0002","affects":[{"ref":"o"}],"analysis":{"state":"in_triage"}}]}
                """.formatted(name, version));

        assertThat(bill.statements).hasSize(1);
        assertThat(bill.open()).extracting(Finding::id).containsExactly("CVE-2023-0002");
        assertThat(suppressed(finding(openssl()), bill.statements.get(0))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"npm, lodash, true", "pypi, lodash, false", "'', lodash, true", "npm, lodash-es, false"})
    void aPackageWithoutPackageUrlIsComparedByKindAndName(String type, String name, boolean holds) {
        Finding finding = finding(new Finding.Draft()
                .id("CVE-2021-23337")
                .component(name, "4.17.10")
                .type(type));
        Statement statement =
                statement("cve-2021-23337", List.of("pkg:npm/lodash@4.17.10"), List.of(), "not_affected", "");
        assertThat(suppressed(finding, statement)).isEqualTo(holds);
    }

    @Test
    void anyIdentifierOfTheVulnerabilityWillDo() {
        Finding finding = finding(new Finding.Draft()
                .id("GHSA-35jh-r3h4-6jhm")
                .component("lodash", "4")
                .type("npm"));
        Statement statement = statement("CVE-2021-23337", List.of("pkg:npm/lodash"), List.of(), "not_affected", "");
        Suppressions all = new Suppressions();
        all.add(statement);
        assertThat(all.of(finding)).isEmpty();
        assertThat(all.of(finding, List.of("CVE-2021-23337")))
                .hasValueSatisfying(
                        why -> assertThat(why).isEqualTo(new Suppression("not_affected", "test", "vex.json")));
    }

    @Test
    void ofSeveralStatementsTheLatestCounts() {
        List<String> product = List.of("pkg:rpm/redhat/openssl");
        Statement old = statement("CVE-2023-5678", product, List.of(), "not_affected", "2026-01-01T00:00:00Z");
        Statement young = statement("CVE-2023-5678", product, List.of(), "affected", "2026-01-02T00:00:00Z");
        assertThat(suppressed(finding(openssl()), old, young)).isFalse();
        assertThat(suppressed(finding(openssl()), young, old)).isFalse();
        assertThat(suppressed(finding(openssl()), old)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "fixed, pkg:rpm/redhat/openssl, false",
        "fixed, pkg:rpm/redhat/openssl@1.1.1k-9.el8, true",
        "under_investigation, pkg:rpm/redhat/openssl, false",
        "affected, pkg:rpm/redhat/openssl, false",
    })
    void onlyWhatIsNotAffectedOrFixedInThisVersionIsSuppressed(String status, String product, boolean holds) {
        assertThat(suppressed(finding(openssl()), statement("CVE-2023-5678", List.of(product), List.of(), status, "")))
                .isEqualTo(holds);
    }

    @Test
    void aFindingOfSeveralCvesIsSuppressedWhereEachIs() {
        Finding finding = finding(openssl().id("CVE-2023-5679"));
        List<String> product = List.of("pkg:rpm/redhat/openssl");
        Statement one = statement("CVE-2023-5678", product, List.of(), "not_affected", "");
        Statement other = statement("CVE-2023-5679", product, List.of(), "not_affected", "");
        assertThat(suppressed(finding, one, other)).isTrue();
        Suppressions half = new Suppressions();
        half.add(other);
        assertThat(half.of(finding)).isEmpty();
    }

    private static IgnoreFile ignore(String text) {
        return IgnoreFile.read("ignore.toml", text.getBytes(StandardCharsets.UTF_8), TODAY);
    }

    @ParameterizedTest
    @CsvSource({
        "package = \"openssl\", true",
        "package = \"pkg:rpm/redhat/openssl\", true",
        "package = \"curl\", false",
        "asset = \"registry.test/*\", true",
        "asset = \"registry.test/*:2\", false",
        "package = \"*\", true",
    })
    void anIgnoredFindingIsSuppressedWhereItsProductIsTheSame(String product, boolean holds) {
        Suppressions all = new Suppressions();
        all.add(ignore(
                "[[ignore]]\nid = \"CVE-2023-5678\"\n" + product + "\nreason = \"test\"\nexpires = 2026-01-30\n"));
        Optional<Suppression> why = all.of(finding(openssl()));
        assertThat(why.isPresent()).isEqualTo(holds);
        why.ifPresent(one -> assertThat(one).isEqualTo(new Suppression("ignored", "test", "ignore.toml")));
    }

    @Test
    void anExpiredRuleCountsNoMore() {
        IgnoreFile file = ignore(
                "[[ignore]]\nid = \"CVE-2023-5678\"\npackage = \"openssl\"\nreason = \"test\"\nexpires = 2026-01-29\n");
        assertThat(file.rules()).isEmpty();
        assertThat(file.expired()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id = \"CVE-2023-5678\"\\npackage = \"x\"\\nreason = \"y\" | table 1: expires is missing",
                "id = \"CVE-2023-5678\"\\npackage = \"x\"\\nexpires = 2027-01-01 | table 1: reason is missing",
                "package = \"x\"\\nreason = \"y\"\\nexpires = 2027-01-01 | table 1: id is missing",
                "id = \"CVE-2023-5678\"\\nreason = \"y\"\\nexpires = 2027-01-01 | table 1: package or asset is missing",
                "id = \"CVE-2023-5678\"\\npackage = \"x\"\\nreason = \"y\"\\nexpires = \"soon\" | table 1: expires is not a day",
                "id = \"CVE-2023-5678\"\\npackages = \"x\" | table 1: there is no setting packages",
            })
    void aRuleThatNobodyCouldAnswerForIsRefused(String fields, String reason) {
        IgnoreFile file = ignore("[[ignore]]\n" + fields.replace("\\n", "\n") + "\n");
        assertThat(file.rules()).isEmpty();
        assertThat(file.faults()).extracting(Fault::reason).containsExactly(reason);
    }

    @Test
    void aFileOfAnotherFormIsRefused() {
        assertThatThrownBy(() -> ignore("CVE-2023-5678")).hasMessage("broken TOML");
        assertThatThrownBy(() -> ignore("a = 1")).hasMessage("there is no table [[ignore]]");
    }

    @Test
    @Timeout(10)
    void thousandsOfStatementsAreAppliedInNoTime() {
        Suppressions all = new Suppressions();
        for (int i = 0; i < 4_189; i++) {
            all.add(statement(
                    "CVE-2023-" + (5_000 + i % 50),
                    List.of("cpe:/o:redhat:enterprise_linux:" + i),
                    List.of("pkg:rpm/redhat/part" + i),
                    "not_affected",
                    ""));
        }
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            findings.add(finding(openssl().id("CVE-2023-" + (5_000 + i % 50))));
        }
        assertThat(findings.stream().map(all::of)).allMatch(Optional::isEmpty);
    }
}
