package vigie.schedule;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vigie.channel.Channels;
import vigie.job.JobContext;
import vigie.job.JobFailure;
import vigie.job.Settings;
import vigie.job.SyncJob;
import vigie.outbox.Outbox;
import vigie.outbox.WatchedLists;
import vigie.store.JobState;
import vigie.store.Reader;
import vigie.store.Store;
import vigie.store.StoreException;
import vigie.store.Watch;
import vigie.store.Writer;

/**
 * Runs the jobs of a home when they are due, until it is stopped. Of several processes on one home, the one that claimed its
 * schedule works; another one takes over when that one ends.
 */
public final class Daemon implements AutoCloseable {

    /** The clock may jump, and another process may ask for a job: both are noticed within this time. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** How often a process that does not work looks whether it may. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(5);

    /** What has not ended then is broken off: what it was writing is undone by the database, and done again. */
    private static final Duration STOPPING = Duration.ofSeconds(8);

    /** The pause after the last job. */
    private static final Duration QUIET = Duration.ofSeconds(30);

    /** Of what Java has taken for the heap, in bytes. */
    private static final long MUCH_MEMORY = 200L << 20;

    /** The name under which troubles of the schedule itself are told. */
    private static final String SCHEDULE = "schedule";

    /** The name under which troubles of what people are told are told themselves. */
    private static final String ALERTS = "alerts";

    private final Supplier<JobContext> configuration;
    private final Retraining retraining;
    private final Consumer<JobRun> told;
    private final long seed;
    private final Waiting waiting;
    private final Thread thread;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread worker = new Thread(work, "job");
        worker.setDaemon(true);
        return worker;
    });
    private JobContext context;
    private JobWork work;
    private Optional<Board> board = Optional.empty();
    private Optional<Store.Claim> claim;
    private Outbox.Setup setup;
    private Optional<Outbox> outbox = Optional.empty();
    private boolean stopped;

    /** When memory is looked at; at the beginning, what filled the home has just ended. */
    private Optional<Long> lookAt = Optional.of(System.nanoTime() + QUIET.toNanos());

    /** How the thread of a schedule spends the time until something is due. */
    interface Waiting {

        /**
         * Waits, but not so long that a clock that jumps goes unnoticed.
         *
         * @param lock held by the caller; a job that ends notifies it
         * @param now the present
         * @param due when the next job is due that does not run; empty if all wait for others
         * @param idle whether nothing runs
         */
        void pass(Object lock, Instant now, Optional<Instant> due, boolean idle) throws InterruptedException;
    }

    /** Waits in real time. */
    static void waitOn(Object lock, Instant now, Optional<Instant> due) throws InterruptedException {
        long left = due.map(at -> Duration.between(now, at).toMillis())
                .filter(millis -> millis > 0)
                .orElse(LOOK.toMillis());
        lock.wait(Math.min(left, LOOK.toMillis()));
    }

    /**
     * A daemon that does not run yet.
     *
     * @param configuration the settings as they are now, with a store that jobs share
     * @param claim the claim to the schedule, if this process has it already
     * @param retraining trains in a process of its own
     * @param told of each run when it has ended, by several threads
     * @param seed a number of this process, for the jitter
     */
    public Daemon(
            Supplier<JobContext> configuration,
            Optional<Store.Claim> claim,
            Retraining retraining,
            Consumer<JobRun> told,
            long seed) {
        this(configuration, claim, retraining, told, seed, (lock, now, due, idle) -> waitOn(lock, now, due));
    }

    /** The same with another way to let time pass, as a simulation has it. */
    Daemon(
            Supplier<JobContext> configuration,
            Optional<Store.Claim> claim,
            Retraining retraining,
            Consumer<JobRun> told,
            long seed,
            Waiting waiting) {
        this.waiting = waiting;
        this.configuration = configuration;
        this.claim = claim;
        this.retraining = retraining;
        this.told = told;
        this.seed = seed;
        this.context = configuration.get();
        this.work = new JobWork(context, retraining);
        this.setup = delivery(context.settings(), context.clock());
        this.thread = new Thread(this::live, "schedule");
        thread.setDaemon(true);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /**
     * Reads the configuration anew; jobs that run go on with the old one.
     *
     * @throws vigie.job.SettingsException if it is wrong; the old one then stays
     */
    public synchronized void reload() {
        JobContext other = configuration.get();
        setup = delivery(other.settings(), other.clock());
        context = other;
        work = new JobWork(other, retraining);
        board.ifPresent(known -> known.replace(work.jobs(), other.clock().instant()));
        outbox.ifPresent(Outbox::wake);
        notifyAll();
    }

    private void live() {
        try {
            while (claim.isEmpty()) {
                claim = context.store().claimSchedule();
                if (claim.isEmpty()) {
                    Thread.sleep(TAKE_OVER.toMillis());
                }
            }
            begin();
            startOutbox();
            try (Watch watch = context.store().watch()) {
                long seen = -1;
                while (!stopped()) {
                    long version = watch.version();
                    if (version != seen) {
                        lookForChanges();
                        seen = version;
                    }
                    step();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean stopped() {
        return stopped;
    }

    /** What was broken off left downloads; what was done otherwise, as by hand, counts. */
    private void begin() throws InterruptedException {
        while (board.isEmpty() && !stopped()) {
            try {
                new SyncJob(context, true).tidy();
                Board known = board();
                // From when jobs count is kept, too.
                keep(
                        context,
                        known.jobs().stream()
                                .map(job -> known.state(job.name()))
                                .toList());
                synchronized (this) {
                    board = Optional.of(known);
                }
            } catch (StoreException | IOException e) {
                told.accept(JobRun.trouble(
                        SCHEDULE,
                        String.valueOf(e.getMessage()),
                        context.clock().instant()));
                Thread.sleep(TAKE_OVER.toMillis());
            }
        }
    }

    /** What concerns people is told by the process that runs the schedule. */
    private synchronized void startOutbox() {
        if (!stopped) {
            Clock clock = context.clock();
            Consumer<String> trouble = why -> told.accept(JobRun.trouble(ALERTS, why, clock.instant()));
            Outbox starting = new Outbox(
                    context.store(),
                    clock,
                    new WatchedLists(clock, () -> settings().staleness(), trouble),
                    this::delivery,
                    trouble);
            starting.start();
            outbox = Optional.of(starting);
        }
    }

    private synchronized Settings settings() {
        return context.settings();
    }

    private synchronized Outbox.Setup delivery() {
        return setup;
    }

    private static Outbox.Setup delivery(Settings settings, Clock clock) {
        return new Outbox.Setup(Channels.of(settings.channels(), System.getenv(), clock)::of, settings.lockWait());
    }

    private Board board() {
        try (Reader reader = context.store().reader()) {
            return board(reader, work.jobs(), seed, context.clock().instant());
        }
    }

    /**
     * What a database says of the jobs. A source counts as asked by whoever asked it last.
     *
     * @param seed of the process that would run them
     */
    public static Board board(Reader reader, List<Job> jobs, long seed, Instant now) {
        Board board = new Board(jobs, reader.jobs(), seed, now);
        reader.status()
                .moments()
                .forEach((source, moments) -> moments.success()
                        .ifPresent(at -> board.job(source)
                                .filter(job -> job.cadence().orElseThrow() instanceof Cadence.Every)
                                .ifPresent(job -> board.succeeded(source, at))));
        reader.status().lastChanging().ifPresent(board::changed);
        return board;
    }

    /** Another process may have synchronised. */
    private void lookForChanges() {
        try (Reader reader = context.store().reader()) {
            Optional<Instant> changed = reader.status().lastChanging();
            synchronized (this) {
                changed.ifPresent(board.orElseThrow()::changed);
            }
        } catch (StoreException e) {
            // Who reads it next says so.
        }
    }

    private synchronized void step() throws InterruptedException {
        Board known = board.orElseThrow();
        Instant now = context.clock().instant();
        Requests requests = new Requests(context.home());
        requests.take().stream().filter(name -> known.job(name).isPresent()).forEach(known::ask);
        for (Job job : known.startable(now)) {
            JobState begun = known.begin(job, now);
            threads.execute(() -> run(job, begun));
        }
        giveBack(known.idle());
        waiting.pass(this, now, known.wake(now), known.idle());
    }

    /**
     * Scoring everything takes some hundreds of megabytes, which Java keeps once it has them unless it is asked to look. Asked when
     * nothing has run for a while, as what reads the database anew after changes needs memory, too; and only if there is much.
     */
    private void giveBack(boolean idle) {
        if (!idle) {
            lookAt = Optional.of(System.nanoTime() + QUIET.toNanos());
        } else if (lookAt.filter(at -> System.nanoTime() - at > 0).isPresent()) {
            lookAt = Optional.empty();
            if (Runtime.getRuntime().totalMemory() > MUCH_MEMORY) {
                System.gc();
            }
        }
    }

    private void run(Job job, JobState begun) {
        JobContext with;
        JobWork doing;
        synchronized (this) {
            with = context;
            doing = work;
        }
        long from = System.nanoTime();
        Result result;
        try {
            keep(with, List.of(begun));
            result = attempt(job, doing);
        } catch (StoreException e) {
            result = Result.failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        JobRun run = run(begun, from, result);
        try {
            keep(with, ended(job, with.clock(), result));
        } catch (StoreException e) {
            told.accept(JobRun.trouble(
                    SCHEDULE, String.valueOf(e.getMessage()), with.clock().instant()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        told.accept(run);
    }

    private static JobRun run(JobState begun, long from, Result result) {
        return new JobRun(
                begun.name(),
                begun.started().orElseThrow(),
                Duration.ofNanos(System.nanoTime() - from),
                result,
                begun.caughtUp()
                        .filter(made ->
                                begun.started().filter(made.at()::equals).isPresent()));
    }

    /**
     * Runs one job in this thread, for a process that has claimed the schedule and runs nothing else of it.
     *
     * @param context with a store that jobs share
     * @throws InterruptedException if the thread is asked to stop
     */
    public static JobRun once(JobContext context, JobWork work, Job job) throws InterruptedException {
        Board board;
        try (Reader reader = context.store().reader()) {
            board = board(reader, work.jobs(), 0, context.clock().instant());
        }
        JobState begun = board.begin(job, context.clock().instant());
        long from = System.nanoTime();
        keep(context, List.of(begun));
        JobRun run = run(begun, from, attempt(job, work));
        keep(context, end(board, job, context.clock(), run.result()));
        return run;
    }

    private static Result attempt(Job job, JobWork doing) throws InterruptedException {
        try {
            return doing.run(job);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return Result.failed(e instanceof Exception known ? reason(known) : e.toString());
        }
    }

    private static String reason(Exception e) {
        String sentence = JobFailure.of(e) instanceof JobFailure.Other other ? other.message() : e.getMessage();
        return sentence == null || sentence.equals("null") ? e.toString() : sentence;
    }

    /** The writer is not kept while a job runs that does not write, so that others may. */
    private static void keep(JobContext with, List<JobState> states) throws InterruptedException {
        try (Writer writer = with.writer()) {
            states.forEach(writer::keep);
        }
    }

    private synchronized List<JobState> ended(Job job, Clock clock, Result result) {
        List<JobState> other = end(board.orElseThrow(), job, clock, result);
        notifyAll();
        return other;
    }

    /** Tells the board that a job has ended; returns the states that are other than before. */
    private static List<JobState> end(Board board, Job job, Clock clock, Result result) {
        List<JobState> before =
                board.jobs().stream().map(any -> board.state(any.name())).toList();
        board.end(job, clock.instant(), result);
        List<JobState> other = new ArrayList<>(
                board.jobs().stream().map(any -> board.state(any.name())).toList());
        other.removeAll(before);
        return other;
    }

    private synchronized Optional<Outbox> outbox() {
        return outbox;
    }

    /** Ends all jobs, and gives the schedule up; within ten seconds, whatever they do. */
    @Override
    public void close() {
        synchronized (this) {
            stopped = true;
            notifyAll();
        }
        thread.interrupt();
        threads.shutdownNow();
        long end = System.nanoTime() + STOPPING.toNanos();
        outbox().ifPresent(Outbox::close);
        try {
            threads.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        claim.ifPresent(Store.Claim::close);
    }
}
