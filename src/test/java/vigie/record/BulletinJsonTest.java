package vigie.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.model.Bulletin;
import vigie.model.CveId;
import vigie.model.DateOrigin;
import vigie.model.Plausible;

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
    void aBulletinWithoutADateThatCanBeTrueCountsFromTheDayItWasSeenInTheYearOfItsReference() {
        String never = "'revisions':[{'revision_date':'9999-01-01'}]";

        assertThat(seen("2025-06-03", never).published()).isEqualTo(LocalDate.of(2025, 6, 3));
        assertThat(seen("2026-06-03", never).published()).isEqualTo(LocalDate.of(2025, 12, 31));
        assertThat(seen("2026-06-03", never).origin()).isEqualTo(DateOrigin.BEFORE);
    }

    @ParameterizedTest
    @CsvSource({
        // A year before that of the reference, after the day on which it was seen, and far from both neighbours.
        "2025-01-20 2016-01-21, 2025-01-20, 2025-01-20",
        "2015-01-20 2025-01-21, 2025-01-21, 2025-01-21",
        "2025-01-20 2026-02-17, 2025-01-20, 2025-01-20",
        "2025-01-20 9999-01-21 2025-01-22, 2025-01-20, 2025-01-22",
        "2025-01-20 2026-01-21 2025-01-22, 2025-01-20, 2025-01-22",
        "2026-01-20 2025-01-21 2025-01-22, 2025-01-21, 2025-01-22",
        // Late versions, and versions in no order, are as given.
        "2025-01-20 2026-01-29, 2025-01-20, 2026-01-29",
        "2025-07-01 2025-07-10 2025-10-07 2025-07-03, 2025-07-01, 2025-10-07",
        // The day after the day on which it was seen is that day.
        "2025-01-20 2026-01-31, 2025-01-20, 2026-01-30",
    })
    void versionsWithADayThatCannotBeTrueDoNotCount(String days, LocalDate published, LocalDate revised) {
        String revisions = Stream.of(days.split(" "))
                .map(day -> "{'revision_date':'" + day + "T00:00:00'}")
                .collect(Collectors.joining(","));
        Bulletin bulletin = seen("2026-01-30", "'revisions':[" + revisions + "]");

        assertThat(bulletin.published()).isEqualTo(published);
        assertThat(bulletin.revised()).isEqualTo(revised);
        assertThat(bulletin.revisions())
                .allMatch(r -> r.day().isPresent() || !r.said().isEmpty());
    }

    @Test
    void theReleaseCountsWhereNoVersionIsOfTheYearOfTheReference() {
        Bulletin bulletin =
                seen("2026-01-30", "'initial_release_date':'2025-03-04','revisions':[{'revision_date':'2015-03-04'}]");
        assertThat(bulletin.published()).isEqualTo(LocalDate.of(2025, 3, 4));
        assertThat(bulletin.origin()).isEqualTo(DateOrigin.SOURCE);
    }

    @Test
    void noVersionIsLongBeforeTheRelease() {
        Bulletin bulletin = seen(
                "2026-01-30",
                "'initial_release_date':'2025-12-01','revisions':[{'revision_date':'2025-12-01'},"
                        + "{'revision_date':'2025-03-05'}]");
        assertThat(bulletin.published()).isEqualTo(LocalDate.of(2025, 12, 1));
    }

    @Test
    void aTitleIsPlainText() {
        assertThat(read(DATED + ",'title':'Faille dans l&#39;outil R&amp;D'").title())
                .isEqualTo("Faille dans l\u2019outil R&D".replace('\u2019', '\''));
        assertThat(read(DATED + ",'title':'Faille dans <TT>ls</TT>'").title()).isEqualTo("Faille dans ls");
        assertThat(read(DATED + ",'title':'versions < 3 de A & B'").title()).isEqualTo("versions < 3 de A & B");
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

    private static Bulletin seen(String day, String fields) {
        String text = "{'reference':'CERTFR-2025-ALE-014'," + fields + "}";
        return BulletinJson.read(
                Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                Plausible.on(LocalDate.parse(day)));
    }

    private static Bulletin read(String fields) {
        String text = "{'reference':'CERTFR-2025-ALE-014'," + fields + "}";
        return BulletinJson.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
