package vigie.score;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import vigie.learn.SparseRows;
import vigie.learn.metrics.Proportion;
import vigie.model.CveId;
import vigie.model.Dossier;
import vigie.score.FixingResult.ByRule;
import vigie.score.FixingResult.Rule;

/**
 * Tries rules about what is fixed first on a past period: each decides with what was known on the day of a round. Which CVEs concern a
 * list is taken as it is known now.
 */
public final class FixingTrial {

    /** A CVSS base score from which on a rule fixes. */
    static final double LEAST_CVSS = 7;

    /** An EPSS score from which on a rule fixes. */
    static final double LEAST_EPSS = 0.1;

    /** A model serves so many rounds, about the month after which the product trains anew. */
    private static final int ROUNDS_OF_MODEL = 4;

    private static final String KEV = "kev";

    private final Corpus corpus;
    private final Trainer trainer;
    private final Work work;
    private final Consumer<LocalDate> progress;

    /** @param progress receives the day of each model before it is trained */
    public FixingTrial(Corpus corpus, Work work, Consumer<LocalDate> progress) {
        this.corpus = corpus;
        this.trainer = new Trainer(corpus, work);
        this.work = work;
        this.progress = progress;
    }

    /** A CVE of the list. */
    private record Listed(Dossier dossier, int arrival, Optional<LocalDate> exploited) {}

    /**
     * Runs the trial.
     *
     * @param list the CVEs of a list, any that the database does not hold among them
     * @throws InsufficientDataException if there is too little training data by the first round
     */
    public FixingResult run(FixingQuestion question, Set<CveId> list) {
        List<LocalDate> rounds = question.rounds();
        List<Listed> listed = corpus.dossiers().stream()
                .filter(dossier -> list.contains(dossier.id()))
                .flatMap(dossier -> listed(dossier, question).stream())
                .toList();
        int[] deadlines = listed.stream()
                .mapToInt(one -> one.exploited()
                        .map(day -> (int)
                                rounds.stream().filter(r -> r.isBefore(day)).count())
                        .orElse(Integer.MAX_VALUE))
                .toArray();
        int[] arrivals = listed.stream().mapToInt(Listed::arrival).toArray();
        int exploited = (int)
                Arrays.stream(deadlines).filter(d -> d != Integer.MAX_VALUE).count();
        int unreachable = (int) IntStream.range(0, deadlines.length)
                .filter(i -> deadlines[i] != Integer.MAX_VALUE && arrivals[i] >= deadlines[i])
                .count();
        FixingSimulation simulation = new FixingSimulation(question.perWeek(), arrivals, deadlines, question.seed());
        List<ByRule> rules = new ArrayList<>();
        // Without an outcome there is nothing to compare, for which models would be trained for minutes.
        Map<Rule, double[][]> decided = exploited == 0 ? Map.of() : ranks(question, rounds, listed);
        decided.forEach((rule, ranks) -> {
            FixingSimulation.Counts counts = simulation.run(ranks);
            rules.add(new ByRule(
                    rule,
                    counts.fixes(),
                    counts.inTime(),
                    counts.late(),
                    Proportion.wilson(exploited - counts.inTime(), exploited)));
        });
        return new FixingResult(
                question.first(),
                question.end(),
                question.weeks(),
                question.perWeek(),
                question.outcome(),
                (int) Arrays.stream(arrivals).filter(a -> a == 0).count(),
                (int) Arrays.stream(arrivals).filter(a -> a > 0).count(),
                exploited,
                unreachable,
                (int) rounds.stream()
                        .filter(day ->
                                Evaluator.epssDay(question.epssDays(), day).isPresent())
                        .count(),
                List.copyOf(rules));
    }

    /** Empty for one that comes after the period, or that was known exploited before it. */
    private static Optional<Listed> listed(Dossier dossier, FixingQuestion question) {
        Optional<LocalDate> published = dossier.published().filter(day -> !day.isBefore(question.publishedSince()));
        boolean before = dossier.firstReported()
                .filter(day -> !day.isAfter(question.first()))
                .isPresent();
        if (published.isEmpty() || before || published.get().isAfter(question.end())) {
            return Optional.empty();
        }
        List<LocalDate> rounds = question.rounds();
        int arrival = IntStream.range(0, rounds.size())
                .filter(round -> there(dossier, published.get(), rounds.get(round)))
                .findFirst()
                .orElse(rounds.size());
        return Optional.of(new Listed(
                dossier, arrival, question.outcome().since(dossier).filter(day -> !day.isAfter(question.end()))));
    }

    private static boolean there(Dossier dossier, LocalDate published, LocalDate day) {
        return !published.isAfter(day) && !dossier.asOf(day).records().isEmpty();
    }

    private Map<Rule, double[][]> ranks(FixingQuestion question, List<LocalDate> rounds, List<Listed> listed) {
        Map<Rule, double[][]> ranks = new EnumMap<>(Rule.class);
        boolean epss = rounds.stream()
                .allMatch(day -> Evaluator.epssDay(question.epssDays(), day).isPresent());
        for (Rule rule : Rule.values()) {
            if (rule != Rule.EPSS || epss) {
                ranks.put(rule, new double[rounds.size()][listed.size()]);
            }
        }
        RowBank bank = trainer.bank(rounds.get(rounds.size() - 1), question.seed(), false);
        ScoreModel model = null;
        for (int round = 0; round < rounds.size(); round++) {
            LocalDate day = rounds.get(round);
            if (round % ROUNDS_OF_MODEL == 0) {
                progress.accept(day);
                model = ScoreModel.read(
                        "as of " + day,
                        trainer.learn(bank, new TrainingOptions(day, question.seed(), false))
                                .model());
            }
            round(ranks, round, day, question, listed, model);
        }
        return ranks;
    }

    private void round(
            Map<Rule, double[][]> ranks,
            int round,
            LocalDate day,
            FixingQuestion question,
            List<Listed> listed,
            ScoreModel model) {
        int[] there = IntStream.range(0, listed.size())
                .filter(i -> listed.get(i).arrival() <= round)
                .toArray();
        List<Dossier> dossiers =
                Arrays.stream(there).mapToObj(i -> listed.get(i).dossier()).toList();
        double[] scores = scores(dossiers, day, model);
        ranks.values().forEach(all -> Arrays.fill(all[round], Double.NaN));
        for (int at = 0; at < there.length; at++) {
            Dossier dossier = dossiers.get(at);
            boolean known =
                    dossier.firstReported().filter(first -> !first.isAfter(day)).isPresent();
            int cve = there[at];
            // Known exploited first, as lists of the product are ordered (vigie.model.Urgency); a score is below 1.
            ranks.get(Rule.VIGIE)[round][cve] = scores[at] + (known ? 1 : 0);
            ranks.get(Rule.CVSS)[round][cve] = named(Evaluator.cvss(dossier, day), LEAST_CVSS);
            ranks.get(Rule.KEV)[round][cve] = dossier.asOf(day).signs().stream()
                            .anyMatch(sign -> sign.source().equals(KEV))
                    ? 1
                    : Double.NaN;
            if (ranks.containsKey(Rule.EPSS)) {
                LocalDate held = Evaluator.epssDay(question.epssDays(), day).orElseThrow();
                ranks.get(Rule.EPSS)[round][cve] = named(Evaluator.epss(dossier, held), LEAST_EPSS);
            }
        }
    }

    private static double named(double value, double least) {
        return value >= least ? value : Double.NaN;
    }

    private double[] scores(List<Dossier> dossiers, LocalDate day, ScoreModel model) {
        return work
                .parts(dossiers, part -> {
                    FeatureRow row = new FeatureRow(model, corpus.history());
                    SparseRows.Builder builder =
                            SparseRows.builder(model.trees().width());
                    part.forEach(dossier -> builder.addRow(row.of(dossier, day)));
                    return model.trees().probabilities(builder.build());
                })
                .stream()
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }
}
