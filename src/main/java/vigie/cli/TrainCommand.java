package vigie.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.job.KnownOutcomes;
import vigie.job.TrainingJob;
import vigie.score.ModelStore;
import vigie.score.RowsFormat;
import vigie.score.TrainingOptions;
import vigie.score.TrainingRows;
import vigie.store.Reader;

/** {@code vigie train}: trains a model on the database and writes it with its card. */
@Command(name = "train")
final class TrainCommand implements Callable<Integer> {

    /** Longer would leave nothing to learn of the present. */
    private static final int MOST_BACK = 365;

    @Option(names = "--until", paramLabel = "DAY", descriptionKey = "train.until")
    private Optional<String> until = Optional.empty();

    @Option(names = "--out", paramLabel = "MODEL", descriptionKey = "train.out")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", descriptionKey = "seed")
    private long seed = 1;

    @Option(names = "--with-epss", descriptionKey = "with.epss")
    private boolean withEpss;

    @Option(names = "--evaluation", paramLabel = "FILE", descriptionKey = "train.evaluation")
    private List<Path> evaluations = new ArrayList<>();

    @Option(names = "--dump-rows", paramLabel = "FILE", descriptionKey = "train.rows")
    private Optional<Path> rows = Optional.empty();

    @Option(names = "--hold-back", paramLabel = "DAYS", descriptionKey = "train.back")
    private Optional<Integer> back = Optional.empty();

    /** Of the process that serves, which ends the training with itself. */
    @Option(names = ChildTraining.OPTION, hidden = true, descriptionKey = "train.child")
    private boolean child;

    private final Vigie vigie;

    TrainCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() {
        if (child) {
            ChildTraining.endWithParent();
        }
        LocalDate known = last();
        LocalDate last = known.minusDays(back.orElse(0));
        if (rows.isPresent()) {
            dump(rows.get(), new TrainingOptions(last, seed, withEpss));
            return Exit.DONE;
        }
        out.ifPresentOrElse(
                file -> new OutFile(file, vigie.messages()).checkFile(),
                () -> new ModelStore(vigie.home()).checkWritable());
        TrainingJob training = new TrainingJob(vigie.jobs());
        ModelStore.Kept model = training.train(new TrainingOptions(last, seed, withEpss), figures());
        if (out.isPresent()) {
            ModelStore.write(out.get(), model);
            vigie.console().say(vigie.messages().get("train.written", out.get(), model.id()));
            return Exit.DONE;
        }
        training.promote(model, back.map(days -> known));
        if (child) {
            vigie.console().print(model.id());
        }
        return Exit.DONE;
    }

    /** Writes the training rows and trains nothing. */
    private void dump(Path file, TrainingOptions options) {
        if (out.isPresent() || !evaluations.isEmpty()) {
            throw new Exit.WrongUse(vigie.messages().get("train.rows.alone"));
        }
        OutFile target = new OutFile(file, vigie.messages());
        target.check();
        TrainingRows found = new TrainingJob(vigie.jobs()).rows(options);
        RowsFormat.namesBeside(file)
                .ifPresent(names -> new OutFile(names, vigie.messages())
                        .writeBytes(stream -> RowsFormat.writeNames(found, stream)));
        target.writeBytes(stream -> RowsFormat.write(found, file, stream));
        vigie.console()
                .say(vigie.messages()
                        .get(
                                "train.rows.written",
                                file,
                                found.size(),
                                found.positive(),
                                found.columns().size(),
                                found.hash()));
    }

    private LocalDate last() {
        Optional<LocalDate> asked = until.map(vigie::day);
        back.filter(days -> days < 1 || days > MOST_BACK).ifPresent(days -> {
            throw new Exit.WrongUse(vigie.messages().get("train.back.wrong", days));
        });
        try (Reader reader = vigie.reader()) {
            LocalDate known = KnownOutcomes.until(reader, LocalDate.now(vigie.clock()));
            asked.filter(day -> day.isAfter(known)).ifPresent(day -> {
                throw new Exit.WrongUse(vigie.messages().get("train.until.unknown", day, known));
            });
            return asked.orElse(known);
        }
    }

    /** The evaluations as they are added to the card: the first as {@code evaluation}, others as {@code further_evaluations}. */
    private Map<String, JsonNode> figures() {
        List<JsonNode> all = evaluations.stream().map(this::evaluation).toList();
        Map<String, JsonNode> figures = new LinkedHashMap<>();
        if (!all.isEmpty()) {
            figures.put("evaluation", all.get(0));
        }
        if (all.size() > 1) {
            figures.put(
                    "further_evaluations", JsonMapper.shared().createArrayNode().addAll(all.subList(1, all.size())));
        }
        return figures;
    }

    /** Reads what {@code vigie evaluate --json} printed. */
    private JsonNode evaluation(Path file) {
        try {
            JsonNode json = JsonMapper.shared().readTree(file.toFile());
            if (json.path("tables").isArray()) {
                return json;
            }
        } catch (JacksonException e) {
            // Said below.
        }
        throw new Exit.WrongUse(vigie.messages().get("train.evaluation.wrong", file));
    }
}
