package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.fetch.Format;
import vigie.model.CveId;
import vigie.model.Observation;

class CveListTest {

    private static final String DOWNLOADS = "https://github.com/CVEProject/cvelistV5/releases/download/";
    private static final String FULL = DOWNLOADS + "cve_x/2026-01-30_all_CVEs_at_midnight.zip.zip";
    private static final String DELTA = DOWNLOADS + "cve_x/2026-01-30_delta_CVEs_at_1200Z.zip";

    private final CveList list = new CveList();
    private final FakeState state = new FakeState();

    @BeforeEach
    void release() throws IOException {
        release(asset(FULL, "1000") + "," + asset(DELTA, "10")).forEach(state::accept);
    }

    @Test
    void beginsWithTheFullListAndChecksItsSize() {
        assertThat(names()).containsExactly("release", "full");
        assertThat(list.feeds(state).get(1).size()).hasValue(1000);
        assertThat(list.feeds(state).get(1).uris()).hasToString("[" + FULL + "]");
    }

    @Test
    void goesOnWithTheLogAndTheDelta() {
        through("2026-01-30T00:00:00Z");

        assertThat(names()).containsExactly("release", "log", "delta cve_x");
    }

    @Test
    void asksForSingleRecordsOnceTheDeltaIsHeld() {
        through("2026-01-30T00:00:00Z");
        want(1);
        state.marks.put("cvelist.delta.done", DELTA);

        assertThat(names()).containsExactly("release", "log", "CVE-2026-1000");
        assertThat(list.feeds(state).get(2).uris().get(0).getPath()).endsWith("/cves/2026/1xxx/CVE-2026-1000.json");
    }

    @Test
    void aDeltaThatIsGoneGivesWayToSingleRecords() {
        through("2026-01-30T00:00:00Z");
        want(1);
        Feed delta = list.feeds(state).get(2);

        assertThat(list.absent(delta, state::accept)).isTrue();
        assertThat(names()).contains("CVE-2026-1000");
    }

    @Test
    void theFilesOfYesterdaysReleaseAreNotAskedFor() {
        through("2026-01-30T00:00:00Z");
        state.today = LocalDate.of(2026, 1, 31);

        assertThat(names()).containsExactly("release", "log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-12-31T23:00:00Z", "2024-01-01T00:00:00Z"})
    void whatTheLogDoesNotReachNeedsTheFullListFirst(String through) {
        through(through);

        assertThat(names()).containsExactly("release", "full");
    }

    @Test
    void moreSingleRecordsThanTheHostShouldBearNeedTheFullList() {
        through("2026-01-30T00:00:00Z");
        want(3001);

        assertThat(names()).containsExactly("release", "full", "log", "delta cve_x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/2026-01-30_all_CVEs_at_midnight.zip.zip",
                "http://github.com/CVEProject/cvelistV5/releases/download/x/2026-01-30_all_CVEs_at_midnight.zip.zip",
                "https://github.com/CVEProject/cvelistV5/releases/download/../../../../e/f/2026-01-30_all_CVEs_at_m.zip",
                "https://github.com/CVEProject/cvelistV5/releases/download/%2e%2e/2026-01-30_all_CVEs_at_m.zip.zip",
                "https://github.com/CVEProject/cvelistV5/releases/download/a b/2026-01-30_all_CVEs_at_m.zip.zip",
                "https://github.com/CVEProject/cvelistV5/releases/download/x/2026-02-31_all_CVEs_at_midnight.zip.zip",
                "https://github.com/CVEProject/cvelistV5/releases/download/x/2026-01-30_all_CVEs_at_m.zip.zip?a=b",
                "file:///2026-01-30_all_CVEs_at_midnight.zip.zip",
                ""
            })
    void onlyFilesBelowTheOfficialAddressAreTaken(String url) throws IOException {
        release(asset(url, "1")).forEach(state::accept);

        assertThat(names()).containsExactly("release", "releases");
    }

    @Test
    void theNewestReleaseThatHasTheFullListIsTakenWhereTheLatestHasNone() throws IOException {
        release(asset(DELTA, "10")).forEach(state::accept);
        Feed releases = list.feeds(state).get(1);
        String older = FULL.replace("01-30", "01-29");
        String text = "[{\"assets\":[]},{\"assets\":[" + asset(DELTA, "1") + "]},{\"assets\":[" + asset(older, "7")
                + "]},{\"assets\":[" + asset(FULL.replace("01-30", "01-28"), "7") + "]}]";
        Reading.read(list, releases, text.getBytes(StandardCharsets.UTF_8)).forEach(state::accept);

        assertThat(list.feeds(state).get(1).uris()).hasToString("[" + older + "]");
        assertThatThrownBy(() -> Reading.read(list, releases, "[{}]".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("no recent release has the file with all CVEs");
        assertThatThrownBy(() -> list.absent(releases, o -> {})).hasMessageContaining("run 'vigie sync' again");
    }

    @Test
    void aReleaseWithoutTheFullListIsEnoughOnceAllIsHeld() throws IOException {
        release(asset(DELTA, "10")).forEach(state::accept);
        through("2026-01-29T22:00:00Z");

        assertThat(names()).containsExactly("release", "log", "delta cve_x");
    }

    @Test
    void aLogThatBeginsAfterWhatIsHeldNeedsTheFullList() throws IOException {
        through("2026-01-20T00:00:00Z");
        Feed log = list.feeds(state).get(1);
        byte[] young = "[{\"fetchTime\":\"2026-01-29T00:10:00.000Z\",\"new\":[],\"updated\":[]}]"
                .getBytes(StandardCharsets.UTF_8);
        Reading.read(list, log, young).forEach(state::accept);

        assertThat(state.marks).containsEntry("cvelist.through", "2026-01-20T00:00:00Z");
        assertThat(names()).containsExactly("release", "full");
        state.marks.put("cvelist.full.done", FULL);
        state.marks.put("cvelist.gap", "");
        through("2026-01-30T00:00:00Z");
        assertThat(names()).contains("log").doesNotContain("full");
    }

    @Test
    void aLogThatReachesBackToWhatIsHeldIsEnough() throws IOException {
        through("2026-01-29T12:00:00Z");
        byte[] log = ("[{\"fetchTime\":\"2026-01-30T00:10:00.000Z\",\"new\":[],\"updated\":[]},"
                        + "{\"fetchTime\":\"2026-01-29T11:00:00.000Z\",\"new\":[],\"updated\":[]}]")
                .getBytes(StandardCharsets.UTF_8);
        Reading.read(list, list.feeds(state).get(1), log).forEach(state::accept);

        assertThat(state.marks).containsEntry("cvelist.through", "2026-01-30T00:10:00Z");
        assertThat(names()).doesNotContain("full");
    }

    @Test
    void aLogWithoutEntriesForDaysHasNoGap() throws IOException {
        through("2026-01-09T00:00:00Z");
        state.today = LocalDate.of(2026, 1, 12);
        Reading.read(list, list.feeds(state).get(1), "[]".getBytes(StandardCharsets.UTF_8))
                .forEach(state::accept);
        state.today = LocalDate.of(2026, 1, 30);
        byte[] log = "[{\"fetchTime\":\"2026-01-10T23:59:00.000Z\",\"new\":[],\"updated\":[]}]"
                .getBytes(StandardCharsets.UTF_8);
        Reading.read(list, list.feeds(state).get(1), log).forEach(state::accept);

        assertThat(names()).doesNotContain("full");
    }

    @Test
    void aRecordOfTheLogThatIsNotThereIsAskedForAgainLater() {
        through("2026-01-30T00:00:00Z");
        want(1);
        state.marks.put("cvelist.delta.done", DELTA);
        assertThat(list.absent(list.feeds(state).get(2), state::accept)).isTrue();
        assertThat(names()).doesNotContain("CVE-2026-1000");

        state.today = state.today.plusDays(1);
        assertThat(names()).contains("CVE-2026-1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "null", "\"many\"", "1e99", "{}"})
    void aSizeThatIsNoneIsNotChecked(String size) throws IOException {
        release(asset(FULL, size)).forEach(state::accept);

        assertThat(list.feeds(state).get(1).size()).isEmpty();
    }

    @Test
    void aBadChangeCostsItselfOnly() throws IOException {
        List<Observation> seen = read(
                "log",
                "[{\"fetchTime\":\"2026-01-30T12:00:00Z\",\"new\":["
                        + "{\"cveId\":\"CVE-2026-../x\",\"dateUpdated\":\"2026-01-30T12:00:00Z\"},{\"cveId\":7},7,"
                        + "{\"cveId\":\"CVE-2026-1000\",\"dateUpdated\":\"9999-01-01T00:00:00Z\"},"
                        + "{\"cveId\":\"CVE-2026-1001\",\"dateUpdated\":\"2026-01-30T11:00:00Z\"}],\"updated\":7},"
                        + "{\"fetchTime\":\"2026-01-29T12:00:00Z\",\"new\":[},{\"fetchTime\":null}]");

        assertThat(seen)
                .contains(
                        new Observation.Wanted(
                                "cvelist", "CVE-2026-1001", LocalDate.of(2026, 1, 30), "2026-01-30T11:00:00Z"),
                        // Without a time that can be true it is asked for, today.
                        new Observation.Wanted(
                                "cvelist", "CVE-2026-1000", LocalDate.of(2026, 1, 30), "2026-01-30T00:00:00Z"),
                        // The entry that would reach back to what is held is among the bad ones.
                        new Observation.Mark("cvelist.gap", "2026-01-30T12:00:00Z"));
        assertThat(Reading.skipped(seen)).hasSize(3);
    }

    @Test
    void aRecordUnderTheNameOfAnotherIsLeftOut() throws IOException {
        String record = "{\"cveMetadata\":{\"cveId\":\"CVE-2024-0002\"},\"containers\":{\"cna\":{}}}";
        byte[] zip = Packed.zip("deltaCves/CVE-2024-0001.json", record);
        List<Observation> seen = Reading.read(list, Feed.of("delta x", DELTA, Format.ZIP), zip);

        assertThat(Reading.skipped(seen))
                .containsExactly("deltaCves/CVE-2024-0001.json: the record is that of CVE-2024-0002");
    }

    @Test
    void aRecordWhoseNameIsAPathIsNamed() throws IOException {
        byte[] zip = Packed.zip("deltaCves/CVE-2024-../../x.json", "{}");

        assertThat(Reading.skipped(Reading.read(list, Feed.of("delta x", DELTA, Format.ZIP), zip)))
                .hasSize(1);
    }

    @Test
    void thePathOfARecordIsThatOfTheRepository() {
        assertThat(CveList.path(CveId.of("CVE-2024-3400"))).isEqualTo("2024/3xxx/CVE-2024-3400.json");
        assertThat(CveList.path(CveId.of("CVE-2024-0042"))).isEqualTo("2024/0xxx/CVE-2024-0042.json");
        assertThat(CveList.path(CveId.of("CVE-2024-123456"))).isEqualTo("2024/123xxx/CVE-2024-123456.json");
    }

    private List<String> names() {
        return list.feeds(state).stream().map(Feed::name).toList();
    }

    private void through(String time) {
        state.marks.put("cvelist.through", time);
    }

    private void want(int records) {
        for (int i = 0; i < records; i++) {
            String cve = "CVE-2026-" + (1000 + i);
            state.accept(new Observation.Wanted("cvelist", cve, state.today, "2026-01-30T11:00:00Z"));
        }
    }

    private List<Observation> release(String assets) throws IOException {
        return read("release", "{\"assets\":[7," + assets + "]}");
    }

    private List<Observation> read(String name, String body) throws IOException {
        Feed feed = Feed.of(name, "https://example.org/", Format.JSON)
                .at(name.equals("log") ? state.today + "|" + state.today : state.today.toString());
        return Reading.read(list, feed, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String asset(String url, String size) {
        return "{\"browser_download_url\":\"" + url + "\",\"size\":" + size + "}";
    }
}
