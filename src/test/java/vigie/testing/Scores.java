package vigie.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import vigie.model.Contribution;
import vigie.model.CveId;
import vigie.model.Exploited;
import vigie.model.Score;
import vigie.model.Spread;
import vigie.store.ScoreRun;
import vigie.store.ScoreWriter;
import vigie.store.Writer;

/** Scores made up from a seed: the same seed always gives the same. */
public final class Scores {

    public static final String MODEL = "test-model";

    private static final String[] FAMILIES = {"C:CPE_VENDOR:ACME_", "T:NP:WORDS_OF_", "N:COUNT_OF_"};

    private Scores() {}

    /** The score of a CVE, with sixty contributions that add up; every fiftieth CVE is known to be exploited. */
    public static Score of(CveId cve, long seed, Instant updated) {
        Random random = new Random(seed * 1_000_003 + cve.key());
        List<Contribution> all = new ArrayList<>();
        double bias = -5.25;
        double margin = bias;
        for (int i = 0; i < 60; i++) {
            String name = FAMILIES[i % FAMILIES.length] + (i * 7 + random.nextInt(7));
            double value = i % 3 == 2 ? random.nextInt(80) / 2.0 : random.nextInt(2);
            double logOdds = random.nextGaussian() * 2 / (i + 1);
            all.add(new Contribution(name, i == 5 ? Double.NaN : value, logOdds));
            margin += logOdds;
        }
        Optional<Exploited> known = random.nextInt(50) == 0
                ? Optional.of(new Exploited(LocalDate.of(2024, 4, 12), List.of("cisa-kev", "eu-kev")))
                : Optional.empty();
        return Score.of(
                cve,
                MODEL,
                LocalDate.of(2026, 1, 30),
                margin,
                1 / (1 + Math.exp(-margin)),
                spread(margin),
                random.nextDouble(),
                bias,
                all,
                known,
                updated);
    }

    private static Optional<Spread> spread(double margin) {
        return Optional.of(Spread.of(1 / (1 + Math.exp(0.4 - margin)), 1 / (1 + Math.exp(-0.3 - margin))));
    }

    /** A score of a model and a day that nothing explains. */
    public static Score plain(CveId cve, String model, LocalDate day, double probability, double percentile) {
        Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return Score.of(
                cve, model, day, 0, probability, Optional.empty(), percentile, 0, List.of(), Optional.empty(), at);
    }

    /** A run at a moment that scores CVEs with a seed, and lets others go. */
    public static ScoreRun run(Writer store, Instant at, long seed, List<String> scored, List<String> gone) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        try (ScoreWriter writer = store.scores(at)) {
            scored.forEach(cve -> writer.put(of(CveId.of(cve), seed, at)));
            gone.forEach(cve -> writer.gone(CveId.of(cve), day));
            return writer.finish(at.plusSeconds(1), MODEL, day, ScoreRun.Kind.ALL, 0);
        }
    }
}
