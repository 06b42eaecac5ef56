package vigie.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import vigie.facts.Freshness;
import vigie.fetch.Mirror;
import vigie.job.JobContext;
import vigie.job.JobEvent;
import vigie.job.Settings;
import vigie.job.SettingsReader;
import vigie.job.SilentListener;
import vigie.job.SyncJob;
import vigie.store.Reader;
import vigie.store.SharedStore;
import vigie.store.sqlite.SqliteStore;
import vigie.sync.Extent;
import vigie.testing.Replay;

/**
 * Lets days pass over a home that a {@link Daemon} keeps: the jobs, the work and the sources are those of {@code vigie up}, the sources
 * replayed as of a day that moves with the clock. While anything runs the clock goes as fast as time does; where nothing does it jumps to
 * the next moment at which something is due. Not real are training, of which nothing is done, and the changes of the clocks, which are
 * those of a zone made for the days; a download is tried twice only.
 */
final class Simulation implements AutoCloseable {

    /**
     * Days to live through, from midnight (UTC) of the first to half an hour before that of the last.
     *
     * @param recent whether the CVE List and NVD have CVEs of 2025 and later only
     * @param faults of the replay, see {@code serve.py}
     * @param zone that of the schedule
     * @param reconcileDay day of the week on which everything is read again, at half past two
     * @param suspensions moments from which on nothing runs for a day
     */
    record Plan(
            LocalDate first,
            int days,
            boolean recent,
            String faults,
            ZoneId zone,
            DayOfWeek reconcileDay,
            List<Instant> suspensions,
            List<Outage> outages) {

        Instant start() {
            return first.atTime(0, 10).toInstant(ZoneOffset.UTC);
        }

        Instant end() {
            return last().atTime(23, 30).toInstant(ZoneOffset.UTC);
        }

        LocalDate last() {
            return first.plusDays(days - 1L);
        }
    }

    /**
     * Hosts of a source that give no answer.
     *
     * @param prefixes of their addresses, without the scheme, separated by commas
     */
    record Outage(String source, String prefixes, Instant from, Instant until) {}

    /** A run of a job that has ended. */
    record Run(Job job, JobRun told) {

        Instant begun() {
            return told.started();
        }

        Instant end() {
            return told.started().plus(told.time());
        }
    }

    /** A request to a host. */
    record Asked(Instant at, String line) {}

    private record Event(Instant at, Action action) {}

    private interface Action {
        void run() throws IOException, InterruptedException;
    }

    /** A clock that jumps. */
    private static final class Jumping extends Clock {

        private volatile Duration ahead;

        Jumping(Instant now) {
            this.ahead = Duration.between(Instant.now(), now);
        }

        void to(Instant at) {
            ahead = Duration.between(Instant.now(), at);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("days are those of UTC");
        }
    }

    /** The pauses between attempts are real, and while a host is down for weeks there would be a thousand times six of them. */
    private static final int ATTEMPTS = 2;

    private final Plan plan;
    private final Path home;
    private final Replay replay;
    private final Jumping clock;
    private final Settings settings;
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<JobRun> told = Collections.synchronizedList(new ArrayList<>());
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final Map<Outage, List<String>> stale = new LinkedHashMap<>();
    private LocalDate day;

    private Simulation(Plan plan, Path home) throws IOException {
        this.plan = plan;
        this.home = home;
        this.replay = Replay.moving(plan.first(), plan.last(), plan.recent(), "--faults", plan.faults(), "--seed", "7");
        this.clock = new Jumping(plan.start());
        this.day = plan.first();
        this.settings = settings(plan, home);
        plan.suspensions().forEach(at -> events.add(new Event(at, () -> clock.to(at.plus(Duration.ofDays(1))))));
        for (Outage outage : plan.outages()) {
            events.add(new Event(outage.from(), () -> replay.down(down(outage.from()))));
            events.add(new Event(outage.until(), () -> {
                stale.put(outage, staleSources());
                replay.down(down(outage.until()));
            }));
        }
    }

    private static Settings settings(Plan plan, Path home) throws IOException {
        LocalDate first = plan.first();
        Path file = Files.createDirectories(home).resolve("config.toml");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "certfr.since = " + (plan.recent() ? first.minusMonths(2) : first.minusYears(2)),
                        "score.since = " + (plan.recent() ? first.minusMonths(1) : LocalDate.of(2025, 1, 1)),
                        "http.attempts = " + ATTEMPTS,
                        "[schedule]",
                        "zone = '" + plan.zone() + "'",
                        "reconcile-day = '" + plan.reconcileDay().toString().toLowerCase(Locale.ROOT) + "'",
                        "reconcile-at = '02:30'",
                        "retrain-at = '04:00'",
                        ""));
        return SettingsReader.read(Optional.of(file), file);
    }

    /** Lives through the days, in real time where anything runs. */
    static Simulation run(Plan plan, Path home) throws IOException, InterruptedException {
        Simulation simulation = new Simulation(plan, home);
        simulation.live();
        return simulation;
    }

    private void live() throws IOException, InterruptedException {
        JobContext context = context(home, clock);
        new SyncJob(context).createDatabase();
        try (Daemon daemon =
                new Daemon(() -> context, Optional.empty(), with -> Result.done(0), told::add, 7, this::pass)) {
            daemon.start();
            over.await();
        }
        replay.faults("");
    }

    private JobContext context(Path of, Clock when) {
        SilentListener listener = new SilentListener() {
            @Override
            public void on(JobEvent event) {
                if (event instanceof JobEvent.Requested request) {
                    asked.add(new Asked(when.instant(), request.line()));
                }
            }
        };
        return new JobContext(
                of,
                new SharedStore(SqliteStore.at(of)),
                settings,
                new Mirror(Optional.of(URI.create(replay.address().toString()))),
                when,
                listener);
    }

    /** Where nothing runs, the clock jumps to the next moment at which something is due or happens. */
    private void pass(Object lock, Instant now, Optional<Instant> due, boolean idle) throws InterruptedException {
        moveReplay();
        if (!now.isBefore(plan.end()) && idle) {
            over.countDown();
            lock.wait(1000);
        } else if (!idle) {
            Daemon.waitOn(lock, now, due);
        } else if (due.filter(at -> !at.isAfter(now)).isEmpty()) {
            Instant midnight = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            Instant next = due.filter(midnight::isAfter).orElse(midnight);
            next = next.isBefore(plan.end()) ? next : plan.end();
            Event event = events.peek();
            if (event != null && !event.at().isAfter(next)) {
                events.remove();
                clock.to(event.at().isAfter(now) ? event.at() : now);
                moveReplay();
                act(event.action());
            } else {
                clock.to(next);
            }
            moveReplay();
        }
    }

    private static void act(Action action) throws InterruptedException {
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void moveReplay() throws InterruptedException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            act(() -> replay.moveTo(today.toString()));
        }
    }

    private String down(Instant at) {
        return String.join(
                ",",
                plan.outages().stream()
                        .filter(outage -> !at.isBefore(outage.from()) && at.isBefore(outage.until()))
                        .map(Outage::prefixes)
                        .toList());
    }

    private List<String> staleSources() {
        try (Reader reader = SqliteStore.at(home).reader()) {
            return Freshness.of(reader, settings.staleness(), clock.instant()).stale().stream()
                    .map(Freshness.Line::name)
                    .toList();
        }
    }

    /** Fills another home on the last day, without faults. */
    void fillAtOnce(Path other) throws IOException, InterruptedException {
        SyncJob sync = new SyncJob(context(other, Clock.fixed(plan.end(), ZoneOffset.UTC)));
        sync.run(sync.sources(), sync.network(), Extent.USUAL);
    }

    /** The jobs, as the daemon had them. */
    List<Job> jobs() {
        return new JobWork(context(home, clock), with -> Result.done(0)).jobs();
    }

    /** All runs in the order of their beginnings. */
    List<Run> runs() {
        Map<String, Job> jobs = new LinkedHashMap<>();
        jobs().forEach(job -> jobs.put(job.name(), job));
        return List.copyOf(told).stream()
                .filter(run -> jobs.containsKey(run.job()))
                .map(run -> new Run(jobs.get(run.job()), run))
                .sorted(Comparator.comparing(Run::begun))
                .toList();
    }

    /** What was told that is no run: trouble of the schedule itself. */
    List<String> trouble() {
        return List.copyOf(told).stream()
                .filter(run -> run.job().equals("schedule"))
                .map(run -> run.started() + " " + run.result().detail())
                .toList();
    }

    /** What the hosts were asked for in a time. */
    List<String> asked(Instant from, Instant until) {
        return List.copyOf(asked).stream()
                .filter(request -> !request.at().isBefore(from) && request.at().isBefore(until))
                .map(request -> request.line())
                .toList();
    }

    /** How many requests were made. */
    int requests() {
        return asked.size();
    }

    /** Which sources were stale at the end of an outage. */
    List<String> staleAtTheEnd(Outage outage) {
        return stale.getOrDefault(outage, List.of());
    }

    Path home() {
        return home;
    }

    Plan plan() {
        return plan;
    }

    @Override
    public void close() throws InterruptedException {
        replay.close();
    }
}
