package vigie.web.site;

import java.util.List;
import java.util.Map;
import vigie.source.Sources;
import vigie.store.StatusQuery;

/**
 * What is held of all sources.
 *
 * @param sources their states by name
 * @param totals how much is held in all
 * @param bytes size of the database
 * @param problemCount how many records and files could not be used
 * @param problems the newest of them
 */
public record SourceStates(
        Map<String, StatusQuery.SourceState> sources,
        StatusQuery.Totals totals,
        long bytes,
        long problemCount,
        List<StatusQuery.Problem> problems) {

    private static final int PROBLEMS = 100;

    static SourceStates of(StatusQuery status) {
        return new SourceStates(
                status.sources(Sources.names()),
                status.totals(),
                status.bytes(),
                status.problemCount(),
                status.problems(PROBLEMS));
    }
}
