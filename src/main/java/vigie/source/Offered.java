package vigie.source;

import java.time.LocalDate;
import java.util.Optional;
import vigie.model.Observation;

/**
 * A version of a document that a source's list, log or setting names, as it travels in the stamp of its feed. What its
 * host does not have is asked for again at later runs as long as it is named, with growing pauses.
 *
 * @param version the version named
 * @param today the day of the run
 * @param tries how often its host did not have this version
 */
record Offered(String version, LocalDate today, int tries) {

    private static final String KEY = "absent.";
    private static final String BETWEEN = "|";
    private static final int LONGEST_PAUSE_DAYS = 64;

    /** The documents that are to be asked for now: those that were not there wait until their day. */
    static Optional<Offered> due(SyncState state, String queue, String ref, String version) {
        Optional<String[]> absent = state.mark(KEY + queue + "." + ref)
                .map(mark -> mark.split("\\|"))
                .filter(parts -> parts.length == 3 && parts[0].equals(version));
        // A day that is farther off than the longest pause is of a clock that was wrong.
        boolean waits = absent.map(parts -> LocalDate.parse(parts[2]))
                .filter(day ->
                        day.isAfter(state.today()) && !day.isAfter(state.today().plusDays(LONGEST_PAUSE_DAYS)))
                .isPresent();
        int tries = absent.map(parts -> Integer.parseInt(parts[1])).orElse(0);
        return waits && !state.full() ? Optional.empty() : Optional.of(new Offered(version, state.today(), tries));
    }

    /** What a feed's stamp holds; a stamp that is a version only is of a run long after it. */
    static Offered in(Feed feed) {
        String[] parts = feed.stamp().split("\\|");
        return parts.length == 3
                ? new Offered(parts[0], LocalDate.parse(parts[1]), Integer.parseInt(parts[2]))
                : new Offered(feed.stamp(), LocalDate.MAX, 0);
    }

    String stamp() {
        return version + BETWEEN + today + BETWEEN + tries;
    }

    /** The first day on which it is asked for again where it is not there now: pauses of 1, 2, 4 … 64 days. */
    LocalDate next() {
        return today.equals(LocalDate.MAX)
                ? today
                : today.plusDays(Math.min(LONGEST_PAUSE_DAYS, 1 << Math.min(tries, 6)));
    }

    /** What {@link #due} finds at later runs. */
    Observation.Mark absent(String queue, String ref) {
        return new Observation.Mark(KEY + queue + "." + ref, version + BETWEEN + (tries + 1) + BETWEEN + next());
    }
}
