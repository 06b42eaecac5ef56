package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.model.Observation;

class NvdTest {

    private static final String RECORD =
            "{\"cve\":{\"id\":\"CVE-2024-0001\",\"descriptions\":[{\"lang\":\"en\",\"value\":\"{[\\\"\"}]}}";

    private final Nvd nvd = new Nvd();
    private final FakeState state = new FakeState();

    @Test
    void asksForTheChecksumsOfAllYearsFirst() {
        assertThat(names()).hasSize(26).startsWith("meta-2026").endsWith("meta-2002", "meta-modified");
    }

    @Test
    void asksForAFeedWhoseChecksumIsNotTheOneHeld() throws Exception {
        meta("2024", "A".repeat(64)).forEach(state::accept);
        assertThat(names()).contains("2024");

        state.marks.put("nvd.held.2024", "A".repeat(64));
        assertThat(names()).doesNotContain("2024");
    }

    @Test
    void aChecksumOfAnEarlierDayIsAskedForAgainBeforeItsFeed() throws Exception {
        meta("2024", "A".repeat(64)).forEach(state::accept);
        state.today = LocalDate.of(2026, 1, 31);
        assertThat(names()).contains("meta-2024").doesNotContain("2024");

        nvd.unchanged(feed("meta-2024"), state::accept);
        assertThat(names()).contains("2024");
    }

    @Test
    void theModifiedFeedIsEnoughOnceAllYearsAreHeld() throws Exception {
        for (int year = 2002; year <= 2026; year++) {
            state.marks.put("nvd.offered." + year, "A");
            state.marks.put("nvd.held." + year, "A");
        }
        state.marks.put("nvd.modified.day", "2026-01-24");
        assertThat(names()).containsExactly("meta-modified");

        state.marks.put("nvd.modified.day", "2026-01-20");
        assertThat(names()).hasSize(26);
    }

    @Test
    void aYearThatHasNoFeedYetIsNoError() {
        assertThat(nvd.absent(feed("meta-2026"), state::accept)).isTrue();
        assertThat(names()).doesNotContain("2026");
    }

    @Test
    void aYearThatIsNotThereIsAskedForAgainLater() {
        for (int year = 2002; year <= 2026; year++) {
            state.marks.put("nvd.offered." + year, "A");
            state.marks.put("nvd.held." + year, "A");
        }
        state.marks.remove("nvd.held.2019");
        state.marks.put("nvd.modified.day", "2026-01-29");
        assertThat(nvd.absent(feed("meta-2019"), state::accept)).isTrue();
        assertThat(names()).containsExactly("meta-modified");

        state.today = state.today.plusDays(1);
        assertThat(nvd.absent(feed("meta-2019"), state::accept)).isTrue();
        state.today = state.today.plusDays(1);
        assertThat(names()).as("a pause of two days").doesNotContain("meta-2019");
        state.today = state.today.plusDays(1);
        assertThat(names()).contains("meta-2019");
    }

    @Test
    void aYearThatWasThereBeforeAndTheModifiedFeedHaveToBeThere() {
        state.marks.put("nvd.held.2024", "A");

        assertThat(nvd.absent(feed("meta-2024"), state::accept)).isFalse();
        assertThat(nvd.absent(feed("meta-modified"), state::accept)).isFalse();
    }

    @Test
    void aModifiedFeedThatBeginsAfterWhatIsHeldNeedsAllYears() throws Exception {
        String record = RECORD.replace("\"id\"", "\"lastModified\":\"2026-01-28T01:00:00.000\",\"id\"");
        Feed modified = Feed.of("modified", "https://nvd.nist.gov/", vigie.fetch.Format.GZIP);
        for (String held : java.util.List.of("2026-01-28", "2026-01-27")) {
            Reading.read(nvd, modified.at(sha(record) + " 2026-01-30 " + held), Packed.gzip(document(record)))
                    .forEach(state::accept);
            assertThat(state.marks)
                    .containsEntry("nvd.modified.day", held.equals("2026-01-28") ? "2026-01-30" : "none");
        }
    }

    @Test
    void aChecksumOfTheMinuteBeforeIsAskedForAgain() throws Exception {
        meta("2024", "A".repeat(64)).forEach(state::accept);
        nvd.unchanged(feed("meta-2024"), state::accept);
        Feed year = feed("2024");
        assertThatThrownBy(() -> feed("2024", RECORD, "A".repeat(64))).isInstanceOf(OutdatedException.class);

        assertThat(nvd.outdated(year, state::accept)).containsExactly("meta-2024", "2024");
        assertThat(names()).contains("meta-2024").doesNotContain("2024");
    }

    @Test
    void aFeedWithItsChecksumIsHeld() throws Exception {
        List<Observation> seen = feed("2024", RECORD, sha(RECORD));

        assertThat(Reading.only(Observation.CveSeen.class, seen)).hasSize(1);
        assertThat(seen).last().isEqualTo(new Observation.Mark("nvd.held.2024", sha(RECORD)));
    }

    @Test
    void aFeedWithAnotherChecksumFailsAsAWhole() {
        assertThatThrownBy(() -> feed("2024", RECORD, "A".repeat(64)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("SHA-256");
    }

    @Test
    void theDayOfTheModifiedFeedIsKept() throws Exception {
        assertThat(feed("modified", RECORD, sha(RECORD)))
                .contains(new Observation.Mark("nvd.modified.day", "2026-01-30"));
    }

    @Test
    void aBrokenRecordIsNamedAndTheOthersAreKept() throws Exception {
        String broken = "{\"cve\":{\"id\":\"CVE-2024-0666\",\"a\":[1,2},";
        String both = broken + "{\"cve\":{\"id\":\"CVE-2024-../../x\"}}," + RECORD;
        List<Observation> seen = feed("2024", both, sha(both));

        assertThat(Reading.only(Observation.CveSeen.class, seen)).hasSize(1);
        assertThat(Reading.skipped(seen))
                .hasSize(2)
                .anyMatch(s -> s.equals("CVE-2024-0666: broken JSON: Unexpected close marker '}': expected ']'"))
                .anyMatch(s -> s.contains("invalid CVE id 'CVE-2024-../../x'"));
    }

    @Test
    void aChecksumThatIsNoneIsRefused() {
        assertThatThrownBy(() -> meta("2024", "../x")).isInstanceOf(IOException.class);
    }

    private List<String> names() {
        return nvd.feeds(state).stream().map(Feed::name).toList();
    }

    private Feed feed(String name) {
        return nvd.feeds(state).stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Observation> meta(String part, String sum) throws IOException {
        String text = "lastModifiedDate:2026-01-30T03:00:00-05:00\r\nsha256:" + sum + "\r\n";
        return Reading.read(nvd, feed("meta-" + part), text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Observation> feed(String part, String records, String sum) throws IOException {
        Feed feed =
                Feed.of(part, "https://nvd.nist.gov/", vigie.fetch.Format.GZIP).at(sum + " 2026-01-30 none");
        return Reading.read(nvd, feed, Packed.gzip(document(records)));
    }

    private static String document(String records) {
        return "{\"version\":\"2.0\",\"vulnerabilities\":[" + records + "]}";
    }

    private static String sha(String records) throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(document(records).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().withUpperCase().formatHex(hash);
    }
}
