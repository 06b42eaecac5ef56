package vigie.facts;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.model.CveId;
import vigie.ssvc.CvePoints;
import vigie.store.Reader;
import vigie.store.StatusQuery;

/** Reads the SSVC decision points of many CVEs at once. For one thread at a time. */
public final class DecisionPoints {

    /** A day after every version: what stands now is asked for, not what stood earlier. */
    public static final LocalDate NOW = LocalDate.of(9999, 12, 31);

    private final Reader reader;
    private final boolean held;

    /** @param reader the database */
    public DecisionPoints(Reader reader) {
        this.reader = reader;
        this.held = held(reader);
    }

    /** Whether CISA's catalogue was ever read: if not, a CVE that is not in it may be in it. */
    public static boolean held(Reader reader) {
        return Optional.ofNullable(reader.status().moments().get("kev"))
                .flatMap(StatusQuery.Moments::success)
                .isPresent();
    }

    /** The decision points of each CVE, in the order of their identifiers; of a CVE nobody knows, no source says anything. */
    public Map<CveId, CvePoints> of(Collection<CveId> cves) {
        List<CveId> sorted = cves.stream().distinct().sorted().toList();
        Map<CveId, CvePoints> points = new LinkedHashMap<>();
        reader.scan().read(sorted, false, NOW, dossier -> points.put(dossier.id(), CvePoints.of(dossier, held)));
        return points;
    }
}
