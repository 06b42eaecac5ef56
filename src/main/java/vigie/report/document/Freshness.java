package vigie.report.document;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vigie.source.Sources;
import vigie.store.StatusQuery;

/**
 * How fresh what is held of a source is.
 *
 * @param source name of the source
 * @param success end of the last run in which nothing failed
 * @param records records held
 * @param stale whether it is too old to be relied on
 */
public record Freshness(String source, Optional<Instant> success, long records, boolean stale) {

    private static final Duration STALE = Duration.ofHours(36);

    /** All sources that were ever asked. */
    static List<Freshness> all(StatusQuery status, Instant now) {
        return Sources.names().stream()
                .map(name -> of(name, status.source(name), now))
                .filter(source -> source.success().isPresent() || source.records() > 0)
                .toList();
    }

    private static Freshness of(String name, StatusQuery.SourceState state, Instant now) {
        boolean fresh = state.success()
                .map(at -> Duration.between(at, now).compareTo(STALE) <= 0)
                .orElse(false);
        return new Freshness(name, state.success(), state.records(), !fresh);
    }
}
