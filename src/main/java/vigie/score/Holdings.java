package vigie.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vigie.model.CveId;

/**
 * The share of the CVEs of a thousand ({@code CVE-2024-3xxx}) that the database holds,
 * measured against EPSS. An incomplete collection still has every exploited CVE, as the catalogues name them: negative rows are therefore weighted for the missing CVEs.
 */
public final class Holdings {

    /** Below this share, the stored CVEs are not a sample of all. */
    private static final double LEAST = 0.5;

    /** Minimum number of EPSS scores of a thousand to estimate its share. */
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

    /** The share of its thousand that is stored, 0 to 1; 1 if EPSS has too few scores. */
    double share(CveId cve) {
        return shares.getOrDefault(thousand(cve), 1.0);
    }

    /** Whether enough of its thousand is stored for training. */
    boolean enough(CveId cve) {
        return share(cve) >= LEAST;
    }
}
