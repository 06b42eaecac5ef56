package vigie.score;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The predictions of one day.
 *
 * @param origin the day
 * @param outcomes for each CVE of the pool the days until its outcome, {@link Integer#MAX_VALUE} without one
 * @param ages for each CVE its age in days
 * @param bare for each CVE whether its records named neither a CVSS assessment nor a product
 * @param scores for each ranking the score of each CVE; those that are probabilities are for 30 days
 */
record Forecast(LocalDate origin, int[] outcomes, int[] ages, boolean[] bare, Map<String, double[]> scores) {

    /** Younger CVEs had no time to gather evidence. */
    static final int YOUNG = 30;

    /** The same for the CVEs of a group. */
    Forecast of(Evaluation.Group group) {
        if (group == Evaluation.Group.ALL) {
            return this;
        }
        int[] chosen =
                IntStream.range(0, ages.length).filter(i -> within(i, group)).toArray();
        Map<String, double[]> some = new java.util.LinkedHashMap<>();
        scores.forEach((name, all) ->
                some.put(name, Arrays.stream(chosen).mapToDouble(i -> all[i]).toArray()));
        return new Forecast(origin, pick(outcomes, chosen), pick(ages, chosen), pick(bare, chosen), some);
    }

    private boolean within(int cve, Evaluation.Group group) {
        return switch (group) {
            case ALL -> true;
            case YOUNG -> ages[cve] < YOUNG;
            case BARE -> bare[cve];
        };
    }

    private static boolean[] pick(boolean[] values, int[] chosen) {
        boolean[] picked = new boolean[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            picked[i] = values[chosen[i]];
        }
        return picked;
    }

    private static int[] pick(int[] values, int[] chosen) {
        return Arrays.stream(chosen).map(i -> values[i]).toArray();
    }

    /** 1 for each CVE with the outcome in the days after the origin. */
    float[] labels(int horizon) {
        float[] labels = new float[outcomes.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = outcomes[i] <= horizon ? 1 : 0;
        }
        return labels;
    }

    int positives(int horizon) {
        return (int) Arrays.stream(outcomes).filter(days -> days <= horizon).count();
    }

    int size() {
        return outcomes.length;
    }

    /** Forecasts of several days, concatenated. */
    static Forecast together(List<Forecast> all) {
        Map<String, double[]> scores = new java.util.LinkedHashMap<>();
        for (String name : all.get(0).scores().keySet()) {
            if (all.stream().allMatch(f -> f.scores().containsKey(name))) {
                scores.put(
                        name,
                        all.stream()
                                .flatMapToDouble(f -> Arrays.stream(f.scores().get(name)))
                                .toArray());
            }
        }
        return new Forecast(
                all.get(0).origin(),
                all.stream().flatMapToInt(f -> Arrays.stream(f.outcomes())).toArray(),
                all.stream().flatMapToInt(f -> Arrays.stream(f.ages())).toArray(),
                joined(all),
                scores);
    }

    private static boolean[] joined(List<Forecast> all) {
        boolean[] joined = new boolean[all.stream().mapToInt(Forecast::size).sum()];
        int at = 0;
        for (Forecast one : all) {
            System.arraycopy(one.bare, 0, joined, at, one.size());
            at += one.size();
        }
        return joined;
    }
}
