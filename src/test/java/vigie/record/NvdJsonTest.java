package vigie.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vigie.model.Affected;
import vigie.model.Assessment;
import vigie.model.Container;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.CvssVersion;
import vigie.model.Origin;
import vigie.model.VersionRange;
import vigie.model.Weakness;

class NvdJsonTest {

    private static final Origin NVD = new Origin(Origin.Kind.NVD, "nvd");

    @Test
    void whatNvdPassesOnIsToldFromItsOwnAnalysis() {
        Container said = only("'metrics':{'cvssMetricV31':[{'source':'nvd@nist.gov','cvssData':{'baseScore':9.8}},"
                + "{'source':'cna@example.org','cvssData':{'baseScore':7}}],'cvssMetricV99':[{}],'cvssMetricV2':7}");

        assertThat(said.assessments())
                .containsExactly(
                        new Assessment(CvssVersion.V3_1, 9.8, "", NVD),
                        new Assessment(
                                CvssVersion.V3_1, 7, "", new Origin(Origin.Kind.NVD_SECONDARY, "cna@example.org")));
    }

    @Test
    void placeholdersAreNoWeaknesses() {
        Container said = only("'weaknesses':[{'source':'nvd@nist.gov','description':[{'value':'NVD-CWE-noinfo'},"
                + "{'value':'NVD-CWE-Other'},{'value':'CWE-77'}]}]");

        assertThat(said.weaknesses()).containsExactly(new Weakness("CWE-77", "", NVD));
    }

    @Test
    void rangesOfAProductAreGatheredAndSurroundingsLeftOut() {
        Container said = only("'configurations':[{'nodes':[{'cpeMatch':["
                + "{'criteria':'cpe:2.3:o:acme:os:*:*:*:*:*:*:*:*','versionStartIncluding':'1','versionEndExcluding':'2'},"
                + "{'criteria':'cpe:2.3:o:acme:os:3.0:*:*:*:*:*:*:*'},"
                + "{'criteria':'cpe:2.3:o:acme:os:*:*:*:*:*:*:*:*','versionStartExcluding':'4','versionEndIncluding':'5'},"
                + "{'vulnerable':false,'criteria':'cpe:2.3:h:acme:box:-:*:*:*:*:*:*:*'},"
                + "{'criteria':'cpe:2.3:o:acme'},{'criteria':7},7]}]}]");

        assertThat(said.affected()).extracting(Affected::product).containsExactly("os");
        assertThat(said.affected().get(0).versions())
                .extracting(VersionRange::version, VersionRange::after, VersionRange::before, VersionRange::upTo)
                .containsExactly(
                        tuple("1", Optional.empty(), Optional.of("2"), Optional.empty()),
                        tuple("3.0", Optional.empty(), Optional.empty(), Optional.empty()),
                        tuple("", Optional.of("4"), Optional.empty(), Optional.of("5")));
    }

    @Test
    void whatANegatedNodeNamesIsNotAffected() {
        Container said = only("'configurations':[{'nodes':[{'negate':true,'cpeMatch':["
                + "{'criteria':'cpe:2.3:a:acme:no:*:*:*:*:*:*:*:*'}]},{'negate':false,'cpeMatch':["
                + "{'vulnerable':true,'criteria':'cpe:2.3:a:acme:yes:*:*:*:*:*:*:*:*'}]}]},"
                + "{'negate':true,'nodes':[{'cpeMatch':[{'criteria':'cpe:2.3:a:acme:neither:*:*:*:*:*:*:*:*'}]}]}]");

        assertThat(said.affected()).extracting(Affected::product).containsExactly("yes");
    }

    @Test
    void nestedNodesOfConvertedFeedsAreRead() {
        Container said = only("'configurations':[{'nodes':[{'children':[{'cpeMatch':["
                + "{'criteria':'cpe:2.3:a:acme:tool\\\\:kit:1:*:*:*:*:*:*:*'}]}]}]}]");

        assertThat(said.affected()).extracting(Affected::product).containsExactly("tool:kit");
    }

    @Test
    void datesWithoutAZoneAreUtcAndTheStatusIsKept() {
        CveRecord record =
                read("'published':'2024-04-12T08:15:06.230','lastModified':'2024-02-31','vulnStatus':'Rejected'");

        assertThat(record.published()).contains(Instant.parse("2024-04-12T08:15:06.230Z"));
        assertThat(record.modified()).isEqualTo(record.published());
        assertThat(record.state()).isEqualTo(CveState.REJECTED);
        assertThat(read("'vulnStatus':'Pondered'").state()).isEqualTo(CveState.PUBLISHED);
    }

    @Test
    void valuesOfOtherTypesThanExpectedAreAsGoodAsMissing() {
        for (String wrong : new String[] {"7", "'x'", "null", "[]", "{}", "[7,'x',null,[],{}]", "{'a':[{}]}"}) {
            String filled = "'published':?,'vulnStatus':?,'cveTags':?,'descriptions':?,'metrics':?,'weaknesses':?,"
                    + "'configurations':?,'references':?,'unknown':?";

            assertThat(read(filled.replace("?", wrong)).containers()).hasSize(1);
        }
    }

    private static Container only(String fields) {
        return read(fields).containers().get(0);
    }

    private static CveRecord read(String fields) {
        String text = "{'cve':{'id':'CVE-2024-0001'," + fields + "}}";
        return NvdJson.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
