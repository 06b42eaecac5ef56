package vigie.store;

import java.util.Optional;

/**
 * What stands for a CVE in lists; every value may be missing.
 *
 * @param state state of the CVE
 * @param published day of publication, ISO
 * @param cvssScore base score, 0 to 10
 * @param cvssVersion version of the CVSS vector
 * @param cvssVector the vector
 * @param cvssSource who assessed
 * @param cwe weakness
 * @param cweDescription the record's words for it
 * @param cweSource who said so
 * @param epss EPSS score, 0 to 1
 * @param epssPercentile EPSS percentile, 0 to 1
 * @param kevDate day on which CISA took it into its catalogue, ISO
 * @param exploitDate day of the first public exploit, ISO
 */
public record CveSummary(
        Optional<String> state,
        Optional<String> published,
        Optional<Double> cvssScore,
        Optional<String> cvssVersion,
        Optional<String> cvssVector,
        Optional<String> cvssSource,
        Optional<String> cwe,
        Optional<String> cweDescription,
        Optional<String> cweSource,
        Optional<Double> epss,
        Optional<Double> epssPercentile,
        Optional<String> kevDate,
        Optional<String> exploitDate) {}
