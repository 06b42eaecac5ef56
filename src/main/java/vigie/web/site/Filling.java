package vigie.web.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.job.JobEvent;
import vigie.job.JobProgress;

/**
 * The database is being filled for the first time, so that lists are incomplete or empty without meaning it.
 *
 * @param stage what is being done
 * @param cves CVEs that are held so far
 * @param publications publications that are held so far
 * @param missing sources that were not read to the end yet, and {@value #SCORES} as long as there are none
 * @param pieces pieces of work that are being done
 */
public record Filling(
        JobEvent.Stage stage, long cves, long publications, List<String> missing, List<JobProgress.Piece> pieces) {

    /** What is missing where no CVE was scored yet. */
    public static final String SCORES = "scores";

    /** Without one of these, no list is what it means to be; the others add to it. */
    private static final List<String> NEEDED = List.of("certfr", "cvelist", "nvd", "epss", "kev");

    /** Where that stands; empty if no job of this process is running, or all is there. */
    static Optional<Filling> of(Site site) {
        JobProgress.State state = site.progress().state();
        if (!state.running()) {
            return Optional.empty();
        }
        SourceStates held = site.sources();
        List<String> missing = new ArrayList<>(NEEDED);
        missing.removeIf(name -> held.sources().get(name).success().isPresent());
        if (site.readers().ask(reader -> reader.scores().lastRun().isEmpty())) {
            missing.add(SCORES);
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Filling(
                        state.stage().orElseThrow(),
                        held.totals().cves(),
                        held.totals().publications(),
                        List.copyOf(missing),
                        state.pieces()));
    }

    /** The same as JSON. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stage", stage.name().toLowerCase(java.util.Locale.ROOT));
        json.put("cves", cves);
        json.put("publications", publications);
        json.put("missing", missing);
        return json;
    }

    /** What is being read, with how much of it: {@code nvd 43 %}. */
    public List<String> reading() {
        return pieces.stream()
                .filter(piece -> piece.total() > 0)
                .map(piece -> piece.source() + " " + piece.percent() + "\u00a0%")
                .distinct()
                .toList();
    }
}
