package vigie.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.Assessment;
import vigie.model.Container;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.CvssVersion;
import vigie.model.Origin;
import vigie.model.Ssvc;
import vigie.model.Weakness;

class CveJsonTest {

    private static final Origin CISA = new Origin(Origin.Kind.CISA_ADP, "CISA-ADP");

    @Test
    void a_cvss_score_that_only_the_adp_container_has_is_read_with_its_origin() {
        CveRecord record = adp("'cvssV3_1':{'baseScore':9.8,'vectorString':'CVSS:3.1/AV:N'}");

        assertThat(record.containers().get(0).assessments()).isEmpty();
        assertThat(record.containers().get(1).assessments())
                .containsExactly(new Assessment(CvssVersion.V3_1, 9.8, "CVSS:3.1/AV:N", CISA));
    }

    @Test
    void every_adp_container_is_read() {
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
    void both_casings_of_ssvc_are_read(String options) {
        CveRecord record = adp(
                "'other':{'type':'SSVC','content':{'timestamp':'2024-04-23T19:57:54Z','options':[" + options + "]}}");

        assertThat(record.containers().get(1).ssvc())
                .containsExactly(new Ssvc(
                        "active", "yes", "total", java.util.Optional.of(Instant.parse("2024-04-23T19:57:54Z")), CISA));
    }

    @Test
    void an_unknown_ssvc_value_is_kept_and_one_of_another_type_is_none() {
        CveRecord record =
                adp("'other':{'type':'ssvc','content':{'options':[{'Exploitation':'Maybe'},{'Automatable':[1]}]}}");

        assertThat(record.containers().get(1).ssvc())
                .extracting(Ssvc::exploitation, Ssvc::automatable)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("maybe", ""));
    }

    @Test
    void an_unknown_version_of_cvss_is_passed_over() {
        CveRecord record = adp("'cvssV9_9':{'baseScore':5},'cvssV2_0':{'baseScore':'4.3'}");

        assertThat(record.containers().get(1).assessments())
                .containsExactly(new Assessment(CvssVersion.V2_0, 4.3, "", CISA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10.1", "1e999", "'x'", "null", "[5]", "{}", "true"})
    void a_score_that_is_none_is_no_assessment(String score) {
        assertThat(adp("'cvssV3_1':{'baseScore':" + score + "}")
                        .containers()
                        .get(1)
                        .assessments())
                .isEmpty();
    }

    @Test
    void a_score_of_zero_is_an_assessment() {
        assertThat(adp("'cvssV3_1':{'baseScore':0.0}").containers().get(1).assessments())
                .hasSize(1);
    }

    @Test
    void the_english_description_is_taken_in_any_casing_of_its_language() {
        CveRecord record = read("{'descriptions':[{'lang':'fr','value':'Un'},{'lang':'EN-us','value':'One'}]}", "");

        assertThat(record.containers().get(0).description()).isEqualTo("One");
    }

    @Test
    void the_first_description_stands_in_where_none_is_english() {
        CveRecord record = read("{'descriptions':[{'lang':'fr','value':'Un'},{'lang':'de','value':'Ein'}]}", "");

        assertThat(record.containers().get(0).description()).isEqualTo("Un");
    }

    @Test
    void a_weakness_that_is_named_in_words_only_has_its_identifier() {
        CveRecord record =
                read("{'problemTypes':[{'descriptions':[{'description':'CWE-79 Script'},{'description':'n/a'}]}]}", "");

        assertThat(record.containers().get(0).weaknesses())
                .extracting(Weakness::id)
                .containsExactly("CWE-79", "");
    }

    @Test
    void a_state_that_is_not_known_yet_is_kept_as_such() {
        String record = "{'cveMetadata':{'cveId':'CVE-2024-1234','state':'PONDERED'},'containers':{'cna':{}}}";

        assertThat(CveJson.read(utf8(record)).state()).isEqualTo(CveState.UNKNOWN);
    }

    @Test
    void a_rejected_record_has_no_description() {
        CveRecord record = CveJson.read(utf8("{'cveMetadata':{'cveId':'CVE-2024-1234','state':'REJECTED',"
                + "'dateRejected':'2024-02-01T00:00:00Z'},'containers':{'cna':{'rejectedReasons':[{'value':'x'}]}}}"));

        assertThat(record.state()).isEqualTo(CveState.REJECTED);
        assertThat(record.modified()).contains(Instant.parse("2024-02-01T00:00:00Z"));
        assertThat(record.containers().get(0).description()).isEmpty();
    }

    @Test
    void values_of_other_types_than_expected_are_as_good_as_missing() {
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
    @ValueSource(strings = {"CVE-2024-../../x", "CVE-2024-1", "CVE-0000-1234", "cve-2024-1234", "", "CVE-2024-00001"})
    void an_invalid_identifier_is_refused(String id) {
        assertThatThrownBy(() -> CveJson.read(utf8("{'cveMetadata':{'cveId':'" + id + "'},'containers':{'cna':{}}}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("invalid CVE id");
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
