package vigie.job;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.channel.ChannelSettings;
import vigie.model.Retention;
import vigie.model.Staleness;
import vigie.score.Scope;
import vigie.score.Work;

/**
 * What a configuration file may say; {@code docs/configuration.md} explains each key.
 *
 * @param mirror where to ask instead of the hosts
 * @param certfrSince publications older than this are not fetched; empty for two years back
 * @param epssHistory past days of EPSS scores to fetch beside the current one
 * @param evidenceFiles evidence files of the user's own
 * @param earlierFiles files of what sources held on earlier days
 * @param scoreSince CVEs published before this day have no score
 * @param threads how many threads train and score
 * @param feed where 'vigie up' publishes; empty for the folder "feed" in the home
 * @param attempts tries for a download
 * @param readTimeout longest silence within a download
 * @param lockWait how long to wait for another sync
 * @param staleness when a source is stale
 * @param schedule when 'vigie up' does what
 * @param jsonLog whether messages of a server are written as JSON, one object a line
 * @param retention how long what piles up is kept
 * @param channels how people are reached
 */
public record Settings(
        Optional<String> mirror,
        Optional<LocalDate> certfrSince,
        List<LocalDate> epssHistory,
        List<Path> evidenceFiles,
        List<Path> earlierFiles,
        LocalDate scoreSince,
        int threads,
        Optional<Path> feed,
        int attempts,
        Duration readTimeout,
        Duration lockWait,
        Staleness staleness,
        Schedule schedule,
        boolean jsonLog,
        Retention retention,
        ChannelSettings channels) {

    /**
     * When 'vigie up' does what.
     *
     * @param every time between two runs of a job, by its name, where it is not the usual one
     * @param zone the time zone of the times below
     * @param reconcileDay day of the week on which everything is read again
     * @param reconcileAt time of that
     * @param retrainAt time on the first of the month at which a model is trained
     * @param retrainHeap memory for that in MB
     */
    public record Schedule(
            Map<String, Duration> every,
            ZoneId zone,
            DayOfWeek reconcileDay,
            LocalTime reconcileAt,
            LocalTime retrainAt,
            int retrainHeap) {

        /** The defaults. */
        public static final Schedule DEFAULT =
                new Schedule(Map.of(), ZoneOffset.UTC, DayOfWeek.SUNDAY, LocalTime.of(3, 0), LocalTime.of(4, 0), 4096);
    }

    /** The defaults. */
    public static final Settings DEFAULT = new Settings(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            Scope.FIRST,
            Math.min(8, Runtime.getRuntime().availableProcessors()),
            Optional.empty(),
            6,
            Duration.ofSeconds(20),
            Duration.ofMinutes(10),
            Staleness.DEFAULT,
            Schedule.DEFAULT,
            false,
            Retention.DEFAULT,
            ChannelSettings.NONE);

    /** How long a download that was broken off may still be resumed. */
    Duration keptDownloads() {
        return Duration.ofDays(retention.downloads());
    }

    /** The threads that train and score. */
    public Work work() {
        return new Work(threads);
    }
}
