package vigie.score;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import vigie.model.CveId;
import vigie.model.Dossier;
import vigie.store.Reader;
import vigie.store.Store;

/** Loads dossiers from the database. */
public final class DossierLoader {

    private final Store store;
    private final Work work;
    private final boolean withEpss;

    /**
     * @param store the database
     * @param work the threads that read, each with a connection of its own
     * @param withEpss whether dossiers hold EPSS scores
     */
    public DossierLoader(Store store, Work work, boolean withEpss) {
        this.store = store;
        this.work = work;
        this.withEpss = withEpss;
    }

    /** Loads the dossiers of a sorted list, in its order. */
    public List<Dossier> load(List<CveId> sorted) {
        List<Dossier> all = new ArrayList<>(sorted.size());
        work.parts(sorted, part -> {
                    List<Dossier> some = new ArrayList<>(part.size());
                    read(part, LocalDate.MIN, some::add);
                    return some;
                })
                .forEach(all::addAll);
        return all;
    }

    /**
     * Reads the dossiers of a sorted list one after the other in this thread.
     *
     * @param from the first day as of which they are asked for
     */
    public void read(List<CveId> sorted, LocalDate from, Consumer<Dossier> taker) {
        try (Reader reader = store.reader()) {
            reader.scan().read(sorted, withEpss, from, taker);
        }
    }
}
