package vigie.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import vigie.model.CveId;
import vigie.model.Score;
import vigie.score.Explained;
import vigie.score.ModelStore;
import vigie.score.ScoreModel;
import vigie.score.ScoreRunner;
import vigie.store.ScoreRun;
import vigie.store.Store;
import vigie.store.WriteLock;

/** Scores with the model in use, for a command, and tells how it went. */
final class Scoring {

    private final Vigie vigie;
    private final Path home;
    private final Settings settings;
    private final ScoreModel model;
    private final ScoreRunner runner;

    Scoring(Vigie vigie, Path home, Clock clock) {
        this.vigie = vigie;
        this.home = home;
        this.settings = vigie.settings();
        this.model = new ModelStore(home).current().model();
        this.runner = new ScoreRunner(home, model, settings.scoreSince(), clock, settings.work());
    }

    /** Brings the scores up to date. */
    ScoreRun run(boolean all) throws InterruptedException, java.io.IOException {
        Store.prepare(home);
        try (WriteLock lock = WriteLock.take(home, settings.lockWait(), this::waiting);
                Store store = Store.open(home)) {
            long from = System.nanoTime();
            vigie.console().say(vigie.messages().get("score.running", model.id()));
            ScoreRun run = all ? runner.all(store) : runner.changed(store);
            store.settle();
            String seconds = String.format(vigie.messages().locale(), "%.1f", (System.nanoTime() - from) / 1e9);
            vigie.console().say(vigie.messages().get("score.done", run.scored(), run.changed(), seconds));
            return run;
        }
    }

    /** Explains some CVEs as of now; those out of scope are left out. */
    List<Explained> explain(List<CveId> cves) {
        return runner.explain(cves);
    }

    /** Whether there is anything to rank a score among. */
    boolean canRank() {
        return runner.canRank();
    }

    /** The same as scores, ranked among those of all CVEs. */
    List<Score> ranked(List<Explained> explained) {
        return runner.ranked(explained);
    }

    private void waiting(String holder) {
        vigie.console().say(vigie.messages().get("sync.waiting", holder));
    }
}
