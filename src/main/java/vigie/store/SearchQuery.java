package vigie.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.ScoreBands;
import vigie.model.Severities;

/** Finds CVEs by words of their title, description and products, and by properties; publications by their words and CVEs. */
public interface SearchQuery {

    /**
     * What to look for.
     *
     * @param cves only these CVEs, rejected ones too; none means that no identifier is asked for
     * @param phrases all must occur, each as a phrase; accents and case do not matter; none means no words are asked
     * @param product vendor and product
     * @param known whether only CVEs known to be exploited
     * @param minScore lowest CVSS base score
     * @param severities severity ratings of the CVSS base score, or none
     * @param bands bands of our score, or none
     * @param since first day of publication
     * @param limit most results
     */
    record Filter(
            Set<CveId> cves,
            List<String> phrases,
            ProductFilter product,
            boolean known,
            Optional<Double> minScore,
            Severities severities,
            ScoreBands bands,
            Optional<LocalDate> since,
            int limit) {

        /** Without identifiers, of any severity and band. */
        public Filter(
                List<String> phrases,
                ProductFilter product,
                boolean known,
                Optional<Double> minScore,
                Optional<LocalDate> since,
                int limit) {
            this(Set.of(), phrases, product, known, minScore, Severities.ANY, ScoreBands.ANY, since, limit);
        }

        /** Whether identifiers are the only condition. */
        public boolean onlyCves() {
            return !cves.isEmpty()
                    && phrases.isEmpty()
                    && product.any()
                    && !known
                    && minScore.isEmpty()
                    && severities.any()
                    && bands.any()
                    && since.isEmpty();
        }
    }

    /** A CVE that was found. */
    record Hit(CveId cve, CveSummary summary) {}

    /**
     * What was found.
     *
     * @param hits the most urgent first, see {@link vigie.model.Urgency}; at most as many as were asked for
     * @param total how many CVEs the filter lets pass
     */
    record Found(List<Hit> hits, int total) {}

    /** The CVEs that a filter lets pass. */
    Found find(Filter filter);

    /** The keys of the CVEs whose title, description or products hold all phrases; one phrase or more. */
    long[] matching(List<String> phrases);

    /**
     * Which publications to look for; neither words nor CVEs find none.
     *
     * @param cves it cites one of them, if any are given
     * @param phrases all must occur in its reference, title, summary, risks, affected systems (names of vendors and products among
     *     them) or the first 8,000 characters of its content, each as a phrase; accents, case and endings do not matter
     * @param beginning whether the last word may be the beginning of one, as while it is being typed
     */
    record PublicationWords(Set<CveId> cves, List<String> phrases, boolean beginning) {}

    /** A publication that was found. */
    record PublicationHit(BulletinRef ref, String title, LocalDate published) {}

    /** The publications that hold what is looked for, newest first. */
    List<PublicationHit> publications(PublicationWords asked);
}
