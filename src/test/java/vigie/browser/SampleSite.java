package vigie.browser;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import vigie.finding.format.Formats;
import vigie.job.JobProgress;
import vigie.model.CveId;
import vigie.score.ModelStore;
import vigie.score.Scope;
import vigie.score.ScoreRunner;
import vigie.score.Work;
import vigie.ssvc.Assets;
import vigie.ssvc.Trees;
import vigie.store.Reader;
import vigie.testing.Sample;
import vigie.testing.Scores;
import vigie.testing.Seen;
import vigie.testing.TestHome;
import vigie.triage.Earlier;
import vigie.triage.Knowledge;
import vigie.triage.Ranking;
import vigie.triage.Triage;
import vigie.watch.WatchFile;
import vigie.watch.WatchLists;
import vigie.web.Server;
import vigie.web.ServerOptions;

/** A server on the sample inside the program, with scores, some past and records that mean no good. */
final class SampleSite implements AutoCloseable {

    private static final LocalDate DAY = Sample.DAY;
    private static final int PAST_DAYS = 12;

    private final TestHome home;
    private final Server server;
    private final List<String> trouble;

    private SampleSite(TestHome home, Server server, List<String> trouble) {
        this.home = home;
        this.server = server;
        this.trouble = trouble;
    }

    static SampleSite start() {
        TestHome home = TestHome.make();
        List<String> trouble = new CopyOnWriteArrayList<>();
        try {
            Sample.into(home.dir());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        epssOfThePast(home);
        score(home, DAY.minusDays(9));
        HostileRecords.into(home);
        score(home, DAY);
        findings(home);
        WatchLists.keep(
                home.writer(),
                WatchFile.read(
                        "products = [\"Fortinet FortiOS\", \"Linux\", \"Windows Server 2019\"]\n",
                        "sample",
                        "sample",
                        Instant.EPOCH,
                        0));
        home.writer().settle();
        return new SampleSite(
                home,
                Server.start(
                        home.dir(),
                        home.store(),
                        new ServerOptions("127.0.0.1", 0),
                        noon(DAY),
                        new JobProgress(),
                        trouble::add),
                trouble);
    }

    /** A run of findings with CVEs of the sample, of which some are in bad repute. */
    private static void findings(TestHome home) {
        StringBuilder report = new StringBuilder("host,cve,package,version,fixed\n");
        home.rows("SELECT id FROM cve ORDER BY id DESC LIMIT 40")
                .forEach(key -> report.append("web-")
                        .append(report.length() % 7)
                        .append(',')
                        .append(CveId.ofKey(Long.parseLong(key)))
                        .append(",openssl,3.0.1,3.0.13\n"));
        report.append("web-1,GHSA-jfh8-c2jp-5v3q,<b>log4j,2.0,\n");
        try (Reader reader = home.reader();
                Knowledge knowledge = new Knowledge(reader);
                Triage triage = new Triage(knowledge, Trees.usual(), Assets.NONE, DAY)) {
            Formats.reader()
                    .read(
                            "sample",
                            new ByteArrayInputStream(report.toString().getBytes(StandardCharsets.UTF_8)),
                            triage,
                            triage::read);
            Ranking ranking = triage.rank();
            for (int ago = 2; ago > 0; ago--) {
                home.writer()
                        .keep(
                                Earlier.kept(
                                        ranking,
                                        "sample",
                                        noon(DAY.minusDays(ago)).instant(),
                                        Optional.empty()),
                                Earlier.parts(ranking));
            }
        }
    }

    private static Clock noon(LocalDate day) {
        return Clock.fixed(day.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }

    /** Some scores rose within days, so that there are curves and rises. */
    private static void epssOfThePast(TestHome home) {
        Map<String, Double> now = new HashMap<>();
        home.rows("SELECT cve, score FROM epss").stream()
                .map(row -> row.split("\\|"))
                .forEach(row -> now.put(CveId.ofKey(Long.parseLong(row[0])).toString(), Double.parseDouble(row[1])));
        for (int ago = PAST_DAYS; ago > 0; ago -= 3) {
            double part = 1 - ago / (2.0 * PAST_DAYS);
            Map<String, Double> then = new HashMap<>();
            now.forEach((cve, score) -> then.put(cve, Math.round(score * part * 1e5) / 1e5));
            home.ingest(DAY.toString(), Seen.epss(DAY.minusDays(ago), then));
        }
    }

    /** With the model that came with the program, or made-up scores where none did. */
    private static void score(TestHome home, LocalDate day) {
        ModelStore models = new ModelStore(home.dir());
        if (models.inUse().isPresent()) {
            new ScoreRunner(home.store(), models.current().model(), Scope.FIRST, noon(day), new Work(2))
                    .all(home.writer());
        } else {
            List<String> cves = home.rows("SELECT id FROM cve").stream()
                    .map(key -> CveId.ofKey(Long.parseLong(key)).toString())
                    .toList();
            Scores.run(home.writer(), noon(day).instant(), day.toEpochDay(), cves, List.of());
        }
    }

    /** {@code http://127.0.0.1:PORT}. */
    String address() {
        return "http://127.0.0.1:" + server.port();
    }

    Path home() {
        return home.dir();
    }

    /** What the server said to whoever runs it. */
    List<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        server.close();
        home.close();
    }
}
