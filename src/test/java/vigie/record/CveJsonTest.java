package vigie.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vigie.model.Affected;
import vigie.model.Assessment;
import vigie.model.Container;
import vigie.model.CveDay;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.CvssVersion;
import vigie.model.Origin;
import vigie.model.Plausible;
import vigie.model.Rejection;
import vigie.model.Ssvc;
import vigie.model.VersionRange;
import vigie.model.VersionStatus;
import vigie.model.Weakness;

class CveJsonTest {

    private static final Origin CISA = new Origin(Origin.Kind.CISA_ADP, "CISA-ADP");

    @Test
    void aCvssScoreThatOnlyTheAdpContainerHasIsReadWithItsOrigin() {
        CveRecord record = adp("'cvssV3_1':{'baseScore':9.8,'vectorString':'CVSS:3.1/AV:N'}");

        assertThat(record.containers().get(0).assessments()).isEmpty();
        assertThat(record.containers().get(1).assessments())
                .containsExactly(new Assessment(CvssVersion.V3_1, 9.8, "CVSS:3.1/AV:N", CISA));
    }

    @Test
    void everyAdpContainerIsRead() {
        CveRecord record = read(
                "{'providerMetadata':{'shortName':'acme'}}",
                "{'providerMetadata':{'shortName':'CISA-ADP'}},{'providerMetadata':{'shortName':'CVE'}},7,null");

        assertThat(record.containers())
                .extracting(Container::origin)
                .containsExactly(new Origin(Origin.Kind.CNA, "acme"), CISA, new Origin(Origin.Kind.ADP, "CVE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Exploitation':'active'},{'Automatable':'Yes'},{'Technical Impact':'Total'}",
                "{'exploitation':'active'},{'automatable':'YES'},{'technicalImpact':'total'}",
                "{'Exploitation':'active','Automatable':'yes','technical_impact':'TOTAL'},7"
            })
    void bothCasingsOfSsvcAreRead(String options) {
        CveRecord record = adp(
                "'other':{'type':'SSVC','content':{'timestamp':'2024-04-23T19:57:54Z','options':[" + options + "]}}");

        assertThat(record.containers().get(1).ssvc())
                .containsExactly(new Ssvc(
                        "active", "yes", "total", java.util.Optional.of(Instant.parse("2024-04-23T19:57:54Z")), CISA));
    }

    @Test
    void anUnknownSsvcValueIsKeptAndOneOfAnotherTypeIsNone() {
        CveRecord record =
                adp("'other':{'type':'ssvc','content':{'options':[{'Exploitation':'Maybe'},{'Automatable':[1]}]}}");

        assertThat(record.containers().get(1).ssvc())
                .extracting(Ssvc::exploitation, Ssvc::automatable)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("maybe", ""));
    }

    @Test
    void anUnknownVersionOfCvssIsPassedOver() {
        CveRecord record = adp("'cvssV9_9':{'baseScore':5},'cvssV2_0':{'baseScore':'4.3'}");

        assertThat(record.containers().get(1).assessments())
                .containsExactly(new Assessment(CvssVersion.V2_0, 4.3, "", CISA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10.1", "1e999", "'x'", "null", "[5]", "{}", "true"})
    void aScoreThatIsNoneIsNoAssessment(String score) {
        assertThat(adp("'cvssV3_1':{'baseScore':" + score + "}")
                        .containers()
                        .get(1)
                        .assessments())
                .isEmpty();
    }

    @Test
    void aScoreOfZeroIsAnAssessment() {
        assertThat(adp("'cvssV3_1':{'baseScore':0.0}").containers().get(1).assessments())
                .hasSize(1);
    }

    @Test
    void theEnglishDescriptionIsTakenInAnyCasingOfItsLanguage() {
        CveRecord record = read("{'descriptions':[{'lang':'fr','value':'Un'},{'lang':'EN-us','value':'One'}]}", "");

        assertThat(record.containers().get(0).description()).isEqualTo("One");
    }

    @Test
    void severalEnglishDescriptionsAreOneTextAndAnEmptyOneHidesNone() {
        assertThat(CveJson.read(utf8("{'cveMetadata':{'cveId':'CVE-2024-1234'},'containers':{'cna':{'descriptions':["
                                + "{'lang':'en','value':''},{'lang':'fr','value':'autre'},{'lang':'en','value':'one'},"
                                + "{'lang':'en-US','value':'two'},{'lang':'en','value':'one'}]}}}"))
                        .containers()
                        .get(0)
                        .description())
                .isEqualTo("one\n\ntwo");
    }

    @Test
    void theFirstDescriptionStandsInWhereNoneIsEnglish() {
        CveRecord record = read("{'descriptions':[{'lang':'fr','value':'Un'},{'lang':'de','value':'Ein'}]}", "");

        assertThat(record.containers().get(0).description()).isEqualTo("Un");
    }

    @Test
    void aWeaknessThatIsNamedInWordsOnlyHasItsIdentifier() {
        CveRecord record =
                read("{'problemTypes':[{'descriptions':[{'description':'CWE-79 Script'},{'description':'n/a'}]}]}", "");

        assertThat(record.containers().get(0).weaknesses())
                .extracting(Weakness::id)
                .containsExactly("CWE-79", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'description':'CWE 287 - Improper Authentication'",
                "'description':'Improper Authentication (cwe-287)'",
                "'cweId':'287','description':'Improper Authentication'",
                "'cweId':' cwe-0287 ','description':'CWE-79'",
                "'cweId':'n/a','description':'CWE-287'"
            })
    void theIdentifierOfAWeaknessIsReadHoweverItIsWritten(String description) {
        CveRecord record = read("{'problemTypes':[{'descriptions':[{" + description + "}]}]}", "");

        assertThat(record.containers().get(0).weaknesses())
                .extracting(Weakness::id)
                .containsExactly("CWE-287");
    }

    @Test
    void aTextThatNamesSeveralWeaknessesIsSeveral() {
        CveRecord record =
                read("{'problemTypes':[{'descriptions':[{'description':'(CWE-502) Data. (CWE-400) Load'}]}]}", "");

        assertThat(record.containers().get(0).weaknesses())
                .extracting(Weakness::id)
                .containsExactly("CWE-502", "CWE-400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GENERAL", "general", "GENERAL.", "GENERAL. With the usual settings"})
    void aScenarioIsKeptUnlessItIsTheGeneralOne(String general) {
        CveRecord record = read(
                "{'metrics':[{'scenarios':[{'lang':'en','value':'Appliance mode'}],'cvssV3_1':{'baseScore':9.9}},"
                        + "{'scenarios':[{'lang':'en-US','value':'" + general + "'}],'cvssV3_1':{'baseScore':8.8}},"
                        + "{'cvssV3_1':{'baseScore':7.7}}]}",
                "");

        assertThat(record.containers().get(0).assessments())
                .extracting(Assessment::scenario)
                .containsExactly("Appliance mode", "", "");
    }

    @Test
    void everyFieldOfAVersionThatDecidesAboutItIsRead() {
        CveRecord record = read(
                "{'affected':[{'vendor':'acme','product':'os','packageName':'core','platforms':['Linux'],"
                        + "'defaultStatus':'unaffected','versions':[{'version':'1','lessThanOrEqual':'2',"
                        + "'versionType':'rpm','status':'affected','changes':[{'at':'1.5','status':'unaffected'}]}]}]}",
                "");
        Affected affected = record.containers().get(0).affected().get(0);

        assertThat(affected.limits()).containsExactly("core", "Linux");
        assertThat(affected.versions())
                .containsExactly(new VersionRange(
                        "1",
                        "affected",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("2"),
                        "rpm",
                        List.of(new VersionRange.Change("1.5", "unaffected"))));
    }

    /** The form of the examples of the CVE Record Format 5.1. */
    @Test
    void theCpeNamesOfACnaAreProductsOfItsOwn() {
        String cna = "{'providerMetadata':{'shortName':'acme'},'affected':[{'vendor':'Acme','product':'Anvil'}],"
                + "'cpeApplicability':[{'operator':'AND','nodes':["
                + "{'operator':'OR','negate':false,'cpeMatch':["
                + "{'vulnerable':true,'criteria':'cpe:2.3:o:acme:anvil_firmware:*:*:*:*:*:*:*:*',"
                + "'matchCriteriaId':'A','versionStartIncluding':'1.0','versionEndExcluding':'2.4'},"
                + "{'vulnerable':true,'criteria':'cpe:2.3:o:acme:anvil_firmware:3.0:*:*:*:*:*:*:*'}]},"
                + "{'operator':'OR','negate':false,'cpeMatch':["
                + "{'vulnerable':false,'criteria':'cpe:2.3:h:acme:anvil:-:*:*:*:*:*:*:*'}]},"
                + "{'operator':'OR','negate':true,'cpeMatch':["
                + "{'vulnerable':true,'criteria':'cpe:2.3:a:acme:hammer:*:*:*:*:*:*:*:*'}]},7]},'x']}";
        byte[] record = utf8("{'cveMetadata':{'cveId':'CVE-2024-1234'},'containers':{'cna':" + cna + "}}");

        for (JsonNode tree : List.of(Json.parse(record), LeanTree.parse(record))) {
            List<Affected> all = CveJson.read(tree).containers().get(0).affected();
            assertThat(all).extracting(Affected::product).containsExactly("Anvil", "anvil_firmware");
            assertThat(all.get(1).part()).isEqualTo("o");
            assertThat(all.get(1).origin()).hasToString("cna:acme");
            assertThat(all.get(1).versions())
                    .extracting(VersionRange::version, VersionRange::lessThan, VersionRange::status)
                    .containsExactly(
                            tuple("1.0", Optional.of("2.4"), "affected"), tuple("3.0", Optional.empty(), "affected"));
        }
    }

    @Test
    void whatIsLeftOfTheVersionsWhereMuchIsReadDecidesAlike() {
        String affected = "{'affected':[{'product':'a','defaultStatus':'unaffected','versions':["
                + "{'version':'1','status':'unaffected'},{'version':'2','status':'unaffected'}]},"
                + "{'product':'b','defaultStatus':'unaffected','versions':[{'version':'1','status':'unaffected'},"
                + "{'version':'2','status':'unaffected','changes':[{'at':'3','status':'affected'}]}]},"
                + "{'product':'c','versions':[{'version':'1','status':'unaffected'},"
                + "{'version':'*','status':'unaffected'},7,null]},{'product':'d','versions':{}}]}";
        byte[] record = utf8("{'cveMetadata':{'cveId':'CVE-2024-1234'},'containers':{'cna':" + affected + "}}");

        assertThat(CveJson.read(LeanTree.parse(record)).containers().get(0).affected())
                .extracting(Affected::status)
                .containsExactly(
                        VersionStatus.UNAFFECTED,
                        VersionStatus.AFFECTED,
                        VersionStatus.UNAFFECTED,
                        VersionStatus.UNKNOWN)
                .isEqualTo(CveJson.read(record).containers().get(0).affected().stream()
                        .map(Affected::status)
                        .toList());
    }

    @Test
    void aStateThatIsNotKnownYetIsKeptAsSuch() {
        String record = "{'cveMetadata':{'cveId':'CVE-2024-1234','state':'PONDERED'},'containers':{'cna':{}}}";

        assertThat(CveJson.read(utf8(record)).state()).isEqualTo(CveState.UNKNOWN);
    }

    @Test
    void aRejectedRecordNamesTheCvesThatReplaceIt() {
        CveRecord record =
                CveJson.read(utf8("{'cveMetadata':{'cveId':'CVE-2024-1234','state':'REJECTED'},'containers':{'cna':{"
                        + "'replacedBy':['CVE-2024-1235','none']}}}"));

        assertThat(record.rejection()).contains(new Rejection("", List.of(CveId.of("CVE-2024-1235"))));
    }

    @Test
    void aRejectedRecordHasAReasonAndNoDescription() {
        CveRecord record = CveJson.read(utf8("{'cveMetadata':{'cveId':'CVE-2024-1234','state':'REJECTED',"
                + "'dateRejected':'2024-02-01T00:00:00Z'},'containers':{'cna':{'rejectedReasons':[{'value':'x'}]}}}"));

        assertThat(record.state()).isEqualTo(CveState.REJECTED);
        assertThat(record.modified()).contains(Instant.parse("2024-02-01T00:00:00Z"));
        assertThat(record.containers().get(0).description()).isEmpty();
        assertThat(record.rejection()).contains(new Rejection("x", List.of()));
    }

    @Test
    void valuesOfOtherTypesThanExpectedAreAsGoodAsMissing() {
        for (String wrong : new String[] {"7", "'x'", "null", "[]", "{}", "[7,'x',null,[],{}]", "true"}) {
            String cna = "{'providerMetadata':?,'title':?,'descriptions':?,'affected':?,'problemTypes':?,"
                    + "'references':?,'metrics':?,'tags':?,'unknown':?}";
            String filled = cna.replace("?", wrong);

            assertThat(read(filled, filled.replace("'title'", "'more'")).containers())
                    .hasSize(2);
            assertThat(read("{'affected':[{'versions':" + wrong + ",'cpes':" + wrong + "}]}", wrong)
                            .containers())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cve-2024-1234", "CVE-2024-01234", " CVE-2024-1234 "})
    void anIdentifierIsReadHoweverItIsWritten(String id) {
        assertThat(CveJson.read(utf8("{'cveMetadata':{'cveId':'" + id + "'},'containers':{'cna':{}}}"))
                        .id())
                .hasToString("CVE-2024-1234");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CVE-2024-../../x", "CVE-2024-1", "CVE-0000-1234", ""})
    void anInvalidIdentifierIsRefused(String id) {
        assertThatThrownBy(() -> CveJson.read(utf8("{'cveMetadata':{'cveId':'" + id + "'},'containers':{'cna':{}}}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("invalid CVE id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'datePublished':'2024-04-12T07:20:00Z','dateReserved':'2024-01-01' | PUBLISHED | 2024-04-12T07:20:00Z |",
                "'dateReserved':'2024-01-01','dateUpdated':'2024-05-01' | CHANGED | 2024-05-01T00:00:00Z |",
                "'dateReserved':'2024-01-01' | RESERVED | 2024-01-01T00:00:00Z |",
                "'datePublished':'2094-04-12','dateUpdated':'2024-05-01' | CHANGED | 2024-05-01T00:00:00Z | 2094-04-12T00:00:00Z",
                "'datePublished':'2016-04-12','dateUpdated':'2024-05-01' | CHANGED | 2024-05-01T00:00:00Z | 2016-04-12T00:00:00Z",
                "'datePublished':'2026-01-31T07:20:00Z' | PUBLISHED | 2026-01-30T23:59:59Z |",
                "'datePublished':null,'dateUpdated':7 | PUBLISHED | |",
            })
    void aRecordCountsFromTheFirstDayThatCanBeTrue(String dates, CveDay basis, Instant day, Instant refused) {
        byte[] text = utf8(
                "{'cveMetadata':{'cveId':'CVE-2024-1234','state':'PUBLISHED'," + dates + "},'containers':{'cna':{}}}");
        CveRecord record = CveJson.read(Json.parse(text), Plausible.on(LocalDate.of(2026, 1, 30)));
        assertThat(record.published()).isEqualTo(Optional.ofNullable(day));
        assertThat(record.basis()).isEqualTo(basis);
        assertThat(record.refused().published()).isEqualTo(Optional.ofNullable(refused));
        assertThat(record.containers().get(0).day()).isEqualTo(Optional.ofNullable(day));
    }

    private static CveRecord adp(String metric) {
        return read("{}", "{'providerMetadata':{'shortName':'CISA-ADP'},'metrics':[{" + metric + "}]}");
    }

    private static CveRecord read(String cna, String adps) {
        return CveJson.read(utf8("{'cveMetadata':{'cveId':'CVE-2024-1234','state':'published'},'containers':{'cna':"
                + cna + ",'adp':[" + adps + "]}}"));
    }

    private static byte[] utf8(String singleQuoted) {
        return singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
