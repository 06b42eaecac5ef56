package vigie.explain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vigie.model.Contribution;
import vigie.model.CveId;
import vigie.model.Exploited;
import vigie.model.Score;
import vigie.model.Spread;

/** Contributions as a model gives them, made up. */
public final class MadeUpContributions {

    public static final double BIAS = -6.881234;

    /** A CVE of which much is known. */
    public static final List<Contribution> ALL = List.of(
            one("C:CVSS_AV:NETWORK", 1, 0.912345),
            one("C:CVSS_AV:LOCAL", 0, 0.101),
            one("C:CVSS_AC:LOW", 1, 0.08),
            one("C:CVSS_PR:NONE", 1, 0.701),
            one("C:CVSS_UI:NONE", 0, 0.002),
            one("C:CVSS_UI:REQUIRED", 1, -0.35),
            one("C:CVSS_S:CHANGED", 1, 0.05),
            one("C:CVSS_C:HIGH", 1, 0.11),
            one("C:CVSS_I:HIGH", 1, 0.13),
            one("C:CVSS_A:HIGH", 1, 0.07),
            one("N:CVSS_SCORE", 9.6f, 0.402),
            one("C:CPE_VENDOR:MICROSOFT", 0, -0.12),
            one("C:CPE_VENDOR:APPLE", 0, -0.03),
            one("C:CPE_VENDOR:PALOALTONETWORKS", 1, 0.22),
            one("N:VENDOR_CVES", 340, 0.04),
            one("N:VENDOR_CVES_30D", 12, -0.01),
            one("N:VENDOR_EXPLOITED", 12, 0.55),
            one("N:VENDOR_EXPLOITED_12M", 3, 0.33),
            one("N:VENDOR_EXPLOITED_SHARE", 0.0333, 0.12),
            one("N:VENDOR_EXPLOITED_DAYS_AGO", 12, 0.2),
            one("C:CPE_PRODUCT:PANOS", 1, 0.31),
            one("N:CPE_#TYPE:O", 2, -0.02),
            one("N:CPE_#TYPE:A", 0, 0.04),
            one("N:PRODUCT_CVES", 120, 0.01),
            one("N:PRODUCT_EXPLOITED", 7, 0.29),
            one("C:CWE:77", 1, 0.18),
            one("C:CWE:79", 0, 0.14),
            one("C:CWE:89", 0, 0.02),
            one("N:CWE_EXPLOITED", 41, 0.05),
            one("N:CWE_CVES", 2210, -0.03),
            one("N:POC", 3, 0.9),
            one("N:POC_90D", 1, 0.4),
            one("N:EXPLOIT_DB", 0, -0.05),
            one("N:METASPLOIT", 0, -0.11),
            one("N:CERTFR_ALERTE", 1, 0.8),
            one("N:CERTFR_AVIS", 2, 0.1),
            one("C:SSVC_AUTOMATABLE:YES", 0, -0.25),
            one("C:SSVC_TECHNICAL_IMPACT:TOTAL", 1, 0.15),
            one("N:AGE_DAYS", 1430, -0.66),
            one("T:NP:REMOTE_CODE_EXECUTION", 0, -0.21),
            one("T:NP:ROOT_PRIVILEGES", 1, 0.13),
            one("T:NP:ARBITRARY_CODE", 1, 0.24),
            one("T:NP:UNAUTHENTICATED_ATTACKER", 1, 0.16),
            one("T:NP:WORDPRESS", 0, 0.06),
            one("N:DESCRIPTION_LENGTH", 312, 0.03),
            one("C:CNA:PALO_ALTO", 1, 0.02),
            one("N:MOON_PHASE", 0.25f, 0.015),
            one("C:TIDE:HIGH", 0, 0),
            one("N:WIND", Double.NaN, -0.004));

    /** A CVE that is new and bare. */
    public static final List<Contribution> BARE = List.of(
            one("C:CVSS:MISSING", 1, -0.41),
            one("C:CVSS_AV:NETWORK", 0, -0.52),
            one("C:CVSS_PR:NONE", 0, -0.2),
            one("N:CVSS_SCORE", Double.NaN, 0.1),
            one("C:CPE:MISSING", 1, -0.05),
            one("C:CPE_VENDOR:MICROSOFT", 0, -0.3),
            one("N:VENDOR_EXPLOITED", 0, -0.6),
            one("N:VENDOR_EXPLOITED_DAYS_AGO", Double.NaN, -0.1),
            one("N:PRODUCT_CVES", 0, 0.2),
            one("C:CWE:MISSING", 1, 0.03),
            one("C:CWE:79", 0, 0.12),
            one("N:POC", 0, -0.2),
            one("N:POC_90D", 0, -0.1),
            one("N:AGE_DAYS", 0, 1.2),
            one("N:DESCRIPTION_LENGTH", 0, -0.1));

    private MadeUpContributions() {}

    public static Contribution one(String feature, double value, double logOdds) {
        return new Contribution(feature, value, logOdds);
    }

    public static Score score() {
        return score(ALL);
    }

    public static Score score(List<Contribution> all) {
        double margin = BIAS + all.stream().mapToDouble(Contribution::logOdds).sum();
        return Score.of(
                CveId.of("CVE-2026-0001"),
                "2026-01-30-test",
                LocalDate.of(2026, 1, 30),
                margin,
                1 / (1 + Math.exp(-margin)),
                Optional.of(Spread.of(1 / (1 + Math.exp(0.4 - margin)), 1 / (1 + Math.exp(-0.3 - margin)))),
                0.99134,
                BIAS,
                new ArrayList<>(all),
                all.equals(ALL)
                        ? Optional.of(new Exploited(LocalDate.of(2026, 1, 12), List.of("kev", "eukev")))
                        : Optional.empty(),
                Instant.EPOCH);
    }
}
