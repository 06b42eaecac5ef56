package vigie.schedule;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vigie.job.RetentionJob;
import vigie.job.Settings;
import vigie.source.Asking;
import vigie.source.Source;

/** Which jobs there are, and when each is due. */
public final class JobList {

    /** The name of the job that brings scores up to date. */
    public static final String SCORE = "score";

    /** The name of the job that publishes them. */
    public static final String PUBLISH = "publish";

    /** The name of the job that trains a model. */
    public static final String RETRAIN = "retrain";

    /** The name of the job that reads everything again. */
    public static final String RECONCILE = "reconcile";

    /** After the name of a source, the job that asks for its listings, too. */
    static final String LISTINGS = "-listings";

    private static final String SCORES = "scores";
    private static final String TRAINING = "training";

    /** In the night, before what is done weekly and monthly. */
    private static final LocalTime RETENTION_AT = LocalTime.of(1, 30);

    private JobList() {}

    /** The jobs for some sources, these first, in the order in which they are shown. */
    public static List<Job> of(List<Source> sources, Settings.Schedule schedule) {
        List<Job> jobs = new ArrayList<>();
        for (Source source : sources) {
            Asking asking = source.asking();
            jobs.add(new Job(
                    source.name(),
                    Job.Kind.SOURCE,
                    Optional.of(cadence(source.name(), asking, schedule)),
                    Set.of(source.name())));
            asking.listings().ifPresent(every -> {
                String name = source.name() + LISTINGS;
                Duration interval = schedule.every().getOrDefault(name, every);
                jobs.add(new Job(
                        name, Job.Kind.LISTINGS, Optional.of(new Cadence.Every(interval)), Set.of(source.name())));
            });
        }
        ZoneId zone = schedule.zone();
        jobs.add(new Job(SCORE, Job.Kind.SCORE, Optional.empty(), Set.of(SCORES)));
        jobs.add(new Job(PUBLISH, Job.Kind.PUBLISH, Optional.empty(), Set.of(SCORES)));
        jobs.add(new Job(
                RETRAIN,
                Job.Kind.RETRAIN,
                Optional.of(new Cadence.Monthly(schedule.retrainAt(), zone)),
                Set.of(TRAINING)));
        jobs.add(new Job(
                RECONCILE,
                Job.Kind.RECONCILE,
                Optional.of(new Cadence.Weekly(schedule.reconcileDay(), schedule.reconcileAt(), zone)),
                sources.stream().map(Source::name).collect(Collectors.toSet())));
        jobs.add(new Job(
                RetentionJob.NAME,
                Job.Kind.RETENTION,
                Optional.of(new Cadence.Daily(RETENTION_AT, zone, Duration.ofHours(1))),
                Set.of(SCORES)));
        return List.copyOf(jobs);
    }

    private static Cadence cadence(String name, Asking asking, Settings.Schedule schedule) {
        Duration every = schedule.every().getOrDefault(name, asking.every());
        // The time of day is one of the source, not of this installation.
        return asking.dailyFrom()
                .<Cadence>map(from -> new Cadence.Daily(from, ZoneOffset.UTC, every))
                .orElseGet(() -> new Cadence.Every(every));
    }
}
