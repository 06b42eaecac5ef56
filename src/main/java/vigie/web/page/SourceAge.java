package vigie.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.source.Sources;
import vigie.web.site.Site;

/**
 * How fresh a source is.
 *
 * @param name name of the source
 * @param age since the last run in which nothing failed; empty if there was none
 * @param stale whether it is too old to rely on
 */
public record SourceAge(String name, Optional<Duration> age, boolean stale) {

    /** All sources, given when each was last read without a failure. */
    static List<SourceAge> all(Map<String, Instant> successes, Site site) {
        return Sources.names().stream()
                .map(name -> of(name, Optional.ofNullable(successes.get(name)), site))
                .toList();
    }

    static SourceAge of(String name, Optional<Instant> success, Site site) {
        Instant now = site.now();
        return new SourceAge(
                name,
                success.map(at -> Duration.between(at, now)),
                site.staleness().stale(success, now));
    }
}
