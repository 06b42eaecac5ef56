package vigie.feature;

import java.util.List;
import java.util.Locale;

/** Features from the records: CVSS, products, CNA, weaknesses and age. */
final class RecordFeatures {

    private RecordFeatures() {}

    static void cvss(View view, Sink out) {
        view.said()
                .assessment()
                .ifPresentOrElse(
                        assessment -> {
                            out.number("CVSS_SCORE", assessment.score());
                            CvssMetrics.of(assessment)
                                    .forEach((metric, value) -> out.category("CVSS_" + metric, value));
                        },
                        () -> out.category("CVSS", "MISSING"));
    }

    static void products(View view, Sink out) {
        RecordFacts said = view.said();
        said.vendors().forEach(vendor -> out.category("CPE_VENDOR", capitals(vendor)));
        said.products().stream()
                .map(ProductKey::product)
                .distinct()
                .forEach(product -> out.category("CPE_PRODUCT", capitals(product)));
        for (String part : List.of("a", "o", "h")) {
            out.number("CPE_#TYPE:" + capitals(part), said.parts().getOrDefault(part, 0));
        }
        if (said.vendors().isEmpty() && said.products().isEmpty()) {
            out.category("CPE", "MISSING");
        }
    }

    static void assigner(View view, Sink out) {
        Assigners.of(view.known()).ifPresent(name -> out.category("CNA", capitals(name)));
    }

    static void weaknesses(View view, Sink out) {
        view.said().weaknesses().forEach(cwe -> out.category("CWE", cwe));
        if (view.said().weaknesses().isEmpty()) {
            out.category("CWE", "MISSING");
        }
    }

    static void age(View view, Sink out) {
        view.known().published().ifPresent(day -> out.number("AGE_DAYS", view.since(day)));
    }

    private static String capitals(String key) {
        return key.toUpperCase(Locale.ROOT);
    }
}
