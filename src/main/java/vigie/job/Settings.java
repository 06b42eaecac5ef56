package vigie.job;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
 * @param scoreSince CVEs published before this day have no score
 * @param threads how many threads train and score
 * @param feed where 'vigie up' publishes; empty for the folder "feed" in the home
 * @param attempts tries for a download
 * @param readTimeout longest silence within a download
 * @param lockWait how long to wait for another sync
 * @param staleness when a source is stale
 */
public record Settings(
        Optional<String> mirror,
        Optional<LocalDate> certfrSince,
        List<LocalDate> epssHistory,
        List<Path> evidenceFiles,
        LocalDate scoreSince,
        int threads,
        Optional<Path> feed,
        int attempts,
        Duration readTimeout,
        Duration lockWait,
        Staleness staleness) {

    /** The defaults. */
    public static final Settings DEFAULT = new Settings(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Scope.FIRST,
            Math.min(8, Runtime.getRuntime().availableProcessors()),
            Optional.empty(),
            6,
            Duration.ofSeconds(20),
            Duration.ofMinutes(10),
            Staleness.DEFAULT);

    /** The threads that train and score. */
    public Work work() {
        return new Work(threads);
    }
}
