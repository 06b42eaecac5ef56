package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With which options the script {@code vigie} starts Java; in place of Java stands a script that prints them. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C.UTF-8", "TERM", "dumb");

    @TempDir
    private Path folder;

    private Path script;

    /** As a package installs it: nothing to build. */
    @BeforeEach
    void install() throws IOException {
        script = Files.copy(
                Path.of("vigie"), Files.createDirectories(folder.resolve("bin")).resolve("vigie"));
        Files.createFile(Files.createDirectories(folder.resolve("share/vigie")).resolve("vigie.jar"));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf 'priority=%s\\n' \"$(nice)\"\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private List<String> started(String... arguments) throws IOException, InterruptedException {
        return started(Map.of(), arguments);
    }

    private List<String> started(Map<String, String> more, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("VIGIE_"));
        builder.environment().putAll(ENVIRONMENT);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().putAll(more);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.lines().toList();
    }

    @Test
    void eachCommandHasItsHeap() throws Exception {
        assertThat(started("show", "CVE-2024-3400")).contains("-Xmx1g", "-XX:TieredStopAtLevel=1");
        assertThat(started("serve")).contains("-Xmx400m").doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(started("up", "--port", "0")).contains("-Xmx512m", "-XX:MaxNewSize=64m");
        assertThat(started("score")).contains("-Xmx2g", "-XX:TieredStopAtLevel=1");
        assertThat(started("score", "--all")).contains("-Xmx2g").doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(started("train")).contains("-Xmx4g");
        assertThat(started("evaluate", "--horizon", "90")).contains("-Xmx4g");
        assertThat(started(Map.of("VIGIE_HEAP", "3g"), "serve"))
                .contains("-Xmx3g")
                .doesNotContain("-Xmx400m");
    }

    @Test
    void largeReportsAreReadWithTheOptimisingCompiler() throws Exception {
        Path small = Files.write(folder.resolve("small report.csv"), new byte[1 << 10]);
        Path large = Files.write(folder.resolve("large report.csv"), new byte[17 << 20]);
        assertThat(started("prioritise", small.toString(), "--top", "5")).contains("-XX:TieredStopAtLevel=1");
        assertThat(started("prioritise", small.toString(), large.toString())).doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(started("--home", folder.toString(), "prioritise", small.toString(), "--out", large.toString()))
                .contains("-XX:TieredStopAtLevel=1");
        assertThat(started("prioritise", "-", "no such file")).contains("-XX:TieredStopAtLevel=1");
    }

    @Test
    void theCommandCountsAndNoWordThatIsCalledLikeOne() throws Exception {
        List<String> changes = started("changes", "--kind", "score");
        assertThat(changes).contains("-Xmx1g");
        assertThat(changes.get(0)).isEqualTo(started("show").get(0));
        assertThat(started("search", "up")).contains("-Xmx1g", "-XX:TieredStopAtLevel=1");
        assertThat(started("watch", "add", "serve", "--products", "sync")).contains("-Xmx1g");
    }

    @Test
    void optionsOfAllCommandsMayStandBeforeTheCommand() throws Exception {
        assertThat(started("--home", "train", "--today=2026-01-30", "-q", "--lang", "fr", "serve"))
                .contains("-Xmx400m");
        assertThat(started("--home", "up")).contains("-Xmx1g");
        assertThat(started()).contains("-Xmx1g");
    }

    @Test
    void longJobsRunAtLowPriority() throws Exception {
        assertThat(started("--mirror", "http://127.0.0.1:1", "sync").get(0)).isEqualTo("priority=19");
        assertThat(started("backup", "x.zip").get(0)).isEqualTo("priority=19");
    }

    @Test
    void argumentsArriveAsTheyWere() throws Exception {
        List<String> said = started("search", "two words", "", "*", "-v");
        assertThat(said.subList(said.size() - 5, said.size())).containsExactly("search", "two words", "", "*", "-v");
        assertThat(said)
                .contains(folder.resolve("share/vigie/vigie.jar").toRealPath().toString());
    }
}
