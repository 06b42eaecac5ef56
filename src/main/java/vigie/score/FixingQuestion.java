package vigie.score;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A trial of rules about what is fixed first: in each week of a past period, the first so many CVEs of a list are fixed.
 *
 * @param first the day of the first round
 * @param weeks how many rounds, a week apart; the period ends a week after the last one
 * @param perWeek how many CVEs are fixed in a round, at least 1
 * @param outcome what counts as exploited
 * @param publishedSince CVEs published before this day are left out
 * @param epssDays days of which the database holds EPSS scores of all CVEs
 */
public record FixingQuestion(
        LocalDate first,
        int weeks,
        int perWeek,
        Outcome outcome,
        LocalDate publishedSince,
        List<LocalDate> epssDays,
        long seed) {

    /** Refuses a period without rounds, and rounds in which nothing is fixed. */
    public FixingQuestion {
        if (weeks < 1 || perWeek < 1) {
            throw new IllegalArgumentException("weeks " + weeks + ", per week " + perWeek);
        }
        epssDays = List.copyOf(epssDays);
    }

    /** The days of the rounds. */
    public List<LocalDate> rounds() {
        return IntStream.range(0, weeks).mapToObj(first::plusWeeks).toList();
    }

    /** The last day on which exploitation counts. */
    public LocalDate end() {
        return first.plusWeeks(weeks);
    }
}
