package vigie.score;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.feature.History;
import vigie.model.CveId;
import vigie.model.Score;
import vigie.store.KeptTrait;
import vigie.store.Reader;
import vigie.store.ScoreRun;
import vigie.store.ScoreWriter;
import vigie.store.Store;
import vigie.store.Writer;

/**
 * Scores CVEs with the model in use. A run of all CVEs gives each its percentile among all; a run of some ranks these
 * among the scores that are held, and leaves the others unchanged until the next run of all.
 */
public final class ScoreRunner {

    private final Store store;
    private final ScoreModel model;
    private final LocalDate since;
    private final Clock clock;
    private final Work work;

    /**
     * @param store the database
     * @param since CVEs published before this day have no score
     * @param clock its day is the day as of which is scored
     */
    public ScoreRunner(Store store, ScoreModel model, LocalDate since, Clock clock, Work work) {
        this.store = store;
        this.model = model;
        this.since = since;
        this.clock = clock;
        this.work = work;
    }

    /**
     * What is known before anything is scored.
     *
     * @param cves in scope, in order
     * @param changed those of them with new information since the last run, in order
     * @param fresh what these contribute to the history, to be stored
     */
    private record State(
            List<CveId> cves, List<CveId> changed, Collection<KeptTrait> fresh, History history, long lastChange) {}

    /** Scores every CVE. */
    public ScoreRun all(Writer writer) {
        Instant started = clock.instant();
        State state = state(writer.lastChange());
        List<Unranked> scores = scores(state.cves(), state.history());
        return write(writer, started, state, scores, new double[0], ScoreRun.Kind.ALL);
    }

    /**
     * Scores the CVEs with new information since the last run, or every CVE if the last run of all
     * was with another model or on another day. A run without changes is not recorded.
     */
    public ScoreRun changed(Writer writer) {
        if (!upToDate()) {
            return all(writer);
        }
        Instant started = clock.instant();
        try (Work.Beside<double[]> ranking = Work.Beside.start(this::margins)) {
            State state = state(writer.lastChange());
            List<Unranked> scores = scores(state.changed(), state.history());
            return write(writer, started, state, scores, ranking.result(), ScoreRun.Kind.CHANGED);
        }
    }

    /** Explains the scores of some CVEs as of now, without changing the database. CVEs out of scope are left out. */
    public List<Explained> explain(List<CveId> cves) {
        State state = state(0);
        Scorer scorer = new Scorer(model, state.history(), today());
        Set<CveId> scope = new HashSet<>(state.cves());
        List<Explained> all = new ArrayList<>();
        List<CveId> asked =
                cves.stream().filter(scope::contains).sorted().distinct().toList();
        scorer.all(dossiers -> loader().read(asked, today(), dossiers), all::add);
        return all;
    }

    /** Whether scores of this model are held, among which others can be ranked. */
    public boolean canRank() {
        try (Reader reader = store.reader()) {
            return reader.scores()
                    .lastRunOf(ScoreRun.Kind.ALL)
                    .filter(run -> run.model().equals(model.id()))
                    .isPresent();
        }
    }

    /** Scores as they would be stored, ranked among the stored ones; see {@link #canRank}. */
    public List<Score> ranked(List<Explained> explained) {
        Percentiles percentiles = new Percentiles(margins());
        return explained.stream()
                .map(e -> e.score(model.id(), today(), percentiles.of(e.margin()), clock.instant()))
                .toList();
    }

    /** Whether the scores held are those of the model and of today, apart from what was changed since. */
    private boolean upToDate() {
        try (Reader reader = store.reader()) {
            return reader.scores()
                    .lastRunOf(ScoreRun.Kind.ALL)
                    .filter(run -> run.model().equals(model.id()) && run.day().equals(today()))
                    .isPresent();
        }
    }

    /** The stored inputs are read while the current ones are computed. */
    private State state(long lastChange) {
        try (Work.Beside<List<KeptTrait>> kept = Work.Beside.start(this::kept);
                Reader reader = store.reader()) {
            Map<CveId, Long> inputs = reader.scan().digests(since, model.withEpss());
            Traits traits = Traits.of(kept.result(), inputs, loader(), work);
            return new State(
                    inputs.keySet().stream().sorted().toList(),
                    traits.changed(),
                    traits.fresh().values(),
                    traits.history(),
                    lastChange);
        }
    }

    private List<KeptTrait> kept() {
        try (Reader reader = store.reader()) {
            return reader.scores().traits();
        }
    }

    private DossierLoader loader() {
        return new DossierLoader(store, work, model.withEpss());
    }

    private double[] margins() {
        try (Reader reader = store.reader()) {
            return reader.scores().margins();
        }
    }

    private List<Unranked> scores(List<CveId> ids, History history) {
        List<Unranked> scores = new ArrayList<>(ids.size());
        work.parts(ids, part -> {
                    Scorer scorer = new Scorer(model, history, today());
                    List<Unranked> some = new ArrayList<>(part.size());
                    scorer.all(
                            dossiers -> loader().read(part, today(), dossiers),
                            explained -> some.add(Unranked.of(explained, model)));
                    return some;
                })
                .forEach(scores::addAll);
        return scores;
    }

    /**
     * @param ranking the margins among which a score is ranked; those of the scores themselves if there are none
     */
    private ScoreRun write(
            Writer to, Instant started, State state, List<Unranked> scores, double[] ranking, ScoreRun.Kind kind) {
        List<CveId> gone;
        Optional<ScoreRun> last;
        try (Reader reader = store.reader()) {
            gone = reader.scores().outOfScope(since);
            last = reader.scores().lastRun();
        }
        if (kind == ScoreRun.Kind.CHANGED && scores.isEmpty() && gone.isEmpty() && last.isPresent()) {
            // Nothing is recorded: a feed that is published again must not change.
            long number = last.get().id();
            return new ScoreRun(number, started, clock.instant(), model.id(), today(), kind, 0, 0, state.lastChange());
        }
        try (ScoreWriter writer = to.scores(started)) {
            Percentiles percentiles = new Percentiles(
                    ranking.length > 0
                            ? ranking
                            : scores.stream().mapToDouble(Unranked::margin).toArray());
            Instant now = clock.instant();
            for (Unranked one : scores) {
                writer.put(one.ranked(model, today(), percentiles.of(one.margin()), now));
            }
            state.fresh().forEach(writer::put);
            gone.forEach(cve -> writer.gone(cve, today()));
            return writer.finish(clock.instant(), model.id(), today(), kind, state.lastChange());
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
    }
}
