package vigie.alert;

import java.util.List;
import java.util.Optional;

/**
 * What a watch list was told of a CVE or a publication, as far as later alerts depend on it.
 *
 * @param list name of the list
 * @param matter the CVE or the publication
 * @param thread the matter of the alert in which it was told first
 * @param severity name of the severity that was told last; empty where none was known
 * @param exploited whether it was told to be known exploited
 * @param exploit whether it was told that an exploit is public
 * @param urgent whether the last alert was urgent
 * @param lines the lines of the list by which it was told, as their owner wrote them
 */
public record Told(
        String list,
        String matter,
        String thread,
        Optional<String> severity,
        boolean exploited,
        boolean exploit,
        boolean urgent,
        List<String> lines) {

    /** Keeps a copy. */
    public Told {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }
}
