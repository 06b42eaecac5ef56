package vigie.store;

import java.time.LocalDate;
import java.util.Optional;
import vigie.model.CveDay;
import vigie.model.CveId;
import vigie.model.DateOrigin;
import vigie.model.Exploited;
import vigie.model.KnownDay;
import vigie.model.Urgency;

/**
 * What stands for a CVE in lists; every value may be missing.
 *
 * @param state state of the CVE
 * @param published day from which it counts, ISO, see {@link CveDay}
 * @param publishedOrigin how that day is known; {@link DateOrigin#SOURCE} where there is none
 * @param cvssScore base score, 0 to 10
 * @param cvssVersion version of the CVSS vector
 * @param cvssVector the vector
 * @param cvssSource who assessed
 * @param cwe weakness
 * @param cweDescription the record's words for it
 * @param cweSource who said so
 * @param epss EPSS score, 0 to 1
 * @param epssPercentile EPSS percentile, 0 to 1
 * @param score our score, 0 to 1
 * @param scorePercentile share of the CVEs that our score puts lower or the same, 0 to 1
 * @param exploited since when it is known to be exploited, and who says so
 * @param kevDate day on which CISA took it into its catalogue, ISO
 * @param exploit day of the first public exploit
 */
public record CveSummary(
        Optional<String> state,
        Optional<String> published,
        DateOrigin publishedOrigin,
        Optional<Double> cvssScore,
        Optional<String> cvssVersion,
        Optional<String> cvssVector,
        Optional<String> cvssSource,
        Optional<String> cwe,
        Optional<String> cweDescription,
        Optional<String> cweSource,
        Optional<Double> epss,
        Optional<Double> epssPercentile,
        Optional<Double> score,
        Optional<Double> scorePercentile,
        Optional<Exploited> exploited,
        Optional<String> kevDate,
        Optional<KnownDay> exploit) {

    /** Nothing at all. */
    public static final CveSummary NONE = new CveSummary(
            Optional.empty(),
            Optional.empty(),
            DateOrigin.SOURCE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** The same records with what others say. */
    public CveSummary with(
            Optional<Double> epssNow,
            Optional<Double> percentile,
            Optional<Double> ours,
            Optional<Double> oursPercentile,
            Optional<Exploited> known,
            Optional<LocalDate> kev,
            Optional<KnownDay> firstExploit) {
        return new CveSummary(
                state,
                published,
                publishedOrigin,
                cvssScore,
                cvssVersion,
                cvssVector,
                cvssSource,
                cwe,
                cweDescription,
                cweSource,
                epssNow,
                percentile,
                ours,
                oursPercentile,
                known,
                kev.map(LocalDate::toString),
                firstExploit);
    }

    /** How urgent the CVE is. */
    public Urgency urgency(CveId cve) {
        return new Urgency(exploited.isPresent(), score, epss, cvssScore, cve);
    }
}
