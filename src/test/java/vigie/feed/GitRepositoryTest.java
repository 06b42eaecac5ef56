package vigie.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.testing.Needs;

class GitRepositoryTest {

    @TempDir
    private Path folder;

    private static String git(Path dir, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", dir.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static void needsGit() throws InterruptedException {
        try {
            new ProcessBuilder("git", "--version").start().waitFor();
        } catch (IOException e) {
            Needs.that(false, "git is not on this machine");
        }
    }

    @Test
    void everyPublicationThatChangesSomethingIsACommitOfOneLine() throws Exception {
        needsGit();
        Path dir = folder.resolve("feed");
        GitRepository repository = new GitRepository(dir);
        try (Feeding feeding = new Feeding()) {
            feeding.run(Feeding.FIRST, 1, Feeding.ALL);
            assertThat(repository.commit(feeding.publish(dir).summary())).isTrue();
            assertThat(repository.commit(feeding.publish(dir).summary())).isFalse();
            feeding.run(Feeding.NEXT_DAY, 2, List.of(Feeding.ONE), Feeding.TWO);
            assertThat(repository.commit(feeding.publish(dir).summary())).isTrue();
        }
        assertThat(git(dir, "log", "--format=%B%x00").split("\0"))
                .extracting(String::strip)
                .startsWith(
                        "Scores of 2026-01-31 by test-model: 1 changed, 1 removed, 2 in all",
                        "Scores of 2026-01-30 by test-model: 3 changed, 0 removed, 3 in all");
        assertThat(git(dir, "ls-files").lines())
                .contains("manifest.json", "2024/0xxx/CVE-2024-0001.json")
                .doesNotContain(FeedDir.MARK, "2024/3xxx/CVE-2024-3400.json");
        assertThat(git(dir, "status", "--porcelain")).isEmpty();
    }

    @Test
    void withoutGitItIsSaid() {
        FeedException refusal = catchThrowableOfType(
                FeedException.class, () -> new GitRepository(folder, "no-such-program-as-git").check());
        assertThat(refusal.reason()).isEqualTo(FeedException.Reason.NO_GIT);
        assertThat(refusal.detail()).isEqualTo("no-such-program-as-git");
    }
}
