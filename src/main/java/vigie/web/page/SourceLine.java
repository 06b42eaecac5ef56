package vigie.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.store.StatusQuery;

/**
 * A source in the list of all.
 *
 * @param fresh its name, and how fresh it is
 * @param state what is held of it
 */
public record SourceLine(SourceAge fresh, StatusQuery.SourceState state) {

    /** All sources. */
    static List<SourceLine> all(Map<String, StatusQuery.SourceState> states, Instant now) {
        return states.entrySet().stream()
                .map(entry -> new SourceLine(
                        SourceAge.of(entry.getKey(), entry.getValue().success(), now), entry.getValue()))
                .toList();
    }

    /** Name of the source. */
    public String name() {
        return fresh.name();
    }

    /** Since the last run in which nothing failed. */
    public Optional<Duration> age() {
        return fresh.age();
    }

    /** Whether it is too old to be relied on. */
    public boolean stale() {
        return fresh.stale();
    }
}
