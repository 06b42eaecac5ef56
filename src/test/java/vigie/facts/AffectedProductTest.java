package vigie.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.facts.AffectedProduct.Statement;
import vigie.facts.AffectedProduct.Versions;
import vigie.model.Affected;
import vigie.model.Container;
import vigie.model.Origin;
import vigie.model.VersionRange;

class AffectedProductTest {

    private static final Origin CNA = new Origin(Origin.Kind.CNA, "acme");
    private static final Origin NVD = new Origin(Origin.Kind.NVD, "nvd");

    private static VersionRange range(String version, String status, String lessThan, String lessThanOrEqual) {
        return new VersionRange(
                version,
                status,
                Optional.ofNullable(lessThan).filter(t -> !t.isEmpty()),
                Optional.ofNullable(lessThanOrEqual).filter(t -> !t.isEmpty()));
    }

    private static Affected affected(Origin origin, String vendor, String product, VersionRange... versions) {
        return new Affected(vendor, product, "", "unaffected", List.of(versions), List.of(), "", origin);
    }

    private static Container says(Origin origin, Affected... affected) {
        return new Container(
                origin,
                Optional.empty(),
                "",
                "",
                List.of(),
                List.of(),
                List.of(affected),
                List.of(),
                List.of(),
                List.of());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            10.2, -, -, 10.2
            10.2, 10.2.9-h1, -, '≥ 10.2, < 10.2.9-h1'
            10.2, -, 10.2.8, '≥ 10.2, ≤ 10.2.8'
            0, 9.1, -, < 9.1
            *, 9.1, -, < 9.1
            '', -, 9.0, ≤ 9.0
            unspecified, 9.1, -, < 9.1
            10.2, *, -, ≥ 10.2
            *, -, -, ''
            0, *, -, ''
            0, -, -, 0
            1da177e4c3f41524e886b7f1b8a0c1fc7321cac2, 2da177e4c3f41524e886b7f1b8a0c1fc7321cac2, -, '≥ 1da177e4c3f4…, < 2da177e4c3f4…'
            """)
    void aRangeIsSaidByItsEnds(String version, String lessThan, String lessThanOrEqual, String words) {
        assertThat(AffectedProduct.words(range(version, "affected", lessThan, lessThanOrEqual)))
                .isEqualTo(words);
    }

    @Test
    void versionsStandByTheirStatusThoseAffectedFirst() {
        List<AffectedProduct> products = AffectedProduct.of(List.of(says(
                CNA,
                affected(
                        CNA,
                        "Acme",
                        "Anvil",
                        range("3", "unaffected", "", ""),
                        range("9", "disputed", "", ""),
                        range("1", "affected", "2", ""),
                        range("1", "affected", "2", "")))));

        assertThat(products)
                .containsExactly(new AffectedProduct(
                        "Acme",
                        "Anvil",
                        List.of(new Statement(
                                "cna:acme",
                                "unaffected",
                                List.of(
                                        new Versions("affected", List.of("≥ 1, < 2")),
                                        new Versions("unaffected", List.of("3")),
                                        new Versions("disputed", List.of("9")))))));
    }

    @Test
    void whatSeveralSourcesSayOfAProductStandsTogether() {
        List<AffectedProduct> products = AffectedProduct.of(List.of(
                says(
                        CNA,
                        affected(CNA, "Palo Alto Networks, Inc.", "PAN-OS", range("1", "affected", "", "")),
                        affected(CNA, "Palo Alto Networks, Inc.", "Prisma", range("1", "affected", "", ""))),
                says(NVD, affected(NVD, "paloaltonetworks", "pan-os", range("2", "affected", "", "")))));

        assertThat(products).extracting(AffectedProduct::product).containsExactly("PAN-OS", "Prisma");
        assertThat(products.get(0).statements()).extracting(Statement::source).containsExactly("cna:acme", "nvd");
    }

    @Test
    void namesAreSafeToPrint() {
        AffectedProduct product = AffectedProduct.of(List.of(
                        says(CNA, affected(CNA, "A\u202ecme", "x".repeat(5000), range("\u0007", "a\nb", "", "")))))
                .get(0);

        assertThat(product.vendor()).isEqualTo("Acme");
        assertThat(product.product()).hasSize(200);
        assertThat(product.statements().get(0).versions().get(0)).isEqualTo(new Versions("a b", List.of("")));
    }
}
