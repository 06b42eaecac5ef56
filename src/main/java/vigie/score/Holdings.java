package vigie.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vigie.model.CveId;

/**
 * How much of the CVEs of a thousand ({@code CVE-2024-3xxx}) the database holds, measured by those that EPSS scores. A
 * collection with holes still has every CVE that became exploited, as their names are in the catalogues: a row that
 * stayed negative therefore stands for those that are missing, too.
 */
public final class Holdings {

    /** Below this, what is held is no sample of the whole. */
    private static final double LEAST = 0.5;

    /** A thousand of which EPSS knows fewer says nothing about its share. */
    private static final int FEW = 20;

    private final Map<CveId, Double> shares = new HashMap<>();

    /**
     * @param scored how many CVEs of each thousand EPSS scores
     * @param held the CVEs that have a record
     */
    public Holdings(Map<CveId, Integer> scored, List<CveId> held) {
        Map<CveId, Integer> counts = new HashMap<>();
        held.forEach(cve -> counts.merge(thousand(cve), 1, Integer::sum));
        scored.forEach((thousand, count) -> {
            if (count >= FEW) {
                shares.put(thousand, Math.min(1, counts.getOrDefault(thousand, 0) / (double) count));
            }
        });
    }

    private static CveId thousand(CveId cve) {
        return new CveId(cve.year(), cve.number() / 1000 * 1000);
    }

    /** The share of its thousand that is held, 0 to 1; 1 where EPSS knows too few to tell. */
    double share(CveId cve) {
        return shares.getOrDefault(thousand(cve), 1.0);
    }

    /** Whether enough of its thousand is held to learn from it. */
    boolean enough(CveId cve) {
        return share(cve) >= LEAST;
    }
}
