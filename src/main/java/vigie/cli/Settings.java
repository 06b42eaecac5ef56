package vigie.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a configuration file may say; {@code docs/configuration.md} explains each key.
 *
 * @param mirror where to ask instead of the hosts
 * @param certfrSince publications older than this are not fetched; empty for two years back
 * @param epssHistory past days of EPSS scores to fetch beside the current one
 * @param evidenceFiles evidence files of the user's own
 * @param attempts tries for a download
 * @param readTimeout longest silence within a download
 * @param lockWait how long to wait for another sync
 * @param staleAfter age from which a source is called stale
 */
record Settings(
        Optional<String> mirror,
        Optional<LocalDate> certfrSince,
        List<LocalDate> epssHistory,
        List<Path> evidenceFiles,
        int attempts,
        Duration readTimeout,
        Duration lockWait,
        Duration staleAfter) {

    static final Settings DEFAULT = new Settings(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            6,
            Duration.ofSeconds(20),
            Duration.ofMinutes(10),
            Duration.ofHours(36));
}
