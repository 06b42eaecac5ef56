package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.model.CvssVersion.V2_0;
import static vigie.model.CvssVersion.V3_0;
import static vigie.model.CvssVersion.V3_1;
import static vigie.model.CvssVersion.V4_0;
import static vigie.model.Origin.Kind.ADP;
import static vigie.model.Origin.Kind.CISA_ADP;
import static vigie.model.Origin.Kind.CNA;
import static vigie.model.Origin.Kind.NVD;
import static vigie.model.Origin.Kind.NVD_SECONDARY;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceTest {

    @Test
    void theCnaComesBeforeNvdAndNvdBeforeCisaOnTheSameScale() {
        assertThat(chosen(by(CISA_ADP, V3_1), by(NVD, V3_1), by(CNA, V3_1))).isEqualTo(by(CNA, V3_1));
        assertThat(chosen(by(CISA_ADP, V3_1), by(NVD, V3_1))).isEqualTo(by(NVD, V3_1));
        assertThat(chosen(by(NVD_SECONDARY, V3_1), by(ADP, V3_1), by(CISA_ADP, V3_1)))
                .isEqualTo(by(CISA_ADP, V3_1));
    }

    @Test
    void theCnasOlderVersionComesBeforeTheNewerOneOfOthers() {
        assertThat(chosen(by(NVD, V3_1), by(CNA, V3_0))).isEqualTo(by(CNA, V3_0));
    }

    @Test
    void anAdpStandsWhereNobodyElseAssessed() {
        assertThat(chosen(by(CISA_ADP, V3_1))).isEqualTo(by(CISA_ADP, V3_1));
        assertThat(chosen(by(ADP, V4_0))).isEqualTo(by(ADP, V4_0));
    }

    @Test
    void theScaleOfVersion3ComesBeforeVersion4AndVersion2Last() {
        assertThat(chosen(by(CNA, V4_0), by(CISA_ADP, V3_1))).isEqualTo(by(CISA_ADP, V3_1));
        assertThat(chosen(by(NVD, V2_0), by(NVD_SECONDARY, V4_0))).isEqualTo(by(NVD_SECONDARY, V4_0));
        assertThat(chosen(by(CNA, V2_0), by(NVD, V2_0))).isEqualTo(by(NVD, V2_0));
    }

    @Test
    void ofSeveralOrganisationsOfOnePlaceTheFirstStands() {
        Assessment first = new Assessment(V3_1, 5, "", new Origin(CNA, "a"));
        Assessment second = new Assessment(V3_1, 9, "", new Origin(CNA, "b"));
        assertThat(chosen(first, second)).isEqualTo(first);
    }

    @Test
    void anAssessmentWithoutImpactComesAfterAllOthers() {
        Assessment none = new Assessment(V3_1, 0, "", new Origin(CNA, "a"));
        assertThat(chosen(none, by(NVD_SECONDARY, V2_0))).isEqualTo(by(NVD_SECONDARY, V2_0));
        assertThat(chosen(none)).isEqualTo(none);
    }

    @Test
    void theAssessmentForAllCircumstancesComesBeforeThoseForOneScenario() {
        Assessment special = new Assessment(V3_1, 9.9, "", "Appliance mode", new Origin(CNA, "a"));
        Assessment general = new Assessment(V3_1, 8.8, "", new Origin(CNA, "a"));
        assertThat(chosen(special, general)).isEqualTo(general);
        assertThat(chosen(special, by(NVD, V3_1)))
                .as("the CNA knows of no other case")
                .isEqualTo(special);
    }

    @Test
    void ofSeveralScenariosTheHighestStands() {
        Assessment near = new Assessment(V3_1, 7.4, "", "Physical access", new Origin(CNA, "a"));
        Assessment far = new Assessment(V3_1, 9, "", "Adjacent network", new Origin(CNA, "a"));
        assertThat(chosen(near, far)).isEqualTo(far);
        assertThat(chosen(far, near)).isEqualTo(far);
    }

    @ParameterizedTest
    @EnumSource(Origin.Kind.class)
    void everyOriginHasAPlaceWithEveryVersion(Origin.Kind kind) {
        for (CvssVersion version : CvssVersion.values()) {
            assertThat(Preference.rank(by(kind, version))).isNotNegative();
        }
    }

    @Test
    void aWeaknessWithAnIdentifierComesBeforeWords() {
        Weakness words = new Weakness("", "broken lock", new Origin(CNA, "a"));
        Weakness named = new Weakness("CWE-79", "", new Origin(CISA_ADP, "b"));
        assertThat(weakness(words, named)).contains(named);
        assertThat(weakness(words)).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "n/a",
                "N/A",
                "CWE-noinfo Not enough information",
                "NVD-CWE-Other",
                "unknown",
                "-",
                "N/A.",
                "CVSS:3.0/AV:N/AC:L"
            })
    void aWeaknessThatSaysNothingIsNone(String words) {
        assertThat(weakness(new Weakness("", words, new Origin(CNA, "a")))).isEmpty();
    }

    @Test
    @Timeout(20)
    void longWordsOfAWeaknessCostTimeInProportion() {
        Weakness weakness = new Weakness("", "x" + " ".repeat(1_000_000) + "y", new Origin(CNA, "a"));
        assertThat(weakness(weakness)).contains(weakness);
    }

    @Test
    void theDescriptionIsTheCnasWhereItHasOne() {
        assertThat(Preference.description(List.of(container(NVD, "", "nvd"), container(CNA, "", "cna"))))
                .isEqualTo("cna");
        assertThat(Preference.description(List.of(container(CNA, "", ""), container(ADP, "", "adp"))))
                .isEqualTo("adp");
        assertThat(Preference.description(List.of())).isEmpty();
    }

    @Test
    void theTitleIsTheCnasAndNeverTheNameOfAnAdpContainer() {
        Container adp = container(CISA_ADP, "CISA ADP Vulnrichment", "");
        assertThat(Preference.title(List.of(adp, container(CNA, "Hole in Anvil", ""))))
                .isEqualTo("Hole in Anvil");
        assertThat(Preference.title(List.of(container(CNA, "", ""), adp))).isEmpty();
    }

    private static final Predicate<Affected> NAMED =
            affected -> !affected.product().equals("n/a");

    @Test
    void productsAreThoseOfTheFirstWhoNamesAny() {
        Affected placeholder = product("n/a", "n/a");
        Affected gadget = product("acme", "gadget");
        Affected other = product("other", "gadget");
        assertThat(Preference.products(
                        Stream.of(naming(CNA, placeholder), naming(ADP, other), naming(NVD, gadget, placeholder)),
                        NAMED))
                .containsExactly(gadget);
        assertThat(Preference.products(Stream.of(naming(NVD, gadget), naming(CNA, other)), NAMED))
                .containsExactly(other);
        assertThat(Preference.products(Stream.of(naming(CNA, placeholder)), NAMED))
                .isEmpty();
        Affected unaffected = new Affected(
                "acme", "cloud", "", List.of(), "unaffected", List.of(), List.of(), "", new Origin(CNA, "x"));
        assertThat(Preference.products(Stream.of(naming(CNA, unaffected), naming(NVD, gadget)), NAMED))
                .containsExactly(gadget);
    }

    private static Affected product(String vendor, String product) {
        return new Affected(vendor, product, "", List.of(), "", List.of(), List.of(), "", new Origin(CNA, "x"));
    }

    private static Container naming(Origin.Kind kind, Affected... products) {
        return new Container(
                new Origin(kind, "x"),
                Optional.empty(),
                "",
                "",
                List.of(),
                List.of(),
                List.of(products),
                List.of(),
                List.of(),
                List.of());
    }

    private static Optional<Weakness> weakness(Weakness... all) {
        return Preference.weakness(List.of(new Container(
                new Origin(CNA, "a"),
                Optional.empty(),
                "",
                "",
                List.of(),
                List.of(all),
                List.of(),
                List.of(),
                List.of(),
                List.of())));
    }

    private static Assessment by(Origin.Kind kind, CvssVersion version) {
        return new Assessment(version, 5, "", new Origin(kind, "x"));
    }

    private static Assessment chosen(Assessment... all) {
        return Preference.assessment(Stream.of(all)).orElseThrow();
    }

    private static Container container(Origin.Kind kind, String title, String description) {
        return new Container(
                new Origin(kind, "x"),
                Optional.empty(),
                title,
                description,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
