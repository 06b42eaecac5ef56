package vigie.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import vigie.job.JobContext;
import vigie.job.Promotion;
import vigie.schedule.Result;
import vigie.schedule.Retraining;
import vigie.score.ModelStore;
import vigie.store.JobState;

/**
 * Trains in a process of its own, which takes the memory that training needs and gives it back when it ends; the one that serves keeps
 * to its own. It ends with the process that began it, however that ends.
 */
final class ChildTraining implements Retraining {

    /** Tells {@code vigie train} that it is such a process: it ends with its standard input, and prints the model's identifier. */
    static final String OPTION = "--child";

    private static final String HELD_BACK_DAYS = "30";
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final long STOPPING_SECONDS = 3;

    private final List<String> options;

    /** @param options those that all commands share, so that the other process works on the same home with the same settings */
    ChildTraining(List<String> options) {
        this.options = List.copyOf(options);
    }

    @Override
    public Result run(JobContext context) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(context)).start();
        try {
            CompletableFuture<List<String>> errors =
                    CompletableFuture.supplyAsync(() -> lines(process.getErrorStream()));
            CompletableFuture<List<String>> results =
                    CompletableFuture.supplyAsync(() -> lines(process.getInputStream()));
            int status = process.waitFor();
            if (status != Exit.DONE) {
                List<String> said = errors.join();
                return new Result(
                        JobState.Outcome.FAILED,
                        false,
                        0,
                        said.isEmpty() ? "training ended with status " + status : said.get(said.size() - 1));
            }
            List<String> printed = results.join();
            String id = printed.get(printed.size() - 1);
            boolean used = Promotion.kept(id, new ModelStore(context.home()))
                    .filter(Promotion.Promoted.class::isInstance)
                    .isPresent();
            return new Result(
                    JobState.Outcome.DONE, used, used ? 1 : 0, "model " + id + (used ? " is in use" : " was refused"));
        } finally {
            stop(process);
        }
    }

    private List<String> command(JobContext context) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "19"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + context.settings().schedule().retrainHeap() + "m");
        command.add("-XX:+UseParallelGC");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(options);
        command.addAll(List.of("train", "--hold-back", HELD_BACK_DAYS, OPTION));
        return command;
    }

    private static List<String> lines(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** It is asked first; XGBoost's own threads do not listen. */
    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        try {
            process.waitFor(STOPPING_SECONDS, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Ends this process when the one that began it ends: the pipe to standard input is then closed. */
    static void endWithParent() {
        Thread watching = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // Nothing is ever written to it.
                        }
                    } catch (IOException e) {
                        // The same as the end.
                    }
                    Runtime.getRuntime().halt(Exit.FAILED);
                },
                "parent");
        watching.setDaemon(true);
        watching.start();
    }
}
