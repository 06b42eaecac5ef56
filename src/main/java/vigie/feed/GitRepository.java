package vigie.feed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vigie.io.AtomicFile;

/** Commits the feed with the program git, which must be installed. */
public final class GitRepository {

    private final Path dir;
    private final List<String> git;

    /**
     * @param dir the directory of the feed
     */
    public GitRepository(Path dir) {
        this(dir, "git");
    }

    /** The same with a program of another name. */
    GitRepository(Path dir, String program) {
        this.dir = dir;
        // Commits must be on disk: by default git does not sync the objects.
        this.git = List.of(
                program,
                "-C",
                dir.toAbsolutePath().toString(),
                "-c",
                "core.fsync=committed",
                "-c",
                "core.fsyncMethod=batch");
    }

    /**
     * Checks early what would otherwise fail late.
     *
     * @throws FeedException if there is no git
     */
    public void check() {
        run(List.of(git.get(0), "--version"));
    }

    /**
     * Commits everything that changed, in a repository that is created if missing: the directory's own,
     * never an enclosing one.
     *
     * @param message one line
     * @return whether anything was committed
     * @throws FeedException if git is missing or fails
     */
    public boolean commit(String message) {
        if (!Files.exists(dir.resolve(".git"))) {
            git("init", "-q");
        }
        ignoreOurOwn();
        git("add", "-A");
        if (git("status", "--porcelain").output().isEmpty()) {
            return false;
        }
        List<String> commit = new ArrayList<>(identity());
        commit.addAll(List.of("commit", "-q", "-m", message));
        git(commit.toArray(String[]::new));
        return true;
    }

    /** Not in a file of the feed: that would have to be in the manifest. */
    private void ignoreOurOwn() {
        try {
            Path exclude = dir.resolve(
                    git("rev-parse", "--git-path", "info/exclude").output().strip());
            String held = Files.exists(exclude) ? Files.readString(exclude) : "";
            String ours = "/" + FeedDir.MARK + "\n/" + Staging.NAME + "\n";
            if (!held.contains(ours)) {
                Files.createDirectories(exclude.getParent());
                AtomicFile.write(exclude, (held + ours).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new FeedException(FeedException.Reason.GIT, String.valueOf(e.getMessage()), e);
        }
    }

    /** A name for the author where git knows none. */
    private List<String> identity() {
        boolean known = !start(with("config", "user.email")).output().isBlank();
        return known ? List.of() : List.of("-c", "user.name=Vigie", "-c", "user.email=vigie@localhost");
    }

    private List<String> with(String... arguments) {
        List<String> command = new ArrayList<>(git);
        command.addAll(List.of(arguments));
        return command;
    }

    private Ended git(String... arguments) {
        return run(with(arguments));
    }

    private record Ended(int status, String output) {}

    private static Ended run(List<String> command) {
        Ended ended = start(command);
        if (ended.status() != 0) {
            throw new FeedException(
                    FeedException.Reason.GIT, ended.output().lines().findFirst().orElse("status " + ended.status()));
        }
        return ended;
    }

    private static Ended start(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(Map.of("LC_ALL", "C", "GIT_TERMINAL_PROMPT", "0"));
            Process process = builder.start();
            process.getOutputStream().close();
            try (InputStream out = process.getInputStream()) {
                String output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
                return new Ended(process.waitFor(), output);
            }
        } catch (IOException e) {
            throw new FeedException(FeedException.Reason.NO_GIT, command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FeedException(FeedException.Reason.GIT, "interrupted", e);
        }
    }
}
