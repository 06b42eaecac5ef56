package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManPagesTest {

    @TempDir
    private Path dir;

    private List<Path> pages(String language) throws IOException {
        Ran ran = Ran.vigie("--lang", language, "man", dir.resolve("man1").toString());
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        try (Stream<Path> files = Files.list(dir.resolve("man1"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void everyCommandHasAPageWithItsOptionsAndAnExample() throws IOException {
        assertThat(pages("en").stream().map(page -> page.getFileName().toString()))
                .contains("vigie.1", "vigie-table.1", "vigie-model-use.1", "vigie-token-new.1", "vigie-man.1");
        assertThat(Files.readString(dir.resolve("man1/vigie-table.1")))
                .contains(
                        ".TH \"VIGIE\\-TABLE\" \"1\"",
                        "vigie\\-table \\- Print",
                        "\\fB\\-\\-min\\-severity\\fR \\fILEVEL\\fR",
                        ".SH \"OPTIONS OF ALL COMMANDS\"",
                        "\\fB\\-q\\fR, \\fB\\-\\-quiet\\fR",
                        "Example: vigie table")
                .doesNotContain("DESCRIPTION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void roffFindsNothingToWarnOf(String language) throws Exception {
        Assumptions.assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "groff"))));
        for (Path page : pages(language)) {
            Process groff = new ProcessBuilder("groff", "-K", "utf8", "-man", "-Tutf8", "-ww", page.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("shown").toFile())
                    .start();
            assertThat(groff.waitFor()).as(page.toString()).isZero();
            String shown = Files.readString(dir.resolve("shown"), StandardCharsets.UTF_8);
            assertThat(shown)
                    .as(page.toString())
                    .doesNotContain("warning", "error:")
                    .contains("vigie");
        }
    }
}
