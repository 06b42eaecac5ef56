package vigie.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vigie.source.Sources;
import vigie.store.StatusQuery;

/**
 * How fresh a source is.
 *
 * @param name name of the source
 * @param state what is held of it
 * @param age since the last run in which nothing failed
 */
public record SourceLine(String name, StatusQuery.SourceState state, Optional<Duration> age) {

    private static final Duration STALE = Duration.ofHours(36);

    /** All sources. */
    static List<SourceLine> all(StatusQuery status, Instant now) {
        return Sources.names().stream()
                .map(name -> of(name, status.source(name), now))
                .toList();
    }

    private static SourceLine of(String name, StatusQuery.SourceState state, Instant now) {
        return new SourceLine(name, state, state.success().map(at -> Duration.between(at, now)));
    }

    /** Whether it is too old to be relied on. */
    public boolean stale() {
        return age.map(a -> a.compareTo(STALE) > 0).orElse(true);
    }
}
