package vigie.explain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import vigie.model.BandRecord;
import vigie.model.Score;
import vigie.model.ScoreBand;
import vigie.text.Figures;
import vigie.text.Messages;

/**
 * Our score as a person reads it. A probability of 2.68 % says little: how it compares says more, and of a CVE that is known to
 * be exploited, that it is.
 */
public final class Standing {

    private static final BigDecimal LEAST = new BigDecimal("0.001");
    private static final BigDecimal PERCENT = new BigDecimal("0.01");
    private static final double HALF = 0.5;

    private final Messages words;
    private final Figures figures;

    /** @param messages the user's language */
    public Standing(Messages messages) {
        this.words = messages.explanations();
        this.figures = new Figures(words.locale());
    }

    /**
     * How a score compares: "top 0.1%", "lower half". The share is rounded up, one decimal below 1 %, and 0.1 % at least.
     *
     * @param percentile share of the CVEs that score lower or the same, 0 to 1
     */
    public String rank(double percentile) {
        if (percentile < HALF) {
            return words.get("rank.lower");
        }
        BigDecimal top = BigDecimal.ONE.subtract(new BigDecimal(Double.toString(percentile)));
        int digits = top.compareTo(PERCENT) <= 0 ? 1 : 0;
        BigDecimal share = top.max(LEAST).setScale(digits + 2, RoundingMode.CEILING);
        return words.get("rank.top", figures.share(share, digits));
    }

    /** The name of a band: "top 0.1%", "rest". */
    public String band(ScoreBand band) {
        return band == ScoreBand.REST
                ? words.get("rank.rest")
                : words.get(
                        "rank.top", figures.share(BigDecimal.valueOf(band.share()), band == ScoreBand.TOP_0_1 ? 1 : 0));
    }

    /** Which share of the CVEs that were exploited later a band held on past days; empty where that was not measured. */
    public Optional<String> held(ScoreBand band, Optional<BandRecord> past) {
        return past.flatMap(days -> days.held(band)
                .map(share -> words.get(
                        days.onlyKev() ? "rank.held.kev" : "rank.held", figures.percent(share), days.days())));
    }

    /** What comes first: that it is exploited, else how its score compares; empty if there is no score. */
    public Optional<String> first(boolean exploited, Optional<Double> percentile) {
        return exploited ? Optional.of(words.get("rank.exploited")) : percentile.map(this::rank);
    }

    /** The probability of a score, with how far the models lie apart if that is known: "2.5% (1.8% to 3.4%)". */
    public String chance(Score score) {
        String chance = figures.percent(score.probability());
        return score.spread()
                .map(apart ->
                        words.get("spread", chance, figures.percent(apart.lowest()), figures.percent(apart.highest())))
                .orElse(chance);
    }

    /**
     * Both in one line: "exploited (2.68%)", "top 0.1% (2.68%)"; the score alone where it has no percentile; empty if there is
     * neither.
     *
     * @param score our score, 0 to 1
     */
    public Optional<String> line(boolean exploited, Optional<Double> score, Optional<Double> percentile) {
        Optional<String> first = first(exploited, percentile);
        Optional<String> second = score.map(figures::percent);
        return first.isPresent() && second.isPresent()
                ? Optional.of(words.get("rank.score", first.get(), second.get()))
                : first.or(() -> second);
    }
}
