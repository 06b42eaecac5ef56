package vigie.facts;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vigie.model.CveId;

/**
 * What is known of the CVEs of a list that somebody has, such as the findings of a scanner.
 *
 * @param lines those of which anything is known, the most urgent first; rejected and reserved ones too
 * @param unknown those of which nothing is known, in the order of their identifiers
 */
public record Lookup(List<CveLine> lines, Set<CveId> unknown) {

    /** Looks up CVEs: 5,000 in less than a second, from the columns in memory in a tenth of that. */
    public static Lookup of(Collection<CveId> cves, CveLines all) {
        List<CveLine> lines = all.byUrgency(cves);
        Set<CveId> unknown = new TreeSet<>(cves);
        lines.forEach(line -> unknown.remove(line.id()));
        return new Lookup(lines, unknown);
    }
}
