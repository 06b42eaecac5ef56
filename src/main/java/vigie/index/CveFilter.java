package vigie.index;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vigie.model.CveId;
import vigie.model.CveState;
import vigie.model.ScoreBands;
import vigie.model.Severities;

/**
 * A filter of CVEs; all conditions must hold.
 *
 * @param ids only these; empty means no condition
 * @param phrases all must occur in title, description or products, each as a phrase in any form of its words
 * @param vendors vendors as a person writes them, of which any will do; empty means no condition
 * @param products products as a person writes them, by their beginning, in quotes the whole name, of which any will do; empty
 *     means no condition. With vendors, one product must match both
 * @param severities severity ratings of the CVSS base score, or none
 * @param cvss CVSS base score, 0 to 10
 * @param score Vigie score, 0 to 1
 * @param bands bands of the Vigie score, or none
 * @param epss EPSS score, 0 to 1
 * @param exploited whether the CVE is known to be exploited
 * @param exploit whether an exploit is public
 * @param weaknesses numbers of weaknesses, 79 for CWE-79; empty means no condition
 * @param since first day of publication
 * @param until last day of publication
 * @param states states; empty leaves out rejected and reserved ones, unless they are asked for by identifier
 * @param cited publications of which one must cite the CVE
 */
public record CveFilter(
        Set<CveId> ids,
        List<String> phrases,
        List<String> vendors,
        List<String> products,
        Severities severities,
        Range cvss,
        Range score,
        ScoreBands bands,
        Range epss,
        Optional<Boolean> exploited,
        Optional<Boolean> exploit,
        Set<Integer> weaknesses,
        Optional<LocalDate> since,
        Optional<LocalDate> until,
        Set<CveState> states,
        Optional<Publications.Filter> cited) {

    /** The states that count where none is asked for. */
    public static final Set<CveState> REPORTED = Set.of(CveState.PUBLISHED, CveState.UNKNOWN);

    /** All reported CVEs. */
    public static final CveFilter ALL = new CveFilter(
            Set.of(),
            List.of(),
            List.of(),
            List.of(),
            Severities.ANY,
            Range.ANY,
            Range.ANY,
            ScoreBands.ANY,
            Range.ANY,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty());
}
