package vigie.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

    private final Vigie vigie;

    /** @param vigie its options are those of the other process, too: the same home with the same settings */
    ChildTraining(Vigie vigie) {
        this.vigie = vigie;
    }

    /** What is known of the newest days is held back, for the comparison with the model in use. */
    @Override
    public Result run(JobContext context) throws IOException, InterruptedException {
        try {
            String id = train(context, List.of("--hold-back", HELD_BACK_DAYS), line -> {});
            boolean used = Promotion.kept(id, new ModelStore(context.home()))
                    .filter(Promotion.Promoted.class::isInstance)
                    .isPresent();
            return new Result(
                    JobState.Outcome.DONE, used, used ? 1 : 0, "model " + id + (used ? " is in use" : " was refused"));
        } catch (Exit.Failure e) {
            return Result.failed(e.getMessage());
        }
    }

    /**
     * Trains on all that is known, and prints what the other process says.
     *
     * @throws Exit.Failure if it failed
     */
    void train(JobContext context) throws IOException, InterruptedException {
        train(context, List.of(), vigie.console()::say);
    }

    /**
     * Runs the other process.
     *
     * @param options of training
     * @param said takes its messages, by another thread
     * @return the identifier of the model
     */
    private String train(JobContext context, List<String> options, Consumer<String> said)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(context, options)).start();
        try {
            CompletableFuture<Optional<String>> last =
                    CompletableFuture.supplyAsync(() -> last(process.getErrorStream(), said));
            CompletableFuture<Optional<String>> result =
                    CompletableFuture.supplyAsync(() -> last(process.getInputStream(), line -> {}));
            int status = process.waitFor();
            Optional<String> message = last.join();
            if (status != Exit.DONE) {
                String error = vigie.messages().get("error", "");
                throw new Exit.Failure(
                        message.map(text -> text.startsWith(error) ? text.substring(error.length()) : text)
                                .orElse("training ended with status " + status));
            }
            message.ifPresent(said);
            return result.join().orElseThrow(() -> new Exit.Failure("training named no model"));
        } finally {
            stop(process);
        }
    }

    private List<String> command(JobContext context, List<String> options) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "19"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + context.settings().schedule().retrainHeap() + "m");
        command.add("-XX:+UseParallelGC");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(vigie.shared());
        command.addAll(List.of("train", OPTION));
        command.addAll(options);
        return command;
    }

    /** Hands on all lines but the last, which is returned: of a process that fails it says why. */
    private static Optional<String> last(InputStream stream, Consumer<String> others) {
        Optional<String> last = Optional.empty();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    last.ifPresent(others);
                    last = Optional.of(line);
                }
            }
        } catch (IOException e) {
            // The stream ends with the process, however that ends.
        }
        return last;
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
