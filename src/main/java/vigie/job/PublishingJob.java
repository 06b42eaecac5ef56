package vigie.job;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import vigie.feed.FeedException;
import vigie.feed.FeedModel;
import vigie.feed.GitRepository;
import vigie.feed.Published;
import vigie.feed.Publisher;
import vigie.score.BandRecords;
import vigie.score.ModelStore;
import vigie.store.Reader;
import vigie.store.ScoreRun;

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
     * @param earlier whether a feed of a later day than that of the scores, or than today, is replaced
     * @throws vigie.feed.FeedException if it cannot be published
     * @throws EarlierDayException if what is held is of a later day, and is not to be replaced
     */
    public Published run(Path out, boolean git, Optional<LocalDate> since, boolean earlier) {
        try (Reader reader = context.store().reader()) {
            if (!earlier) {
                refuseLater(reader, out);
            }
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

    private void refuseLater(Reader reader, Path out) {
        Optional<LocalDate> scored = reader.scores().lastRun().map(ScoreRun::day);
        LocalDate day = scored.filter(of -> of.isBefore(context.today())).orElse(context.today());
        Stream.concat(scored.stream(), Publisher.day(out).stream())
                .filter(held -> held.isAfter(day))
                .max(LocalDate::compareTo)
                .ifPresent(held -> {
                    throw new EarlierDayException(held, day);
                });
    }

    private FeedModel model(String id) {
        ModelStore models = new ModelStore(context.home());
        if (!models.ids().contains(id)) {
            throw new FeedException(FeedException.Reason.NO_MODEL, id);
        }
        ModelStore.Kept model = models.read(id);
        return new FeedModel(model.id(), model.file(), model.card().bytes(), new BandRecords(context.home()).of(id));
    }
}
