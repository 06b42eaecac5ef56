package vigie.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.source.Sources;
import vigie.web.site.SourceStates;

/**
 * How fresh a source is.
 *
 * @param name name of the source
 * @param age since the last run in which nothing failed; empty if there was none
 */
public record SourceAge(String name, Optional<Duration> age) {

    /** All sources, given when each was last read without a failure. */
    static List<SourceAge> all(Map<String, Instant> successes, Instant now) {
        return Sources.names().stream()
                .map(name -> of(name, Optional.ofNullable(successes.get(name)), now))
                .toList();
    }

    static SourceAge of(String name, Optional<Instant> success, Instant now) {
        return new SourceAge(name, success.map(at -> Duration.between(at, now)));
    }

    /** Whether it is too old to be relied on. */
    public boolean stale() {
        return age.map(a -> a.compareTo(SourceStates.STALE) > 0).orElse(true);
    }
}
