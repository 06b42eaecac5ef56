package vigie.sync;

import java.time.Duration;
import vigie.store.RunAccount;
import vigie.store.Tally;

/**
 * The result of one source.
 *
 * @param source its name
 * @param outcome how it ended
 * @param feeds feeds read
 * @param unchanged feeds that had not changed
 * @param tally records
 * @param error the first failure, for a person; empty if none
 * @param time how long it took
 */
public record SourceReport(
        String source,
        RunAccount.Outcome outcome,
        int feeds,
        int unchanged,
        Tally tally,
        String error,
        Duration time) {}
