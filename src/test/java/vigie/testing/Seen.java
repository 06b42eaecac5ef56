package vigie.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.model.CveId;
import vigie.model.EpssScore;
import vigie.model.Evidence;
import vigie.model.EvidenceKind;
import vigie.model.KnownExploited;
import vigie.model.Observation;

/** Short forms of observations. */
public final class Seen {

    private Seen() {}

    /** An entry of a catalogue. */
    public static Observation kev(String cve, String catalogue, String added) {
        return new Observation.KnownExploitedSeen(new KnownExploited(
                CveId.of(cve),
                catalogue,
                LocalDate.parse(added),
                Optional.empty(),
                "Unknown",
                "Acme",
                "Anvil",
                "",
                ""));
    }

    /** A public exploit; without a day if that is empty. */
    public static Observation exploit(String cve, String ref, String day) {
        Optional<LocalDate> date = day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day));
        return new Observation.EvidenceSeen(
                "archive", new Evidence(CveId.of(cve), EvidenceKind.EXPLOIT, "archive", ref, date, ""));
    }

    public static Observation end(String collection) {
        return new Observation.SnapshotEnd(collection);
    }

    /** The EPSS file of a day, with a percentile a little above each score. */
    public static List<Observation> epss(LocalDate day, Map<String, Double> scores) {
        List<Observation> file = new ArrayList<>();
        file.add(new Observation.EpssDay(day, "v1"));
        scores.forEach((cve, score) ->
                file.add(new Observation.EpssSeen(new EpssScore(CveId.of(cve), score, Math.min(1, score + 0.1)))));
        file.add(new Observation.EpssEnd());
        return file;
    }
}
