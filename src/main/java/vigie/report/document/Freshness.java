package vigie.report.document;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vigie.model.Staleness;
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

    /** All sources that were ever asked. */
    static List<Freshness> all(StatusQuery status, Staleness staleness, Instant now) {
        return Sources.names().stream()
                .map(name -> {
                    StatusQuery.SourceState state = status.source(name);
                    boolean stale = staleness.stale(state.success(), now);
                    return new Freshness(name, state.success(), state.records(), stale);
                })
                .filter(source -> source.success().isPresent() || source.records() > 0)
                .toList();
    }
}
