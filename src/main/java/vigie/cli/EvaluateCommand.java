package vigie.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vigie.card.EvaluationPage;
import vigie.card.EvaluationSheet;
import vigie.card.FixingSheet;
import vigie.job.KnownOutcomes;
import vigie.job.Settings;
import vigie.model.CveId;
import vigie.score.Corpus;
import vigie.score.Evaluation;
import vigie.score.EvaluationTree;
import vigie.score.Evaluator;
import vigie.score.FixingQuestion;
import vigie.score.FixingResult;
import vigie.score.FixingTree;
import vigie.score.FixingTrial;
import vigie.score.Outcome;
import vigie.score.Recipe;
import vigie.score.Scope;
import vigie.store.Reader;
import vigie.store.Store;
import vigie.text.Messages;
import vigie.text.PrintableJson;

/** {@code vigie evaluate}: backtests models on past days. */
@Command(name = "evaluate")
final class EvaluateCommand implements Callable<Integer> {

    private static final int MONTHS_BETWEEN = 3;

    @Option(names = "--as-of", paramLabel = "DAY", arity = "1..*", descriptionKey = "evaluate.asof")
    private List<String> asOf = new ArrayList<>();

    @Option(names = "--rolling", paramLabel = "FROM..TO", descriptionKey = "evaluate.rolling")
    private Optional<String> rolling = Optional.empty();

    @Option(names = "--every", paramLabel = "MONTHS", defaultValue = "3", descriptionKey = "evaluate.every")
    private int every = MONTHS_BETWEEN;

    @Option(
            names = "--horizon",
            paramLabel = "DAYS",
            split = ",",
            defaultValue = "30,90,180",
            descriptionKey = "evaluate.horizon")
    private List<Integer> horizons = List.of();

    @Option(names = "--outcome", paramLabel = "any|kev", defaultValue = "any", descriptionKey = "evaluate.outcome")
    private Outcome outcome = Outcome.ANY;

    @Option(names = "--since", paramLabel = "DAY", descriptionKey = "evaluate.since")
    private Optional<String> since = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", descriptionKey = "seed")
    private long seed = 1;

    @Option(names = "--with-epss", descriptionKey = "with.epss")
    private boolean withEpss;

    @Option(names = "--recipe", paramLabel = "NAME", split = ",", descriptionKey = "evaluate.recipe")
    private List<String> recipes = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "evaluate.out")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private FixingArguments fixing = new FixingArguments();

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    private final Vigie vigie;

    EvaluateCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() throws Exception {
        Messages messages = vigie.messages();
        Settings settings = vigie.settings();
        if (fixing.given()) {
            return fixing();
        }
        Evaluator.Question question = question();
        out.ifPresent(file -> new OutFile(file, messages).check());
        vigie.console().say(messages.get("train.loading"));
        Corpus corpus = Corpus.load(vigie.store(vigie.home()), settings.scoreSince(), true, settings.work());
        vigie.console().say(messages.get("evaluate.begin", corpus.dossiers().size()));
        Evaluation evaluation = new Evaluator(
                        corpus, settings.work(), day -> vigie.console().say(messages.get("evaluate.origin", day)))
                .evaluate(question);
        if (out.isPresent()) {
            String page = new EvaluationPage(messages).html(evaluation);
            new OutFile(out.get(), messages).write(writer -> {
                writer.write(page);
                return page.length();
            });
            vigie.console().say(messages.get("evaluate.written", out.get()));
        }
        vigie.console()
                .print(
                        json
                                ? PrintableJson.of(EvaluationTree.of(evaluation))
                                : new EvaluationSheet(messages, vigie.console().width()).text(evaluation));
        return Exit.DONE;
    }

    /** What fixing the first CVEs of a list each week would have missed. */
    private Integer fixing() {
        Messages messages = vigie.messages();
        FixingQuestion question = fixingQuestion();
        Optional<String> type = out.map(FixingPicture::type);
        if (type.isPresent() && type.get().isEmpty()) {
            throw new Exit.WrongUse(messages.get("fixing.out", out.get()));
        }
        out.ifPresent(file -> new OutFile(file, messages).check());
        Settings settings = vigie.settings();
        vigie.console().say(messages.get("train.loading"));
        Store store = vigie.store(vigie.home());
        Corpus corpus = Corpus.load(store, settings.scoreSince(), true, settings.work());
        vigie.console().say(messages.get("evaluate.begin", corpus.dossiers().size()));
        Set<CveId> cves = fixing.cves(vigie, corpus, store, settings.work());
        vigie.console().say(messages.get("fixing.list", cves.size()));
        Set<CveId> unread = new HashSet<>(cves);
        corpus.dossiers().forEach(dossier -> unread.remove(dossier.id()));
        if (!unread.isEmpty()) {
            vigie.console().say(messages.get("fixing.unread", unread.size(), settings.scoreSince()));
        }
        FixingResult result = new FixingTrial(
                        corpus, settings.work(), day -> vigie.console().say(messages.get("fixing.model", day)))
                .run(question, cves);
        FixingSheet sheet = new FixingSheet(messages);
        out.ifPresent(file -> {
            byte[] picture = FixingPicture.of(sheet.chart(result), type.get(), messages);
            new OutFile(file, messages).writeBytes(stream -> stream.write(picture));
            vigie.console().say(messages.get("fixing.written", file));
        });
        vigie.console()
                .print(
                        json
                                ? PrintableJson.of(FixingTree.of(result))
                                : sheet.text(result, vigie.console().width()));
        return Exit.DONE;
    }

    private FixingQuestion fixingQuestion() {
        Messages messages = vigie.messages();
        if (rolling.isPresent() || asOf.size() > 1 || withEpss) {
            throw new Exit.WrongUse(messages.get("fixing.one"));
        }
        if (fixing.first() < 1 || fixing.weeks() < 1) {
            throw new Exit.WrongUse(messages.get("fixing.count"));
        }
        try (Reader reader = vigie.reader()) {
            LocalDate known = KnownOutcomes.until(reader, LocalDate.now(vigie.clock()));
            LocalDate day = asOf.isEmpty() ? known.minusWeeks(fixing.weeks()) : vigie.day(asOf.get(0));
            if (day.plusWeeks(fixing.weeks()).isAfter(known)) {
                throw new Exit.WrongUse(messages.get("fixing.unknown", day.plusWeeks(fixing.weeks()), known));
            }
            return new FixingQuestion(
                    day,
                    fixing.weeks(),
                    fixing.first(),
                    outcome,
                    since.map(vigie::day).orElse(Scope.FIRST),
                    reader.status().epssDays(),
                    seed);
        }
    }

    private Evaluator.Question question() {
        List<LocalDate> origins = new ArrayList<>(asOf.stream().map(vigie::day).toList());
        rolling.ifPresent(range -> origins.addAll(range(range)));
        int longest = horizons.stream().max(Integer::compare).orElseThrow();
        if (horizons.stream().anyMatch(h -> h < 1)) {
            throw new Exit.WrongUse(vigie.messages().get("evaluate.horizon.wrong"));
        }
        try (Reader reader = vigie.reader()) {
            LocalDate known = KnownOutcomes.until(reader, LocalDate.now(vigie.clock()));
            if (origins.isEmpty()) {
                origins.add(known.minusDays(longest));
            }
            return new Evaluator.Question(
                    origins.stream().sorted().distinct().toList(),
                    horizons.stream().sorted().distinct().toList(),
                    outcome,
                    since.map(vigie::day).orElse(Scope.FIRST),
                    known,
                    reader.status().epssDays(),
                    seed,
                    withEpss,
                    recipes.stream().distinct().map(this::recipe).toList());
        }
    }

    private Recipe recipe(String name) {
        return Optional.ofNullable(Recipe.ALL.get(name))
                .orElseThrow(() -> new Exit.WrongUse(
                        vigie.messages().get("evaluate.recipe.wrong", name, String.join(", ", Recipe.ALL.keySet()))));
    }

    private List<LocalDate> range(String text) {
        int dots = text.indexOf("..");
        if (dots < 0 || every < 1) {
            throw new Exit.WrongUse(vigie.messages().get("evaluate.rolling.wrong", text));
        }
        LocalDate from = vigie.day(day(text.substring(0, dots)));
        LocalDate to = vigie.day(day(text.substring(dots + 2)));
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = from.plusMonths((long) days.size() * every)) {
            days.add(day);
        }
        if (days.isEmpty()) {
            throw new Exit.WrongUse(vigie.messages().get("evaluate.rolling.wrong", text));
        }
        return days;
    }

    /** A month stands for its first day. */
    private static String day(String text) {
        return text.matches("\\d{4}-\\d{2}") ? text + "-01" : text;
    }
}
