package vigie.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a reason for a score is about. Every feature belongs to one topic, whatever its name. Databases hold the ordinals: new
 * ones come last.
 */
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

    /** The vocabulary of a model has a few thousand names, and each of 240,000 CVEs asks for hundreds of them. */
    private static final Map<String, Topic> KNOWN = new ConcurrentHashMap<>();

    /** The topic of the feature with a name, whatever the records of a CVE say. */
    public static Topic of(String feature) {
        // Asked a hundred times for each CVE: a look-up is cheaper than computeIfAbsent, which may lock.
        Topic known = KNOWN.get(feature);
        return known != null ? known : KNOWN.computeIfAbsent(feature, name -> of(FeatureName.parse(name), Set.of()));
    }

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
        return bySubject(subject);
    }

    private static Topic bySubject(String subject) {
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

    /** Something that no record of a CVE says yet, and that many features depend on. */
    public enum Absence {
        CVSS(Topic.SEVERITY, List.of("CVSS_")),
        CPE(Topic.PRODUCT, List.of("CPE_", "VENDOR_", "PRODUCT_")),
        CWE(Topic.WEAKNESS, List.of("CWE_", "VENDOR_CWE_"));

        private final Topic topic;
        private final List<String> dependents;

        Absence(Topic topic, List<String> dependents) {
            this.topic = topic;
            this.dependents = dependents;
        }

        /** What the contributions say is missing. */
        public static Set<Absence> of(List<Contribution> contributions) {
            Set<Absence> absent = EnumSet.noneOf(Absence.class);
            for (Contribution one : contributions) {
                for (Absence absence : values()) {
                    if (one.feature().equals(absence.flag()) && FeatureName.holds(one.value())) {
                        absent.add(absence);
                    }
                }
            }
            return absent;
        }

        /** The feature that says so. */
        String flag() {
            return "C:" + name() + ":MISSING";
        }

        Topic topic() {
            return topic;
        }

        /** Whether a feature depends on what is missing. */
        boolean covers(FeatureName name) {
            return name.subject().equals(name()) || dependents.stream().anyMatch(name.subject()::startsWith);
        }

        /** Whether a feature says nothing but that it is missing. */
        public boolean explains(Contribution one) {
            FeatureName name = FeatureName.parse(one.feature());
            return one.feature().equals(flag()) || covers(name) && FeatureName.nothing(one.value());
        }
    }
}
