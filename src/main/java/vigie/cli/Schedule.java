package vigie.cli;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import vigie.job.JobContext;
import vigie.job.JobEvent;
import vigie.job.JobListener;
import vigie.job.SettingsException;
import vigie.job.SilentListener;
import vigie.schedule.Daemon;
import vigie.schedule.JobList;
import vigie.schedule.JobRun;
import vigie.schedule.Retraining;
import vigie.store.JobState;
import vigie.store.Reader;
import vigie.store.SharedStore;
import vigie.store.Store;
import vigie.store.Writer;

/** The schedule of an installation, run by a command. */
final class Schedule implements AutoCloseable {

    private final Vigie vigie;
    private final SharedStore store;
    private final JobListener progress;
    private final Daemon daemon;

    /**
     * @param claim the claim to it, if this process has it already
     * @param progress told of each run that ends
     */
    Schedule(Vigie vigie, Optional<Store.Claim> claim, JobListener progress) {
        this.vigie = vigie;
        this.store = new SharedStore(vigie.store(vigie.home()));
        this.progress = progress;
        this.daemon =
                new Daemon(this::context, claim, retraining(vigie), this::tell, new SplittableRandom().nextLong());
    }

    /** Trains with the same program. */
    static Retraining retraining(Vigie vigie) {
        return new ChildTraining(vigie);
    }

    private JobContext context() {
        return vigie.jobs().with(store, new SilentListener());
    }

    private void tell(JobRun run) {
        new JobLog(vigie).tell(run);
        progress.on(new JobEvent.ScheduledJobEnded(run.job(), run.result().outcome(), run.time()));
    }

    /** Reads the configuration anew; a wrong one is refused, and the old one stays. */
    private void reload() {
        try {
            daemon.reload();
            vigie.console().say(vigie.messages().get("up.reloaded"));
        } catch (SettingsException e) {
            vigie.console().error(vigie.messages().get("up.notreloaded", e.sentence(vigie.messages())));
        } catch (Exit.WrongUse e) {
            vigie.console().error(vigie.messages().get("up.notreloaded", e.getMessage()));
        }
    }

    /**
     * SIGHUP asks for it, as of other servers. Java has no other way to a signal than {@code sun.misc.Signal}, which the module
     * jdk.unsupported keeps for want of one (JEP 260); by reflection, as the compiler warns of each use and cannot be told that this
     * one is meant. Where there is no such signal, as on Windows, the configuration is read at the start only.
     */
    private void listen() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object reloading = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, values) -> {
                        if (method.getName().equals("handle")) {
                            reload();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), reloading);
        } catch (ReflectiveOperationException e) {
            // There is none here, or Java was told to leave signals alone.
        }
    }

    /** All that scores and publishing are about was done outside the schedule, by a run that began at a moment. */
    static void finished(JobContext jobs, Instant started) throws InterruptedException {
        try (Reader reader = jobs.store().reader();
                Writer writer = jobs.writer()) {
            Stream.of(JobList.SCORE, JobList.PUBLISH).forEach(name -> {
                JobState known = reader.jobs().stream()
                        .filter(state -> state.name().equals(name))
                        .findFirst()
                        .orElse(JobState.fresh(name, started));
                Instant now = jobs.clock().instant();
                writer.keep(known.begun(now, Optional.empty()).ended(now, JobState.Outcome.DONE, false, ""));
            });
        }
    }

    void start() {
        listen();
        daemon.start();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
