package vigie.explain;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import vigie.model.Contribution;

/** Something that no record of a CVE says yet, and that many features depend on. */
enum Absence {
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
    static Set<Absence> of(List<Contribution> contributions) {
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
    boolean explains(Contribution one) {
        FeatureName name = FeatureName.parse(one.feature());
        return one.feature().equals(flag()) || covers(name) && FeatureName.nothing(one.value());
    }
}
