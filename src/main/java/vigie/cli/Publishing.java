package vigie.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import vigie.feed.FeedException;
import vigie.feed.FeedModel;
import vigie.feed.GitRepository;
import vigie.feed.Published;
import vigie.feed.Publisher;
import vigie.score.ModelStore;
import vigie.store.Reader;
import vigie.text.Messages;

/** Publishes the scores of a home for a command and tells how it went. */
final class Publishing {

    private final Vigie vigie;
    private final Messages messages;
    private final Path home;
    private final Clock clock;

    Publishing(Vigie vigie, Path home, Clock clock) {
        this.vigie = vigie;
        this.messages = vigie.messages();
        this.home = home;
        this.clock = clock;
    }

    /**
     * Publishes into a directory.
     *
     * @param git whether what changed is committed
     * @param since CVEs that changed before this day are left as they are in the feed
     */
    void run(Path out, boolean git, Optional<LocalDate> since) {
        try (Reader reader = Reader.open(home)) {
            publish(reader, out, git, since);
        } catch (FeedException e) {
            throw new Failure(messages.get("publish.error." + e.reason(), e.detail()));
        }
    }

    private void publish(Reader reader, Path out, boolean git, Optional<LocalDate> since) {
        GitRepository repository = new GitRepository(out);
        if (git) {
            repository.check();
        }
        long from = System.nanoTime();
        Published published = new Publisher(this::model, clock).publish(reader, out, since);
        tell(published, out, Duration.ofNanos(System.nanoTime() - from));
        if (git) {
            boolean committed = repository.commit(published.summary());
            vigie.console().say(messages.get(committed ? "publish.committed" : "publish.same", published.summary()));
        }
    }

    private FeedModel model(String id) {
        ModelStore.Kept model = new ModelStore(home).read(id);
        return new FeedModel(model.id(), model.file(), model.card().bytes());
    }

    private void tell(Published published, Path out, Duration time) {
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
