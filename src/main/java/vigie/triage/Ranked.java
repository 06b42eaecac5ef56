package vigie.triage;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.finding.Finding;
import vigie.model.CveId;
import vigie.ssvc.Asset;
import vigie.ssvc.Decision;
import vigie.ssvc.Decision.Due;

/**
 * A line of the prioritised list: one vulnerability in one component of one asset.
 *
 * @param rank its place, from 1 on
 * @param id the CVE, or, where the identifiers lead to none, the one that the scanner uses
 * @param cve the CVE
 * @param aliases its other identifiers, sorted
 * @param finding what the scanner says
 * @param asset what the list of assets says
 * @param known what is held of the vulnerability
 * @param decision what to do; empty for a rejected CVE, which is no vulnerability
 * @param due by when; empty where the decision names no day
 * @param seen day on which it was first seen: by the scanner, in an earlier run, or today
 * @param change what became of it since an earlier run
 */
public record Ranked(
        long rank,
        String id,
        Optional<CveId> cve,
        List<String> aliases,
        Finding finding,
        Asset asset,
        Known known,
        Optional<Decision> decision,
        Optional<Due> due,
        LocalDate seen,
        Change change) {

    /** The package as one name without version: its name, else its package URL, else where it lies. */
    public String packageName() {
        return Keys.packageName(finding.component());
    }
}
