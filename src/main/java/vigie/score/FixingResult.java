package vigie.score;

import java.time.LocalDate;
import java.util.List;
import vigie.learn.metrics.Bootstrap.Interval;

/**
 * What became of the exploited CVEs of a list, had each rule decided what is fixed in a past period.
 *
 * @param first the day of the first round
 * @param end the last day on which exploitation counted
 * @param weeks how many rounds
 * @param perWeek how many CVEs were fixed in a round at most
 * @param outcome what counted as exploited
 * @param atFirst CVEs of the list that were open in the first round; those already known exploited were taken as dealt with
 * @param arrived CVEs of the list that came later
 * @param exploited CVEs of the list that became known exploited after the first round, by the end
 * @param unreachable of these, those that were in no round before: no rule could have fixed them in time
 * @param roundsWithEpss rounds for whose day EPSS scores are held; in fewer than all, there is no such rule
 * @param rules what became of them by each rule; none if none became exploited
 */
public record FixingResult(
        LocalDate first,
        LocalDate end,
        int weeks,
        int perWeek,
        Outcome outcome,
        int atFirst,
        int arrived,
        int exploited,
        int unreachable,
        int roundsWithEpss,
        List<ByRule> rules) {

    /** A rule about what is fixed first. */
    public enum Rule {
        /** Known exploited as of the day, then the highest score of a model of that time. */
        VIGIE,
        /** CVSS base score of 7 or more, the highest first. */
        CVSS,
        /** EPSS score of 0.1 or more, the highest first. */
        EPSS,
        /** Entries of CISA KEV, in no order. */
        KEV
    }

    /**
     * The outcome of a rule. Where CVEs tie, means over random orders: numbers need not be whole.
     *
     * @param fixes CVEs that were fixed in all rounds, exploited or not
     * @param inTime exploited CVEs that were fixed before exploitation was known
     * @param late exploited CVEs that were fixed after it was known, by the last round
     * @param missed share of the exploited CVEs that were not fixed before (0 to 1), with its 95 % interval (Wilson); not a number where
     *     none was exploited
     */
    public record ByRule(Rule rule, double fixes, double inTime, double late, Interval missed) {}

    /** How many exploited CVEs a rule missed: they were fixed too late or not at all. */
    public double missed(ByRule by) {
        return exploited - by.inTime();
    }
}
