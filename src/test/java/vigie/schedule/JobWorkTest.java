package vigie.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vigie.fetch.Mirror;
import vigie.job.JobContext;
import vigie.job.JobEvent;
import vigie.job.Settings;
import vigie.job.SilentListener;
import vigie.job.SyncJob;
import vigie.source.Sources;
import vigie.store.JobState;
import vigie.store.SharedStore;
import vigie.store.sqlite.SqliteStore;
import vigie.sync.Extent;
import vigie.testing.MovableClock;
import vigie.testing.Replay;
import vigie.testing.SampleServer;

/** What the jobs of the schedule ask sources for. */
@Timeout(240)
class JobWorkTest {

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private final MovableClock clock = new MovableClock();

    private JobContext context(String home, String mirror) {
        SilentListener listener = new SilentListener() {
            @Override
            public void on(JobEvent event) {
                if (event instanceof JobEvent.Requested request) {
                    synchronized (asked) {
                        asked.add(request.line());
                    }
                }
            }
        };
        return new JobContext(
                folder.resolve(home),
                new SharedStore(SqliteStore.at(folder.resolve(home))),
                Settings.DEFAULT,
                new Mirror(Optional.of(URI.create(mirror))),
                clock,
                listener);
    }

    private JobWork work(String mirror) throws InterruptedException {
        JobContext context = context("home", mirror);
        new SyncJob(context).createDatabase();
        return new JobWork(context, with -> Result.done(0));
    }

    private static Result run(JobWork work, String name) throws Exception {
        return work.run(work.jobs().stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void theFirstRunOfASourceAsksForItsListingsSoThatTheyBringNothingThatCountsAsNew() throws Exception {
        try (SampleServer mirror = new SampleServer()) {
            JobWork work = work(mirror.address());
            assertThat(run(work, "certfr").outcome()).isEqualTo(JobState.Outcome.DONE);
            assertThat(mirror.asked()).contains("/www.cert.ssi.gouv.fr/feed/", "/www.cert.ssi.gouv.fr/avis/json/");
            run(work, "certfr");
            assertThat(mirror.asked())
                    .contains("/www.cert.ssi.gouv.fr/feed/")
                    .doesNotContain("/www.cert.ssi.gouv.fr/avis/json/");
            run(work, "certfr-listings");
            assertThat(mirror.asked()).contains("/www.cert.ssi.gouv.fr/avis/json/");
            assertThat(SimulationChecks.rows(folder.resolve("home"), "SELECT id FROM change"))
                    .isEmpty();
        }
    }

    @Test
    void whileOneSourceIsDownTheOthersAreReadAgainOnceAWeekOnly() throws Exception {
        try (SampleServer mirror = new SampleServer()) {
            JobWork work = work(mirror.address());
            mirror.down("/www.cisa.gov");
            mirror.asked();
            // The fallback of that source is another host, which the sample does not have.
            Result whole = run(work, "reconcile");
            assertThat(whole.outcome()).isEqualTo(JobState.Outcome.PARTIAL);
            assertThat(whole.detail()).startsWith("kev: ");
            assertThat(whole.read()).contains("nvd", "eukev").doesNotContain("kev");
            assertThat(hosts(mirror.asked())).contains("nvd.nist.gov", "www.cert.ssi.gouv.fr", "www.cisa.gov");
            clock.pass(Duration.ofHours(6));
            assertThat(run(work, "reconcile").outcome()).isNotEqualTo(JobState.Outcome.DONE);
            assertThat(hosts(mirror.asked()))
                    .containsOnlyOnce("www.cisa.gov")
                    .doesNotContain("nvd.nist.gov", "www.cert.ssi.gouv.fr");
            clock.pass(Duration.ofDays(7));
            run(work, "reconcile");
            assertThat(hosts(mirror.asked())).as("the next week").contains("nvd.nist.gov");
            mirror.down("/none");
            Result rest = run(work, "reconcile");
            assertThat(rest.outcome()).isEqualTo(JobState.Outcome.DONE);
            assertThat(rest.read()).containsExactly("kev");
            assertThat(hosts(mirror.asked())).containsExactly("www.cisa.gov");
            run(work, "reconcile");
            assertThat(hosts(mirror.asked())).contains("nvd.nist.gov", "www.cisa.gov");
        }
    }

    @Test
    void readingEverythingAgainCountsForTheSourcesThatWereReadAndForNoOther() {
        List<Job> jobs = JobList.of(
                Sources.all(new Sources.Choices(LocalDate.EPOCH, List.of(), List.of())), Settings.Schedule.DEFAULT);
        Board board = new Board(jobs, List.of(), 7, clock.instant());
        Job reconcile = board.job("reconcile").orElseThrow();
        Instant begun = clock.instant();
        board.begin(reconcile, begun);
        board.end(
                reconcile,
                begun.plusSeconds(60),
                new Result(JobState.Outcome.PARTIAL, false, 0, "", Set.of("eukev", "epss")));
        assertThat(board.state("eukev").success()).contains(begun);
        assertThat(board.state("kev").success()).isEmpty();
        assertThat(board.state("epss").success())
                .as("the file of the day may not be there")
                .isEmpty();
        board.begin(reconcile, begun.plusSeconds(120));
        board.end(reconcile, begun.plusSeconds(180), new Result(JobState.Outcome.DONE, false, 0, "", Set.of("kev")));
        assertThat(board.state("eukev").success()).contains(begun);
        assertThat(board.state("kev").success()).contains(begun.plusSeconds(120));
    }

    private static List<String> hosts(List<String> addresses) {
        return addresses.stream().map(path -> path.split("/")[1]).distinct().toList();
    }

    /** The change log of the CVE List holds thirty days, the "modified" feed of NVD eight. */
    @Test
    @Tag("mirror")
    void aSourceThatIsBackIsAskedForWhatWasMissedAndPastItsReachForAll() throws Exception {
        clock.set(Instant.parse("2025-12-24T12:00:00Z"));
        try (Replay mirror = Replay.moving(LocalDate.of(2025, 12, 24), LocalDate.of(2026, 1, 30), true)) {
            JobWork work = work(mirror.address().toString());
            String nvd = "nvd.nist.gov";
            String cveList = "api.github.com,github.com/CVEProject,raw.githubusercontent.com/CVEProject";
            on(mirror, "2025-12-24", "");
            fine(work, "nvd", "cvelist");
            on(mirror, "2025-12-25", "");
            fine(work, "nvd", "cvelist");

            on(mirror, "2025-12-26", nvd + ":400," + cveList.replace(",", ":400,") + ":400");
            fails(work, "nvd", "cvelist");
            on(mirror, "2025-12-28", "");
            assertThat(fetched(work, "nvd"))
                    .as("three days")
                    .isEqualTo(Map.of("modified .meta", 1L, "modified feed", 1L));
            Map<String, Long> threeDays = fetched(work, "cvelist");
            assertThat(threeDays).containsEntry("change log", 1L).doesNotContainKey("all CVEs");
            assertThat(threeDays.get("record")).isBetween(1L, 100L);

            on(mirror, "2026-01-02", nvd + ":400," + cveList.replace(",", ":400,") + ":400");
            fails(work, "nvd", "cvelist");
            on(mirror, "2026-01-08", cveList.replace(",", ":400,") + ":400");
            assertThat(fetched(work, "nvd"))
                    .as("eleven days")
                    .containsEntry("year feed", 1L)
                    .containsKey("modified feed");
            fails(work, "cvelist");
            on(mirror, "2026-01-30", "");
            fine(work, "nvd");
            assertThat(fetched(work, "cvelist"))
                    .as("a month")
                    .containsEntry("all CVEs", 1L)
                    .containsEntry("change log", 1L);

            SyncJob atOnce = new SyncJob(context("at once", mirror.address().toString()));
            atOnce.run(
                    atOnce.sources().stream()
                            .filter(source -> List.of("nvd", "cvelist").contains(source.name()))
                            .toList(),
                    atOnce.network(),
                    Extent.USUAL);
            assertThat(SimulationChecks.content(folder.resolve("home"), folder.resolve("at once")))
                    .isEmpty();
        }
    }

    private void on(Replay mirror, String day, String down) throws Exception {
        clock.set(Instant.parse(day + "T12:00:00Z"));
        mirror.moveTo(day);
        mirror.down(down);
    }

    private static void fine(JobWork work, String... names) throws Exception {
        for (String name : names) {
            assertThat(run(work, name).outcome()).as(name).isEqualTo(JobState.Outcome.DONE);
        }
    }

    private static void fails(JobWork work, String... names) throws Exception {
        for (String name : names) {
            assertThat(run(work, name).outcome()).as(name).isEqualTo(JobState.Outcome.FAILED);
        }
    }

    private Map<String, Long> fetched(JobWork work, String name) throws Exception {
        asked.clear();
        fine(work, name);
        return asked.stream()
                .flatMap(line -> SimulationChecks.file(name, line).stream())
                .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
    }
}
