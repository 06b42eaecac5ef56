package vigie.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import vigie.card.ModelSheet;
import vigie.score.ModelRefused;
import vigie.score.ModelStore;
import vigie.text.FailureText;
import vigie.text.PrintableJson;

/** {@code vigie model}: which models there are, which is in use, and where they come from. */
@Command(name = "model")
final class ModelCommand implements Callable<Integer> {

    private final Vigie vigie;

    ModelCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() {
        list();
        return Exit.DONE;
    }

    @Command(name = "list")
    int list() {
        ModelStore models = models();
        Optional<String> inUse = models.inUse();
        for (String id : models.ids()) {
            String mark = inUse.filter(id::equals).isPresent() ? "* " : "  ";
            try {
                vigie.console().print(mark + sheet().line(models.read(id).card().json()));
            } catch (ModelRefused e) {
                vigie.console().print(mark + id + "  " + FailureText.in(vigie.messages(), e.getMessage()));
            }
        }
        vigie.console().say(vigie.messages().get("model.list.note"));
        return Exit.DONE;
    }

    @Command(name = "show")
    int show(
            @Parameters(
                            paramLabel = "ID",
                            completionCandidates = Values.Models.class,
                            arity = "0..1",
                            descriptionKey = "model.id")
                    Optional<String> id,
            @Option(names = "--json", descriptionKey = "json") boolean json) {
        JsonNode card =
                id.map(this::find).orElseGet(() -> models().current()).card().json();
        vigie.console().print(json ? PrintableJson.of(card) : sheet().card(card));
        return Exit.DONE;
    }

    @Command(name = "use")
    int use(
            @Parameters(paramLabel = "ID", completionCandidates = Values.Models.class, descriptionKey = "model.use")
                    String id) {
        ModelStore.Kept model = find(id);
        boolean fromElsewhere = !id.equals(model.id());
        if (fromElsewhere) {
            models().add(model);
        }
        models().use(model.id());
        vigie.console().say(vigie.messages().get("model.used", model.id()));
        return Exit.DONE;
    }

    @Command(name = "compare")
    int compare(
            @Parameters(paramLabel = "A", completionCandidates = Values.Models.class, descriptionKey = "model.id")
                    String a,
            @Parameters(paramLabel = "B", completionCandidates = Values.Models.class, descriptionKey = "model.id")
                    String b) {
        vigie.console()
                .print(sheet().compare(find(a).card().json(), find(b).card().json()));
        return Exit.DONE;
    }

    /** A model of the home or of the program by its identifier, or one that lies elsewhere by its path. */
    private ModelStore.Kept find(String id) {
        return !models().ids().contains(id) && Files.isRegularFile(Path.of(id))
                ? models().read(Path.of(id))
                : models().read(id);
    }

    private ModelStore models() {
        return new ModelStore(vigie.home());
    }

    private ModelSheet sheet() {
        return new ModelSheet(vigie.messages(), vigie.console().width());
    }
}
