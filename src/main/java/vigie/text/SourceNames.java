package vigie.text;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The proper names of sources, the same in every language. */
public final class SourceNames {

    private static final Map<String, String> NAMES = Map.of(
            "kev", "CISA KEV",
            "eukev", "EU KEV",
            "ssvc", "SSVC",
            "nvd", "NVD",
            "cvelist", "CVE List",
            "epss", "EPSS",
            "certfr", "CERT-FR",
            "vigie", "Vigie");

    private SourceNames() {}

    /** The name of a source: {@code kev} is CISA KEV; another source's own name, on one printable line. */
    public static String of(String source) {
        return NAMES.getOrDefault(source, PlainText.line(source));
    }

    /** The names of several sources in one line. */
    public static String all(Collection<String> sources) {
        return sources.stream().map(SourceNames::of).distinct().collect(Collectors.joining(", "));
    }
}
