package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;
import vigie.io.Sha256;

class ModelStoreTest {

    private static final String GOOD = "2024-12-31-good";

    @TempDir
    private Path home;

    private ModelStore models;

    @BeforeEach
    void useAGoodOne() {
        models = new ModelStore(home);
        models.add(SmallModel.kept(GOOD));
        models.use(GOOD);
    }

    private Path file(String name) {
        return home.resolve("models").resolve(name);
    }

    /** Puts files under an identifier with a card that fits them. */
    private void put(String id, byte[] model) throws IOException {
        Files.write(file(id + ".json"), model);
        Files.write(file(id + ".card.json"), SmallModel.card(id, model).bytes());
    }

    private void refused(String id, String... reasons) {
        assertThatThrownBy(() -> models.use(id))
                .isInstanceOf(ModelRefused.class)
                .satisfies(e -> assertThat(e)
                        .hasMessageContaining(id)
                        .message()
                        .satisfies(said -> List.of(reasons)
                                .forEach(reason -> assertThat(said).contains(reason))));
        assertThat(models.inUse()).contains(GOOD);
        assertThat(models.current().id()).isEqualTo(GOOD);
    }

    @Test
    void aModelIsKeptByteForByteAndUsedOnlyWhenChosen() {
        ModelStore.Kept other = SmallModel.kept("2025-01-01-other");
        models.add(other);
        assertThat(models.ids()).contains(GOOD, other.id()).isSorted();
        assertThat(models.inUse()).contains(GOOD);
        models.use(other.id());
        assertThat(models.current().id()).isEqualTo(other.id());
        assertThat(models.current().file()).isEqualTo(other.file());
        assertThat(models.current().card().json()).isEqualTo(other.card().json());
    }

    @Test
    void aHomeThatNobodyChoseAModelForHasTheNewestOfTheProgramOrSaysWhatToDo(@TempDir Path fresh) {
        ModelStore untouched = new ModelStore(fresh);
        List<String> shipped = untouched.ids();
        if (shipped.isEmpty()) {
            assertThat(untouched.inUse()).isEmpty();
            assertThatThrownBy(untouched::current)
                    .isInstanceOf(ModelRefused.class)
                    .hasMessageContaining("vigie train");
        } else {
            assertThat(untouched.inUse()).contains(shipped.get(shipped.size() - 1));
            assertThat(untouched.current().model().features()).isNotEmpty();
        }
        assertThat(fresh).isEmptyDirectory();
    }

    @Test
    void aModelThatIsNotThereIsRefused() {
        refused("nosuchmodel", "vigie model list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "..", ".", "", "/etc/passwd", "a/b", "a\\b", ".hidden", "a\nb", "-x"})
    void anIdentifierThatIsAPathIsRefused(String id) {
        refused(id);
        assertThatThrownBy(() -> models.read(id)).isInstanceOf(ModelRefused.class);
    }

    @Test
    void aFileThatWasCutIsRefusedWhereverItWasCut() throws IOException {
        byte[] model = SmallModel.bytes();
        put("cut", model);
        for (int length = 0; length < model.length; length += 37) {
            byte[] cut = java.util.Arrays.copyOf(model, length);
            Files.write(file("cut.json"), cut);
            refused("cut", "SHA-256");
            assertThatThrownBy(() -> ScoreModel.read("cut", cut)).isInstanceOf(ModelRefused.class);
        }
    }

    @Test
    void anAlteredFileIsRefusedEvenIfItIsAModel() throws IOException {
        put("altered", SmallModel.bytes());
        byte[] other = SmallModel.text().replace("0.5", "0.6").getBytes(StandardCharsets.UTF_8);
        Files.write(file("altered.json"), other);
        refused("altered", "altered", "SHA-256");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"vigie_form\":\"1\"', '\"vigie_form\":\"2\"', newer version",
        "'\"vigie_form\":\"1\"', '\"vigie_form\":\"0\"', older version",
        "'\"vigie_form\":\"1\"', '\"vigie_form\":\"one\"', not a number",
        "'\"vigie_form\":\"1\"', '\"other\":\"1\"', not a model of Vigie",
        "'\"feature_names\":[\"N:AGE_DAYS\",\"C:SSVC_X\"],', '', no names",
        "'binary:logistic', 'reg:squarederror', binary:logistic",
        "'[0,0,0]', '[9,0,0]', ''"
    })
    void aModelThatThisVersionCannotUseIsRefused(String part, String other, String reason) throws IOException {
        assertThat(SmallModel.text()).contains(part);
        put("foreign", SmallModel.text().replace(part, other).getBytes(StandardCharsets.UTF_8));
        refused("foreign", reason);
    }

    @Test
    void aModelWithoutItsCardIsRefused() throws IOException {
        Files.write(file("alone.json"), SmallModel.bytes());
        refused("alone", "alone.card.json");
    }

    @ParameterizedTest
    @CsvSource({
        "'', no id",
        "'{', not JSON",
        "'[]', no id",
        "'null', no id",
        "'{\"id\": \"bad\"}', sha256",
        "'{\"sha256\": \"00\"}', id",
        "'{\"id\": 7, \"sha256\": \"00\"}', id",
        "'{\"id\": \"bad\", \"sha256\": \"00\"}', SHA-256"
    })
    void aModelWithACardThatIsNoneIsRefused(String card, String reason) throws IOException {
        Files.write(file("bad.json"), SmallModel.bytes());
        Files.writeString(file("bad.card.json"), card);
        refused("bad", reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "2024-12-31-unheard-of", ""})
    void aModelUnderANameThatIsNotItsOwnIsRefused(String own) throws IOException {
        Files.write(file("renamed.json"), SmallModel.bytes());
        Files.write(
                file("renamed.card.json"),
                SmallModel.card(own, SmallModel.bytes()).bytes());
        refused("renamed");
    }

    @Test
    void aModelThatLiesElsewhereNeedsItsCardBesideIt(@TempDir Path elsewhere) throws IOException {
        Path file = elsewhere.resolve("mine.json");
        ModelStore.write(file, SmallModel.kept("2025-02-02-mine"));
        assertThat(models.read(file).id()).isEqualTo("2025-02-02-mine");
        Files.delete(elsewhere.resolve("mine.card.json"));
        assertThatThrownBy(() -> models.read(file))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("mine.json")
                .hasMessageContaining("card must be beside it");
    }

    @Test
    void aChoiceThatIsNoIdentifierCountsAsNone() throws IOException {
        Files.writeString(file("in-use"), "../../etc/passwd\n");
        assertThat(models.inUse()).isEmpty();
        assertThatThrownBy(models::current).isInstanceOf(ModelRefused.class);
    }

    @Test
    void whatTheCardSaysBeyondWhatThisVersionKnowsStays() {
        ObjectNode json = (ObjectNode)
                SmallModel.card("2025-03-03-rich", SmallModel.bytes()).json().deepCopy();
        json.put("later_invention", 7);
        json.put("until", "one day");
        models.add(new ModelStore.Kept("2025-03-03-rich", SmallModel.bytes(), ModelCard.of(json)));
        ModelCard read = models.read("2025-03-03-rich").card();
        assertThat(read.json().path("later_invention").asInt()).isEqualTo(7);
        assertThat(read.sha256()).isEqualTo(Sha256.hex(SmallModel.bytes()));
    }

    @Test
    void nothingHalfWrittenIsLeftWhenAModelCannotBeWritten() throws IOException {
        Files.createDirectories(file("taken.card.json").resolve("not-empty"));
        assertThatThrownBy(() -> models.add(SmallModel.kept("taken")))
                .isInstanceOf(java.io.UncheckedIOException.class)
                .hasMessageContaining("cannot be written");
        try (Stream<Path> left = Files.list(home.resolve("models"))) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.endsWith(".tmp"));
        }
        assertThat(models.current().id()).isEqualTo(GOOD);
        assertThat(models.inUse()).isEqualTo(Optional.of(GOOD));
    }
}
