package vigie.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vigie.testing.CveText.cve;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.alert.Evaluator;
import vigie.model.CveId;
import vigie.store.FindingRun;
import vigie.testing.TestHome;

/** Watch lists that name a run of findings. */
class RunLinesTest {

    private static final CveId ID = CveId.of("CVE-2026-0001");

    private final TestHome home = TestHome.make();

    @BeforeEach
    void fill() {
        home.ingest(
                "2026-01-10", cve(ID.toString()).listed(), cve("CVE-2026-0002").listed());
        WatchLists.keep(home.writer(), WatchFile.read("runs = ['nginx']", "team", "alice", Instant.EPOCH, 0));
    }

    @AfterEach
    void close() {
        home.close();
    }

    private void keep(String... lines) {
        home.writer()
                .keep(
                        new FindingRun(0, "nginx", Instant.parse("2026-01-12T12:00:00Z"), "{}"),
                        List.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                                .iterator());
    }

    private static String finding(String id, String asset) {
        return "{\"id\":\"" + id + "\",\"asset\":\"" + asset + "\",\"seen\":\"2026-01-12\"}";
    }

    private List<Matched> matched(List<WatchList> lists) {
        List<Matched> all = new ArrayList<>();
        Subjects.in(home.reader(), fault -> {})
                .cves(
                        List.of(ID, CveId.of("CVE-2026-0002")),
                        subject -> Matcher.of(lists).match(subject).forEach(match -> all.addAll(match.why())));
        return all;
    }

    @Test
    void aRunStandsForItsCvesAndTheAssetsThatTheyAreOn() {
        keep(
                "{\"cve\":\"CVE-2026-0001\"}",
                finding("CVE-2026-0001", "web-2"),
                finding("CVE-2026-0001", "web-1"),
                finding("CVE-2026-0001", ""),
                finding("CVE-2026-0001", "web-3"),
                finding("CVE-2026-0001", "web-4"),
                finding("GHSA-aaaa-bbbb-cccc", "web-1"));

        assertThat(matched(WatchLists.all(home.reader()).lists()))
                .containsExactly(new Matched(
                        new WatchLine(WatchLine.Kind.RUN, "nginx"),
                        "web-1, web-2, web-3, +1",
                        "",
                        Matched.Certainty.VERSION));
    }

    @Test
    void theNextRunTakesThePlaceOfTheLast() {
        Evaluator evaluator = new Evaluator(Clock.systemUTC(), fault -> {});
        assertThat(matched(evaluator.lists(home.reader()))).isEmpty();
        keep(finding("CVE-2026-0001", "web-1"));
        assertThat(matched(evaluator.lists(home.reader())))
                .extracting(Matched::where)
                .containsExactly("web-1");
        keep(finding("CVE-2026-0002", "web-9"));
        assertThat(matched(evaluator.lists(home.reader())))
                .extracting(Matched::where)
                .containsExactly("web-9");
    }

    @Test
    void whatARunFoundIsNotKeptWithTheList() {
        keep(finding("CVE-2026-0001", "web-1"));
        WatchList list = WatchLists.named(home.reader(), "team").orElseThrow();
        assertThat(list.rules().get(0).found()).containsOnlyKeys(ID);
        WatchLists.keep(home.writer(), list.paused(true));
        assertThat(WatchFile.write(list)).contains("nginx").doesNotContain("CVE-");
        assertThat(WatchFile.rules(List.of("run=nginx")))
                .containsExactly(new Rule(new WatchLine(WatchLine.Kind.RUN, "nginx")));
    }

    @Test
    void aRunIsNoCondition() {
        assertThatThrownBy(() -> WatchFile.read(
                        "words = ['x']\n[when]\nany = [{run = 'nginx'}]", "team", "alice", Instant.EPOCH, 0))
                .isInstanceOf(WatchFileException.class);
    }
}
