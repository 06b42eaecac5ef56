package vigie.score;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vigie.feature.History;
import vigie.feature.Trait;
import vigie.model.CveId;
import vigie.model.Dossier;
import vigie.store.Reader;
import vigie.store.Store;

/**
 * The data of a database for training and evaluation.
 *
 * @param dossiers every CVE in scope that has a record and is not rejected, by id
 * @param history the history of their vendors, products and weaknesses
 * @param holdings the share of CVEs that the database holds
 */
public record Corpus(List<Dossier> dossiers, History history, Holdings holdings) {

    /**
     * Loads a database; some 3 KB for each CVE.
     *
     * @param since CVEs published before this day are left out
     * @param withEpss whether EPSS scores are loaded
     */
    public static Corpus load(Store store, LocalDate since, boolean withEpss, Work work) {
        List<CveId> ids;
        Map<CveId, Integer> scored;
        try (Reader reader = store.reader()) {
            ids = reader.scan().published(since);
            scored = reader.scan().scoredByThousand();
        }
        List<Dossier> dossiers = new DossierLoader(store, work, withEpss).load(ids);
        List<Trait> traits = new ArrayList<>(dossiers.size());
        work.parts(dossiers, part -> part.stream().map(Trait::of).toList()).forEach(traits::addAll);
        return new Corpus(dossiers, History.of(traits), new Holdings(scored, ids));
    }
}
