package vigie.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vigie.feed.FeedException;
import vigie.feed.FeedModel;
import vigie.feed.GitRepository;
import vigie.feed.ModelFiles;
import vigie.feed.Published;
import vigie.feed.Publisher;
import vigie.store.Reader;
import vigie.text.Messages;

/** {@code vigie publish}: the scores as a feed for others. */
@Command(name = "publish")
final class PublishCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "DIR", required = true, descriptionKey = "publish.out")
    private Path out = Path.of("");

    @Option(names = "--git", descriptionKey = "publish.git")
    private boolean git;

    @Option(names = "--since", paramLabel = "DAY", descriptionKey = "publish.since")
    private Optional<String> since = Optional.empty();

    private final Vigie vigie;
    private final Messages messages;

    PublishCommand(Vigie vigie) {
        this.vigie = vigie;
        this.messages = vigie.messages();
    }

    @Override
    public Integer call() {
        Optional<LocalDate> day = since.map(vigie::day);
        try (Reader reader = vigie.reader()) {
            publish(reader, day);
        } catch (FeedException e) {
            throw new Failure(messages.get("publish.error." + e.reason(), e.detail()));
        }
        return Exit.DONE;
    }

    private void publish(Reader reader, Optional<LocalDate> day) {
        GitRepository repository = new GitRepository(out);
        if (git) {
            repository.check();
        }
        long from = System.nanoTime();
        FeedModel.Shelf models = new ModelFiles(vigie.home());
        Published published = new Publisher(models, vigie.clock()).publish(reader, out, day);
        tell(published, Duration.ofNanos(System.nanoTime() - from));
        if (git) {
            boolean committed = repository.commit(published.summary());
            vigie.console().say(messages.get(committed ? "publish.committed" : "publish.same", published.summary()));
        }
    }

    private void tell(Published published, Duration time) {
        String seconds = String.format(messages.locale(), "%.1f", time.toMillis() / 1000.0);
        vigie.console()
                .say(messages.get(
                        "publish.done",
                        published.cves(),
                        published.changed(),
                        published.removed(),
                        published.files(),
                        Math.round(published.bytes() / 1e6),
                        seconds,
                        out));
        if (!published.complete()) {
            vigie.console().say(messages.get("publish.partly"));
        }
    }
}
