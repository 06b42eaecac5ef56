package vigie.score;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.Dossier;
import vigie.source.CveJson;
import vigie.source.NvdJson;
import vigie.store.DossierScan.Held;
import vigie.store.Reader;

/** Makes dossiers of what the database holds. */
public final class DossierLoader {

    private final Path home;
    private final int threads;
    private final boolean withEpss;

    /**
     * @param home directory of the installation
     * @param threads how many read at once, each with a connection of its own
     * @param withEpss whether dossiers hold EPSS scores
     */
    public DossierLoader(Path home, int threads, boolean withEpss) {
        this.home = home;
        this.threads = threads;
        this.withEpss = withEpss;
    }

    /** Loads the dossiers of a sorted list, in its order. */
    public List<Dossier> load(List<CveId> sorted) {
        List<Dossier> all = new ArrayList<>(sorted.size());
        parts(sorted, part -> {
                    List<Dossier> some = new ArrayList<>(part.size());
                    read(part, some::add);
                    return some;
                })
                .forEach(all::addAll);
        return all;
    }

    /** Reads the dossiers of a sorted list one after the other in this thread. */
    public void read(List<CveId> sorted, Consumer<Dossier> taker) {
        try (Reader reader = Reader.open(home)) {
            reader.scan().read(sorted, withEpss, held -> taker.accept(dossier(held)));
        }
    }

    /** Work on a part of a list. */
    public interface Work<T> {
        T on(List<CveId> part);
    }

    /** Cuts a list into a part for each thread and works on them at once; results in order of the list. */
    public <T> List<T> parts(List<CveId> sorted, Work<T> work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            int pieces = sorted.size() < 1000 ? 1 : threads * 4;
            for (int i = 0; i < pieces; i++) {
                List<CveId> part = sorted.subList(
                        (int) ((long) sorted.size() * i / pieces), (int) ((long) sorted.size() * (i + 1) / pieces));
                futures.add(pool.submit(() -> work.on(part)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static Dossier dossier(Held held) {
        List<CveRecord> records = new ArrayList<>(2);
        for (Map.Entry<CveRecord.Source, byte[]> document : held.documents().entrySet()) {
            records.add(
                    document.getKey() == CveRecord.Source.CVE_LIST
                            ? CveJson.readLean(document.getValue())
                            : NvdJson.readLean(document.getValue()));
        }
        return new Dossier(held.cve(), List.copyOf(records), held.signs(), held.citations(), held.epss());
    }
}
