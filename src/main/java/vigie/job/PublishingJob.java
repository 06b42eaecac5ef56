package vigie.job;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import vigie.feed.FeedModel;
import vigie.feed.GitRepository;
import vigie.feed.Published;
import vigie.feed.Publisher;
import vigie.score.ModelStore;
import vigie.store.Reader;

/** Publishes the scores of a home as a feed. */
public final class PublishingJob {

    private final JobContext context;

    /** @param context home, settings, clock and listener */
    public PublishingJob(JobContext context) {
        this.context = context;
    }

    /**
     * Publishes into a directory.
     *
     * @param out the directory
     * @param git whether what changed is committed
     * @param since CVEs that changed before this day are left as they are in the feed
     * @throws vigie.feed.FeedException if it cannot be published
     */
    public Published run(Path out, boolean git, Optional<LocalDate> since) {
        try (Reader reader = context.store().reader()) {
            GitRepository repository = new GitRepository(out);
            if (git) {
                repository.check();
            }
            long from = System.nanoTime();
            Published published = new Publisher(this::model, context.clock()).publish(reader, out, since);
            context.tell(new JobEvent.FeedPublished(published, out, Duration.ofNanos(System.nanoTime() - from)));
            if (git) {
                boolean changed = repository.commit(published.summary());
                context.tell(new JobEvent.FeedCommitted(published.summary(), changed));
            }
            return published;
        }
    }

    private FeedModel model(String id) {
        ModelStore.Kept model = new ModelStore(context.home()).read(id);
        return new FeedModel(model.id(), model.file(), model.card().bytes());
    }
}
