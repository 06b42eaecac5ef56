package vigie.job;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import vigie.model.CveId;
import vigie.model.Score;
import vigie.score.Explained;
import vigie.score.ModelStore;
import vigie.score.ScoreModel;
import vigie.score.ScoreRunner;
import vigie.store.Reader;
import vigie.store.ScoreRun;
import vigie.store.Writer;

/** Scores CVEs with the model in use. */
public final class ScoringJob {

    private final JobContext context;
    private final ScoreModel model;
    private final ScoreRunner runner;

    /**
     * @param context home, settings, clock and listener
     * @throws vigie.score.ModelRefused if there is no model that can be used
     */
    public ScoringJob(JobContext context) {
        this.context = context;
        this.model = new ModelStore(context.home()).current().model();
        Settings settings = context.settings();
        this.runner = new ScoreRunner(context.store(), model, settings.scoreSince(), context.clock(), settings.work());
    }

    /**
     * Brings the scores up to date.
     *
     * @param all whether all CVEs are scored, or those only that changed
     * @param earlier whether scores of a later day than today are replaced
     * @throws EarlierDayException if they are not, and scores of a later day are held
     * @throws InterruptedException if the thread is asked to stop
     * @throws IOException if the home cannot be written
     */
    public ScoreRun run(boolean all, boolean earlier) throws InterruptedException, IOException {
        try (Writer writer = context.writer()) {
            if (!earlier) {
                refuseLater();
            }
            long from = System.nanoTime();
            context.tell(new JobEvent.ScoringStarted(model.id()));
            ScoreRun run = all ? runner.all(writer) : runner.changed(writer);
            writer.settle();
            context.tell(new JobEvent.Scored(run, Duration.ofNanos(System.nanoTime() - from)));
            return run;
        }
    }

    private void refuseLater() {
        try (Reader reader = context.store().reader()) {
            reader.scores()
                    .lastRun()
                    .map(ScoreRun::day)
                    .filter(day -> day.isAfter(context.today()))
                    .ifPresent(day -> {
                        throw new EarlierDayException(day, context.today());
                    });
        }
    }

    /** Explains some CVEs as of now; those out of scope are left out. */
    public List<Explained> explain(List<CveId> cves) {
        return runner.explain(cves);
    }

    /** The names of all features of the model, in the order of its columns. */
    public List<String> features() {
        return model.features();
    }

    /** Whether there is anything to rank a score among. */
    public boolean canRank() {
        return runner.canRank();
    }

    /** The same as scores, ranked among those of all CVEs. */
    public List<Score> ranked(List<Explained> explained) {
        return runner.ranked(explained);
    }
}
