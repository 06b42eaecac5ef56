package vigie.explain;

import java.util.Locale;
import java.util.Set;

/** What a reason is about. Every feature belongs to one topic, whatever its name. */
public enum Topic {
    ACCESS,
    SEVERITY,
    SSVC,
    EXPLOITS,
    PUBLICATIONS,
    VENDOR,
    PRODUCT,
    WEAKNESS,
    AGE,
    ASSIGNER,
    DESCRIPTION,
    EPSS,
    OTHER,
    REST;

    private static final Set<String> METRICS_OF_ACCESS = Set.of("CVSS_AV", "CVSS_AC", "CVSS_AT", "CVSS_PR", "CVSS_UI");

    /**
     * The topic of a feature.
     *
     * @param absent what the records of the CVE say nothing about: all that depends on it is one topic
     */
    public static Topic of(FeatureName name, Set<Absence> absent) {
        for (Absence absence : absent) {
            if (absence.covers(name)) {
                return absence.topic();
            }
        }
        String subject = name.subject();
        if (METRICS_OF_ACCESS.contains(subject)) {
            return ACCESS;
        }
        if (subject.startsWith("CVSS")) {
            return SEVERITY;
        }
        if (subject.equals("SSVC_EXPLOITATION") || begins(subject, "POC", "EXPLOIT_DB", "METASPLOIT", "NUCLEI")) {
            return EXPLOITS;
        }
        return of(subject);
    }

    private static Topic of(String subject) {
        if (begins(subject, "CWE", "VENDOR_CWE")) {
            return WEAKNESS;
        }
        if (begins(subject, "VENDOR", "CPE_VENDOR")) {
            return VENDOR;
        }
        if (begins(subject, "PRODUCT", "CPE")) {
            return PRODUCT;
        }
        if (begins(subject, "NP", "DESCRIPTION")) {
            return DESCRIPTION;
        }
        return switch (subject.split("_", 2)[0]) {
            case "SSVC" -> SSVC;
            case "CERTFR" -> PUBLICATIONS;
            case "AGE" -> AGE;
            case "CNA" -> ASSIGNER;
            case "EPSS" -> EPSS;
            default -> OTHER;
        };
    }

    private static boolean begins(String subject, String... words) {
        for (String word : words) {
            if (subject.equals(word) || subject.startsWith(word + "_")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
