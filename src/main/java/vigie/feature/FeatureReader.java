package vigie.feature;

import java.time.LocalDate;
import java.util.List;
import vigie.model.Container;
import vigie.model.Dossier;

/**
 * Derives the features of a CVE as of a day. They never use later knowledge: the dossier is read
 * through {@link Dossier#asOf} only, the history for the same day. One thread at a time.
 */
public final class FeatureReader {

    private final History history;
    private final List<Extractor> extractors;

    /** Cache of the last records: they are the same for most days of a CVE. */
    private List<Container> lastContainers = List.of();

    private RecordFacts lastSaid = RecordFacts.of(List.of());

    /**
     * @param history the history of other CVEs
     * @param withEpss whether the EPSS score is a feature
     */
    public FeatureReader(History history, boolean withEpss) {
        this.history = history;
        this.extractors = Extractors.all(withEpss);
    }

    /** Gives the features of a CVE at the end of a day. */
    public void read(Dossier dossier, LocalDate day, Sink out) {
        Dossier known = dossier.asOf(day);
        View view = new View(known, said(known.containers().toList()), day, history);
        for (Extractor extractor : extractors) {
            extractor.extract(view, out);
        }
    }

    /** Whether the records that a dossier holds name neither a CVSS assessment nor a product. */
    public static boolean bare(Dossier known) {
        return RecordFacts.bare(known.containers().toList());
    }

    private RecordFacts said(List<Container> containers) {
        if (!same(containers, lastContainers)) {
            lastSaid = RecordFacts.of(containers);
            lastContainers = containers;
        }
        return lastSaid;
    }

    /**
     * A container whose decisions are hidden is another object with the same parts. All parts that {@link RecordFacts} reads
     * count, as all empty lists may be one object.
     */
    private static boolean same(List<Container> some, List<Container> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            Container one = some.get(i);
            Container other = others.get(i);
            if (one.affected() != other.affected()
                    || one.assessments() != other.assessments()
                    || one.weaknesses() != other.weaknesses()
                    || !one.description().equals(other.description())) {
                return false;
            }
        }
        return true;
    }
}
