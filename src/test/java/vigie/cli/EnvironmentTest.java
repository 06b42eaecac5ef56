package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.testing.SmallDisk;

/** What the surroundings of a process may lack. */
class EnvironmentTest {

    @TempDir
    Path folder;

    private String said = "";

    @Test
    void runsWhereNoProgramMayBeRunFromTheTemporaryDirectory() throws Exception {
        try (SmallDisk temporary = SmallDisk.withoutPrograms(folder)) {
            int status = run(
                    List.of("-Djava.io.tmpdir=" + temporary.place()),
                    Map.of(),
                    List.of("--home", folder.resolve("home").toString(), "-q", "demo"));
            assertThat(status).as(said).isZero();
            assertThat(said).contains("CVE-");
        }
    }

    @Test
    void takesTheHomeOfTheEnvironmentForAUserWithoutAnEntry() throws Exception {
        int status = run(List.of("-Duser.home=?"), Map.of("HOME", folder.toString()), List.of("status"));
        assertThat(status).isEqualTo(Exit.FAILED);
        assertThat(said).contains(folder.resolve(".local/share/vigie").toString());
    }

    @Test
    void asksForTheHomeOfAUserWithoutOne() throws Exception {
        int status = run(List.of("-Duser.home=?"), Map.of(), List.of("status"));
        assertThat(status).as(said).isEqualTo(Exit.WRONG_USE);
        assertThat(said).contains("--home").doesNotContain("?/");
    }

    @Test
    void refusesAccentsThatItCannotRead() throws Exception {
        int status = run(
                List.of("-Dsun.jnu.encoding=ANSI_X3.4-1968"),
                Map.of("LC_ALL", "POSIX"),
                List.of("--home", folder.toString(), "search", "\uFFFD\uFFFDlan"));
        assertThat(status).as(said).isEqualTo(Exit.WRONG_USE);
        assertThat(said).contains("LC_ALL=C.UTF-8");
    }

    private int run(List<String> options, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Main.class.getName(), "--lang", "en"));
        command.addAll(arguments);
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().keySet().removeAll(List.of("HOME", "VIGIE_HOME", "XDG_DATA_HOME", "LC_ALL", "LANG"));
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        said = Files.readString(out, StandardCharsets.UTF_8);
        return status;
    }
}
