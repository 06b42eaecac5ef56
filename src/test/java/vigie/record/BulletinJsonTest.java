package vigie.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import vigie.model.Bulletin;
import vigie.model.CveId;

class BulletinJsonTest {

    private static final String DATED = "'revisions':[{'revision_date':'2026-01-30T00:00:00.000000'}]";

    @Test
    void cvesAreReadOutOfTheTextWhereTheListIsMissing() {
        Bulletin bulletin = read(DATED + ",'summary':'La faille CVE\u20112025\u201161882','links':["
                + "{'title':'Référence CVE-2025-0001','url':'https://example.org/'}]");

        assertThat(bulletin.cves()).containsExactlyInAnyOrder(CveId.of("CVE-2025-61882"), CveId.of("CVE-2025-0001"));
    }

    @Test
    void theListOfCvesGoesBeforeTheText() {
        Bulletin bulletin = read(DATED + ",'summary':'CVE-2025-0001','cves':[{'name':'CVE-2025-0003'},"
                + "{'name':'CVE-2025-0002'},'CVE-2025-0004',{'name':'CVE-2025-0003'},{'name':7},null]");

        assertThat(bulletin.cves())
                .extracting(CveId::toString)
                .containsExactly("CVE-2025-0003", "CVE-2025-0002", "CVE-2025-0004");
    }

    @Test
    void aBulletinWithoutAnyCveIsKept() {
        assertThat(read(DATED + ",'cves':[]").cves()).isEmpty();
    }

    @Test
    void theFirstRevisionIsThePublicationAndRevisionsAreInOrder() {
        Bulletin bulletin = read("'revisions':[{'revision_date':'2025-12-11','description':'b'},"
                + "{'revision_date':'2025-12-05','description':'a'},{'revision_date':'0000-00-00'}],"
                + "'closed_at':'2026-01-15'");

        assertThat(bulletin.published()).isEqualTo(LocalDate.of(2025, 12, 5));
        assertThat(bulletin.revised()).isEqualTo(LocalDate.of(2025, 12, 11));
        assertThat(bulletin.closed()).contains(LocalDate.of(2026, 1, 15));
        assertThat(bulletin.revisions())
                .extracting(Bulletin.Revision::description)
                .containsExactly("", "a", "b");
    }

    @Test
    void aBulletinWithoutASaneDateIsRefused() {
        assertThatThrownBy(() -> read("'revisions':[{'revision_date':'9999-01-01'}]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no date of publication");
    }

    @Test
    void systemsAreReadWithTheirScadaFlag() {
        Bulletin bulletin = read(DATED + ",'affected_systems':[{'description':'v1','product':{'name':'PLC',"
                + "'vendor':{'name':'Acme','scada':true}}},{'product':7},7]");

        assertThat(bulletin.systems())
                .containsExactly(
                        new Bulletin.AffectedSystem("Acme", "PLC", "v1", true),
                        new Bulletin.AffectedSystem("", "", "", false));
    }

    @Test
    void valuesOfOtherTypesThanExpectedAreAsGoodAsMissing() {
        for (String wrong : new String[] {"7", "'x'", "null", "[]", "{}", "[7,'x',null,[],{}]", "{'a':[{}]}"}) {
            String fields = "'title':?,'summary':?,'cves':?,'risks':?,'affected_systems':?,'vendor_advisories':?,"
                    + "'links':?,'closed_at':?,'affected_systems_content':?,";

            assertThat(read(fields.replace("?", wrong) + DATED).cves()).isEmpty();
        }
    }

    private static Bulletin read(String fields) {
        String text = "{'reference':'CERTFR-2025-ALE-014'," + fields + "}";
        return BulletinJson.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
