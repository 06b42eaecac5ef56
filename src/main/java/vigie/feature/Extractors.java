package vigie.feature;

import java.util.ArrayList;
import java.util.List;

/** All families of features, in order; a new family is one method and one line here. */
final class Extractors {

    private Extractors() {}

    static List<Extractor> all(boolean withEpss) {
        List<Extractor> all = new ArrayList<>(List.of(
                RecordFeatures::cvss,
                RecordFeatures::products,
                RecordFeatures::assigner,
                RecordFeatures::weaknesses,
                RecordFeatures::age,
                EvidenceFeatures::exploits,
                EvidenceFeatures::publications,
                EvidenceFeatures::ssvc,
                HistoryFeatures::history,
                TextFeatures::description));
        if (withEpss) {
            all.add(EvidenceFeatures::epss);
        }
        return List.copyOf(all);
    }
}
