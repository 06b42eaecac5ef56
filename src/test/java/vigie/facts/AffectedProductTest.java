package vigie.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vigie.facts.AffectedProduct.Statement;
import vigie.facts.AffectedProduct.Versions;
import vigie.model.Affected;
import vigie.model.Container;
import vigie.model.Origin;
import vigie.model.VersionRange;
import vigie.model.VersionStatus;
import vigie.text.Messages;

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
        return new Affected(vendor, product, "", List.of(), "unaffected", List.of(versions), List.of(), "", origin);
    }

    private static List<AffectedProduct> products(List<Container> containers) {
        return AffectedProduct.of(containers, new VersionWords(new Messages("en").bundle("dossier")));
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

    @Test
    void versionsStandByTheirStatusThoseAffectedFirst() {
        List<AffectedProduct> products = products(List.of(says(
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
                        VersionStatus.AFFECTED,
                        List.of(new Statement(
                                "cna:acme",
                                "",
                                "unaffected",
                                List.of(
                                        new Versions("affected", List.of("≥ 1 < 2")),
                                        new Versions("unaffected", List.of("3")),
                                        new Versions("disputed", List.of("9")))))));
    }

    @Test
    void whatSeveralSourcesSayOfAProductStandsTogether() {
        List<AffectedProduct> products = products(List.of(
                says(
                        CNA,
                        affected(CNA, "Palo Alto Networks, Inc.", "PAN-OS", range("1", "affected", "", "")),
                        affected(CNA, "Palo Alto Networks, Inc.", "Prisma", range("1", "affected", "", ""))),
                says(NVD, affected(NVD, "paloaltonetworks", "pan-os", range("2", "affected", "", "")))));

        assertThat(products).extracting(AffectedProduct::product).containsExactly("PAN-OS", "Prisma");
        assertThat(products.get(0).statements()).extracting(Statement::source).containsExactly("cna:acme", "nvd");
    }

    @Test
    void everyEntryKeepsItsOwnDefault() {
        Affected kernel = new Affected(
                "Acme",
                "Anvil",
                "",
                List.of("kernel"),
                "affected",
                List.of(range("3", "unaffected", "*", "")),
                List.of(),
                "",
                CNA);
        Affected tools = new Affected(
                "Acme", "Anvil", "", List.of("tools", "Linux"), "Unaffected", List.of(), List.of(), "", CNA);

        assertThat(products(List.of(says(CNA, kernel, tools))))
                .containsExactly(new AffectedProduct(
                        "Acme",
                        "Anvil",
                        VersionStatus.AFFECTED,
                        List.of(
                                new Statement(
                                        "cna:acme",
                                        "kernel",
                                        "affected",
                                        List.of(new Versions("unaffected", List.of("≥ 3")))),
                                new Statement("cna:acme", "tools; Linux", "unaffected", List.of()))));
    }

    @Test
    void aProductIsUnaffectedOnlyIfAllWhoNameItSaySo() {
        Affected no = affected(CNA, "Acme", "Anvil", range("All", "unaffected", "", ""));
        assertThat(products(List.of(says(CNA, no))))
                .extracting(AffectedProduct::mayBeAffected)
                .containsExactly(false);
        assertThat(products(List.of(
                        says(CNA, no), says(NVD, affected(NVD, "acme", "anvil", range("1", "affected", "", ""))))))
                .extracting(AffectedProduct::mayBeAffected)
                .containsExactly(true);
    }

    @Test
    void namesAreSafeToPrint() {
        AffectedProduct product = products(List.of(
                        says(CNA, affected(CNA, "A\u202ecme", "x".repeat(5000), range("\u0007", "a\nb", "", "")))))
                .get(0);

        assertThat(product.vendor()).isEqualTo("Acme");
        assertThat(product.product()).hasSize(200);
        assertThat(product.statements().get(0).versions().get(0)).isEqualTo(new Versions("a b", List.of("")));
    }
}
