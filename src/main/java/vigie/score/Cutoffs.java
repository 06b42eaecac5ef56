package vigie.score;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vigie.model.Dossier;

/** The newest day of each source in the training data. */
final class Cutoffs {

    private Cutoffs() {}

    /** The newest day of each source, none after the last day that counts as known. */
    static Map<String, String> of(List<Dossier> dossiers, LocalDate until) {
        Map<String, String> newest = new TreeMap<>();
        for (Dossier dossier : dossiers) {
            dossier.containers()
                    .flatMap(c -> c.day().stream())
                    .map(moment -> LocalDate.ofInstant(moment, ZoneOffset.UTC))
                    .forEach(day -> later(newest, "CVE records", day, until));
            dossier.signs().forEach(sign -> later(newest, sign.source(), sign.day(), until));
            dossier.citations().forEach(citation -> later(newest, "certfr", citation.day(), until));
        }
        return newest;
    }

    /** ISO dates sort alphabetically. */
    private static void later(Map<String, String> newest, String source, LocalDate day, LocalDate until) {
        if (!day.isAfter(until)) {
            newest.merge(source, day.toString(), (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
    }
}
