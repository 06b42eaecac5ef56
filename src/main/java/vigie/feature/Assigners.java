package vigie.feature;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import vigie.model.CveRecord;
import vigie.model.Dossier;

/**
 * The CNA of a CVE under one name. NVD takes precedence over the CVE List, so that a CVE in both has
 * the same CNA as one in NVD only.
 */
final class Assigners {

    /** NVD names MITRE if the CNA is unknown. */
    private static final String ANYONE = "mitre";

    private static final Properties SHORT_NAMES = shortNames();

    private Assigners() {}

    static Optional<String> of(Dossier known) {
        return known.records().stream()
                .filter(r -> !r.assigner().isEmpty())
                .max(Comparator.comparing(CveRecord::source))
                .map(r -> shortName(r.assigner().toLowerCase(Locale.ROOT).replace(' ', '_')))
                .filter(name -> !name.equals(ANYONE) && name.indexOf('@') < 0);
    }

    private static String shortName(String name) {
        return name.equals("cve@mitre.org") ? ANYONE : SHORT_NAMES.getProperty(name, name);
    }

    private static Properties shortNames() {
        Properties names = new Properties();
        try (InputStream file = Assigners.class.getResourceAsStream("cna-names.properties")) {
            names.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
