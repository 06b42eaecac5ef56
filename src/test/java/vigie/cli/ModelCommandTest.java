package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import vigie.score.ModelStore;
import vigie.testing.Outbreak;
import vigie.testing.TestHome;

class ModelCommandTest {

    private static final String OTHER = "other-model";

    @TempDir
    private Path folder;

    private final TestHome home = Outbreak.readyHome(20);
    private final String id = Outbreak.model().id();

    @AfterEach
    void close() {
        home.close();
    }

    private Ran model(String... arguments) {
        java.util.List<String> all = new java.util.ArrayList<>(java.util.List.of("model"));
        all.addAll(java.util.List.of(arguments));
        return Ran.on(home.dir(), all.toArray(String[]::new));
    }

    private Path file(String name) {
        return home.dir().resolve("models").resolve(name);
    }

    /** The same model under another name. */
    private void addOther() throws IOException {
        Files.copy(file(id + ".json"), file(OTHER + ".json"));
        String card = Files.readString(file(id + ".card.json")).replace("\"" + id + "\"", "\"" + OTHER + "\"");
        Files.writeString(file(OTHER + ".card.json"), card);
    }

    @Test
    void withoutASubcommandTheModelsAreListed() throws IOException {
        addOther();
        Ran ran = model();
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.out()).contains("* " + id, "  " + OTHER);
        assertThat(ran.err()).contains("vigie model show");
        assertThat(model("list").out()).isEqualTo(ran.out());
    }

    @Test
    void aCardIsShownAsTextAndAsJson() {
        assertThat(model("show").out()).contains(id).isEqualTo(model("show", id).out());
        assertThat(JsonMapper.shared().readTree(model("show", "--json").out()))
                .isEqualTo(JsonMapper.shared().readTree(Outbreak.model().card().bytes()));
        Ran french = model("show", "--lang", "fr");
        assertThat(french.status()).isEqualTo(Exit.DONE);
        assertThat(french.out()).contains(id);
    }

    @Test
    void anotherModelIsUsedFromThenOn() throws IOException {
        addOther();
        Ran ran = model("use", OTHER);
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.err()).contains(OTHER + " is now in use");
        assertThat(new ModelStore(home.dir()).inUse()).contains(OTHER);
        assertThat(Ran.on(home.dir(), "score").err()).contains("Scoring with model " + OTHER);
    }

    @Test
    void aModelFromElsewhereIsTakenInAndUsed() {
        Path mine = folder.resolve("mine.json");
        ModelStore.write(mine, Outbreak.model());
        try (TestHome other = TestHome.make()) {
            assertThat(Ran.on(other.dir(), "model", "use", mine.toString()).status())
                    .isEqualTo(Exit.DONE);
            assertThat(new ModelStore(other.dir()).current().id()).isEqualTo(id);
        }
    }

    @Test
    void aDamagedModelIsMendedByAnotherCopyOfIt() throws IOException {
        Path mine = folder.resolve("mine.json");
        ModelStore.write(mine, Outbreak.model());
        Files.writeString(file(id + ".json"), "{");
        assertThat(model("use", mine.toString()).status()).isEqualTo(Exit.DONE);
        assertThat(new ModelStore(home.dir()).current().file())
                .isEqualTo(Outbreak.model().file());
    }

    @Test
    void twoModelsStandSideBySide() throws IOException {
        addOther();
        Ran ran = model("compare", id, OTHER);
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.out()).contains(id, OTHER);
        assertThat(model("compare", id, "nosuchmodel").status()).isEqualTo(Exit.FAILED);
        assertThat(model("compare", id).status()).isEqualTo(Exit.WRONG_USE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuchmodel", "../../x", "", "/"})
    void aModelThatIsNotThereIsNamedAndTheOneInUseStays(String wrong) {
        Ran ran = model("use", wrong);
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).startsWith("Error: ").contains("model " + wrong).hasLineCount(1);
        assertThat(new ModelStore(home.dir()).current().id()).isEqualTo(id);
    }

    @Test
    void aDamagedModelIsNamedAndTheOneInUseStays() throws IOException {
        addOther();
        byte[] whole = Files.readAllBytes(file(OTHER + ".json"));
        Files.write(file(OTHER + ".json"), java.util.Arrays.copyOf(whole, whole.length / 2));
        Ran ran = model("use", OTHER);
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).startsWith("Error: ").contains(OTHER, "SHA-256").hasLineCount(1);
        assertThat(new ModelStore(home.dir()).current().id()).isEqualTo(id);
        Ran list = model("list");
        assertThat(list.status()).isEqualTo(Exit.DONE);
        assertThat(list.out()).contains("* " + id, OTHER, "refused");
    }

    @Test
    void aDamagedModelInUseScoresNothingAndIsNamed() throws IOException {
        assertThat(Ran.on(home.dir(), "score").status()).isEqualTo(Exit.DONE);
        String altered =
                Files.readString(file(id + ".json"), StandardCharsets.UTF_8).replaceFirst("0", "1");
        Files.writeString(file(id + ".json"), altered);
        long before = home.reader().scores().lastRun().orElseThrow().id();
        Ran ran = Ran.on(home.dir(), "score", "--all");
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).contains(id, "altered").hasLineCount(1);
        assertThat(home.reader().scores().lastRun().orElseThrow().id()).isEqualTo(before);
        assertThat(home.reader().scores().count()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({
        "en, model --help, compare",
        "fr, model --help, compare",
        "en, model list --help, Example: vigie model list",
        "fr, model list --help, Exemple\u00a0: vigie model list",
        "en, model show --help, --json",
        "fr, model use --help, ID",
        "en, model compare --help, A B"
    })
    void helpIsAResult(String language, String line, String part) {
        java.util.List<String> all = new java.util.ArrayList<>(java.util.List.of("--lang", language));
        all.addAll(java.util.List.of(line.split(" ")));
        Ran ran = Ran.vigie(all.toArray(String[]::new));
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.out()).contains(part);
        assertThat(ran.err()).isEmpty();
    }
}
