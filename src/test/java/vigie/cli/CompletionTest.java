package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

    @TempDir
    private static Path dir;

    private static Path script;

    @BeforeAll
    static void print() throws IOException {
        script = Files.writeString(
                dir.resolve("completion.sh"), Ran.on(dir, "completion").out());
    }

    /** What bash offers for the last word, separated by spaces. */
    private static List<String> offered(String line) throws IOException, InterruptedException {
        String[] words = line.split(" ", -1);
        String ask = "source '" + script + "'; COMP_WORDS=('" + String.join("' '", words) + "'); COMP_CWORD="
                + (words.length - 1) + "; _complete_vigie; echo ${COMPREPLY[@]}";
        Process bash = new ProcessBuilder("bash", "-c", ask)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();
        return List.of(out.strip().split("\\s+"));
    }

    @ParameterizedTest
    @CsvSource({
        "'vigie ta', table",
        "'vigie table --min-severity ', low medium high critical",
        "'vigie table --format ', csv jsonl text",
        "'vigie table --type ', avis alerte",
        "'vigie report --type al', alerte",
        "'vigie --lang ', en fr",
        "'vigie search --lang ', en fr",
        "'vigie sync cert', certfr",
        "'vigie help expl', explain",
        "'vigie evaluate --outcome ', ANY KEV"
    })
    void valuesAreOffered(String line, String values) throws Exception {
        assertThat(offered(line)).contains(values.split(" "));
    }

    @Test
    void modelsOfTheHomeAreOffered() throws Exception {
        String shipped = Ran.on(dir, "model", "list").out().substring(2).split(" ")[0];
        assertThat(offered("vigie model use ")).contains(shipped);
        assertThat(offered("vigie model show ")).contains(shipped);
        assertThat(offered("vigie model compare ")).contains(shipped);
    }
}
