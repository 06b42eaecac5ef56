package vigie.triage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vigie.facts.DecisionPoints;
import vigie.model.CveId;
import vigie.store.CveSummary;
import vigie.store.DossierQuery.Grounds;
import vigie.store.Reader;
import vigie.store.StoreException;
import vigie.text.Advisories;

/**
 * Looks up the CVEs of findings in the database, many at once and each once, while the reports are still being read: on a thread of its
 * own, which alone may use the reader until {@link #all} has returned.
 */
public final class Knowledge implements AutoCloseable {

    private static final int BATCH = 2_000;

    private final Reader reader;
    private final boolean catalogue;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread one = new Thread(task, "look-up of findings");
        one.setDaemon(true);
        return one;
    });
    private final Map<Object, Object> common = new HashMap<>();
    private final Set<CveId> wanted = new HashSet<>();
    private final List<Future<Map<CveId, Known>>> answers = new ArrayList<>();
    private List<CveId> next = new ArrayList<>();

    /** @param reader the database */
    public Knowledge(Reader reader) {
        this.reader = reader;
        this.catalogue = DecisionPoints.held(reader);
    }

    /** Whether CISA's catalogue was ever read: if not, a CVE that is not in it may be in it. */
    boolean catalogue() {
        return catalogue;
    }

    /** Asks for a CVE, if it was not asked for. */
    void want(CveId cve) {
        if (wanted.add(cve)) {
            next.add(cve);
            if (next.size() == BATCH) {
                ask();
            }
        }
    }

    /** The CVEs whose records refer to advisories, by the names of these; see {@link Advisories#name}. */
    Map<String, List<CveId>> referringTo(Collection<String> advisories) {
        return answer(thread.submit(() -> reader.dossiers().referringTo(advisories)));
    }

    private void ask() {
        List<CveId> batch = next;
        next = new ArrayList<>();
        answers.add(thread.submit(() -> known(batch)));
    }

    private Map<CveId, Known> known(List<CveId> batch) {
        Map<CveId, CveSummary> summaries = reader.dossiers().summaries(batch);
        Map<CveId, Grounds> grounds = reader.dossiers().grounds(batch);
        Map<CveId, Known> known = new HashMap<>();
        summaries.forEach((cve, summary) ->
                known.put(cve, small(Known.of(summary, grounds.getOrDefault(cve, Grounds.NONE), catalogue))));
        return known;
    }

    /** Without what no list of findings shows, and with what many CVEs have in common once: 250,000 of them fit into 100 MB. */
    private Known small(Known known) {
        CveSummary all = known.summary();
        CveSummary shown = new CveSummary(
                once(all.state()),
                Optional.empty(),
                all.publishedOrigin(),
                once(all.cvssScore()),
                once(all.cvssVersion()),
                once(all.cvssVector()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                all.epss(),
                all.epssPercentile(),
                all.score(),
                all.scorePercentile(),
                all.exploited(),
                all.kevDate(),
                all.exploit());
        return new Known(shown, once(known.points()), known.ransomware(), known.held());
    }

    /** Only the thread of the look-up uses it. */
    @SuppressWarnings("unchecked")
    private <T> T once(T value) {
        return (T) common.computeIfAbsent(value, same -> same);
    }

    /** What is held of all CVEs that were asked for; without those of which nothing is held. */
    Map<CveId, Known> all() {
        if (!next.isEmpty()) {
            ask();
        }
        Map<CveId, Known> all = new HashMap<>();
        answers.forEach(answer -> all.putAll(answer(answer)));
        answers.clear();
        return all;
    }

    /** What a thread of this package's own has found out; throws what it threw. */
    static <T> T answer(Future<T> asked) {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
