package vigie.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vigie.fetch.DownloadFolder;
import vigie.fetch.Fetcher;
import vigie.fetch.HttpFetcher;
import vigie.fetch.LocalFiles;
import vigie.fetch.Retry;
import vigie.job.JobProgress;
import vigie.source.Source;
import vigie.source.Sources;
import vigie.store.RunAccount;
import vigie.store.Store;
import vigie.store.WriteLock;
import vigie.sync.Progress;
import vigie.sync.SourceReport;
import vigie.sync.Syncer;

/** Runs a synchronisation for a command and tells how it went. */
final class SyncRunner {

    private final Vigie vigie;
    private final Console console;
    private final Settings settings;
    private final Path home;
    private final JobProgress pages;
    private long changesBefore;

    SyncRunner(Vigie vigie, Path home) {
        this(vigie, home, new JobProgress());
    }

    /** @param pages told how it goes on, beside the terminal */
    SyncRunner(Vigie vigie, Path home, JobProgress pages) {
        this.pages = pages;
        this.vigie = vigie;
        this.console = vigie.console();
        this.settings = vigie.settings();
        this.home = home;
    }

    /** Where bodies come from when it is not the sample. */
    Fetcher network() {
        Retry retry = new Retry(
                Math.max(1, settings.attempts()),
                Retry.DEFAULT.firstDelay(),
                Retry.DEFAULT.longestDelay(),
                Retry.DEFAULT.connectTimeout(),
                settings.readTimeout());
        Path downloads = home.resolve("downloads");
        return new LocalFiles(
                new HttpFetcher(downloads, vigie.mirror(settings), retry, m -> {
                    if (vigie.verbose()) {
                        console.say(m);
                    }
                }),
                downloads);
    }

    /** All sources as the settings want them. */
    List<Source> sources() {
        LocalDate today = LocalDate.now(vigie.clock());
        return Sources.all(new Sources.Choices(
                settings.certfrSince().orElse(today.minusYears(2)), settings.epssHistory(), settings.evidenceFiles()));
    }

    /** The sources of those names; all if none is named. */
    List<Source> sources(List<String> names) {
        List<Source> all = sources();
        List<Source> chosen = new ArrayList<>();
        for (String name : names) {
            Optional<Source> source =
                    all.stream().filter(s -> s.name().equals(name)).findFirst();
            chosen.add(source.orElseThrow(() -> new WrongUse(vigie.messages()
                    .get(
                            "sync.unknown",
                            name,
                            String.join(", ", all.stream().map(Source::name).toList())))));
        }
        return chosen.isEmpty() ? all : chosen;
    }

    /** Synchronises; returns the exit status. */
    int run(List<Source> sources, Fetcher fetcher, Clock clock, boolean full) throws InterruptedException, IOException {
        long from = System.nanoTime();
        Path made = made();
        List<SourceReport> reports;
        try (WriteLock lock = WriteLock.take(made, settings.lockWait(), this::waiting);
                Store store = Store.open(made)) {
            changesBefore = store.lastChange();
            DownloadFolder.tidy(made.resolve("downloads"), Instant.now());
            Progress progress = new PageProgress(new SyncProgress(console, vigie.messages(), vigie.verbose()), pages);
            reports = new Syncer(store, new Syncer.Surroundings(fetcher, progress, clock)).run(sources, full);
        }
        return tell(reports, Duration.ofNanos(System.nanoTime() - from));
    }

    /** The last change before the run, to tell what is news. */
    long changesBefore() {
        return changesBefore;
    }

    private Path made() {
        Store.prepare(home);
        return home;
    }

    private void waiting(String holder) {
        console.say(vigie.messages().get("sync.waiting", holder));
    }

    private int tell(List<SourceReport> reports, Duration time) {
        long added = reports.stream().mapToLong(r -> r.tally().added()).sum();
        long changed = reports.stream().mapToLong(r -> r.tally().changed()).sum();
        String seconds = String.format(vigie.messages().locale(), "%.1f", time.toMillis() / 1000.0);
        console.say(vigie.messages().get("sync.total", seconds, added, changed));
        List<String> failed = reports.stream()
                .filter(r -> r.outcome() != RunAccount.Outcome.DONE)
                .map(SourceReport::source)
                .toList();
        if (!failed.isEmpty()) {
            console.error(vigie.messages().get("sync.failed", String.join(", ", failed)));
        }
        boolean nothing = reports.stream().allMatch(r -> r.feeds() + r.unchanged() == 0);
        return failed.isEmpty() ? Exit.DONE : nothing ? Exit.FAILED : Exit.PARTIAL;
    }
}
