package vigie.finding;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import vigie.model.CveId;
import vigie.text.CveIds;
import vigie.text.PlainText;

/**
 * One finding of a scanner: some vulnerabilities, mostly one, in a component of an asset. Texts that the report does not have are
 * empty; a score that it does not have is no score.
 *
 * @param ids identifiers as written, each once, the scanner's own first; at least one
 * @param cves the CVEs among them, each once; more than one where a scanner reports an update that mends several
 * @param aliases identifiers that the report gives as other names of the first, also CVEs
 * @param asset host, image, repository, or what else was scanned
 * @param component what is vulnerable
 * @param fixed version or versions that mend it, as written
 * @param severity as the scanner says, in its words
 * @param cvss base score as the scanner says, 0 to 10
 * @param vector CVSS vector as the scanner says
 * @param firstSeen day on which the scanner first saw it there
 * @param suppression why the report says that it does not count
 * @param file name of the report, with the member of an archive
 * @param position where it stands there
 */
public record Finding(
        List<String> ids,
        List<CveId> cves,
        List<String> aliases,
        String asset,
        Component component,
        String fixed,
        String severity,
        OptionalDouble cvss,
        String vector,
        Optional<LocalDate> firstSeen,
        Optional<Suppression> suppression,
        String file,
        Position position) {

    /** Copies the lists. */
    public Finding {
        ids = List.copyOf(ids);
        cves = List.copyOf(cves);
        aliases = List.copyOf(aliases);
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("a finding without identifier");
        }
    }

    /** The identifier that the scanner itself uses. */
    public String id() {
        return ids.get(0);
    }

    /** Rows of a list with one vulnerability each. */
    public int rows() {
        return Math.max(1, cves.size());
    }

    /** The same for other CVEs, as aliases lead to them. */
    public Finding with(List<CveId> others) {
        return new Finding(
                ids,
                others,
                aliases,
                asset,
                component,
                fixed,
                severity,
                cvss,
                vector,
                firstSeen,
                suppression,
                file,
                position);
    }

    /** The same with a suppression. */
    public Finding with(Suppression why) {
        return new Finding(
                ids,
                cves,
                aliases,
                asset,
                component,
                fixed,
                severity,
                cvss,
                vector,
                firstSeen,
                Optional.of(why),
                file,
                position);
    }

    /** Name and version as a package URL says them; none where it is no package URL. */
    static Component ofPurl(String purl) {
        try {
            if (!purl.startsWith("pkg:")) {
                return Component.NONE;
            }
            PackageURL read = new PackageURL(purl);
            String group = read.getNamespace() == null ? "" : read.getNamespace();
            String separator = group.isEmpty() ? "" : read.getType().equals("maven") ? ":" : "/";
            boolean system = Set.of("deb", "rpm", "apk").contains(read.getType());
            String version = read.getVersion() == null ? "" : read.getVersion();
            return new Component(system ? read.getName() : group + separator + read.getName(), version, purl, "", "");
        } catch (MalformedPackageURLException e) {
            return Component.NONE;
        }
    }

    /**
     * A finding that is being read. Values become one line without what nobody sees, as reports are written by anybody and their texts
     * go to terminals and into documents; those without content count as not said.
     */
    public static final class Draft {

        private final List<String> ids = new ArrayList<>(2);
        private final List<CveId> cves = new ArrayList<>(2);
        private final List<String> aliases = new ArrayList<>(0);
        private String asset = "";
        private String name = "";
        private String version = "";
        private String purl = "";
        private String type = "";
        private String path = "";
        private String check = "";
        private String fixed = "";
        private String severity = "";
        private OptionalDouble cvss = OptionalDouble.empty();
        private String vector = "";
        private Optional<LocalDate> firstSeen = Optional.empty();
        private Optional<Suppression> suppression = Optional.empty();

        /** Adds an identifier of any kind. A CVE, however it is spelt, counts as one of the CVEs of the finding. */
        public Draft id(String text) {
            String id = PlainText.line(text);
            if (!id.isEmpty() && !ids.contains(id)) {
                ids.add(id);
                cve(id).filter(cve -> !cves.contains(cve)).ifPresent(cves::add);
            }
            return this;
        }

        /** Adds several identifiers. */
        public Draft ids(Iterable<String> texts) {
            texts.forEach(this::id);
            return this;
        }

        /** Adds other names of the vulnerability. If none of its identifiers is a CVE, those among the aliases are its CVEs. */
        public Draft aliases(Iterable<String> texts) {
            for (String text : texts) {
                String alias = PlainText.line(text);
                if (!alias.isEmpty() && !aliases.contains(alias)) {
                    aliases.add(alias);
                }
            }
            return this;
        }

        public Draft asset(String text) {
            asset = PlainText.line(text);
            return this;
        }

        /** Name and installed version of what is vulnerable. */
        public Draft component(String itsName, String itsVersion) {
            name = PlainText.line(itsName);
            version = PlainText.line(itsVersion);
            return this;
        }

        /** All that is known of what is vulnerable. */
        public Draft component(Component component) {
            purl(component.purl()).type(component.type()).path(component.path()).check(component.check());
            return component(component.name(), component.version());
        }

        public Draft purl(String text) {
            purl = PlainText.line(text);
            return this;
        }

        /** Kind of package. */
        public Draft type(String text) {
            type = PlainText.line(text);
            return this;
        }

        public Draft path(String text) {
            path = PlainText.line(text);
            return this;
        }

        /** Title of the check that found it. */
        public Draft check(String text) {
            check = PlainText.line(text);
            return this;
        }

        /** Version that mends it. */
        public Draft fixed(String text) {
            fixed = PlainText.line(text);
            return this;
        }

        public Draft severity(String text) {
            severity = PlainText.line(text);
            return this;
        }

        /** A base score; one outside of 0 to 10 counts as not said. */
        public Draft cvss(double score) {
            cvss = score >= 0 && score <= 10 ? OptionalDouble.of(score) : OptionalDouble.empty();
            return this;
        }

        /** A base score as text; one that is no number counts as not said. */
        public Draft cvss(String score) {
            try {
                return score.isBlank()
                        ? this
                        : cvss(Double.parseDouble(score.strip().replace(',', '.')));
            } catch (NumberFormatException e) {
                return this;
            }
        }

        public Draft vector(String text) {
            vector = PlainText.line(text);
            return this;
        }

        public Draft firstSeen(Optional<LocalDate> day) {
            firstSeen = day;
            return this;
        }

        public Draft suppressed(Suppression why) {
            suppression =
                    Optional.of(new Suppression(PlainText.line(why.status()), PlainText.line(why.reason()), why.by()));
            return this;
        }

        /** Whether there is no identifier yet, so that nothing can be said of any vulnerability. */
        public boolean nameless() {
            return ids.isEmpty() && aliases.isEmpty();
        }

        Finding at(String file, Position position) {
            if (ids.isEmpty() && !aliases.isEmpty()) {
                ids.add(aliases.remove(0));
                cve(ids.get(0)).ifPresent(cves::add);
            }
            aliases.removeAll(ids);
            if (cves.isEmpty()) {
                aliases.forEach(alias -> cve(alias).ifPresent(cves::add));
            }
            if (name.isEmpty()) {
                Component said = ofPurl(purl);
                name = said.name();
                version = version.isEmpty() ? said.version() : version;
            }
            return new Finding(
                    ids,
                    cves,
                    aliases,
                    asset,
                    name.isEmpty()
                                    && purl.isEmpty()
                                    && path.isEmpty()
                                    && type.isEmpty()
                                    && version.isEmpty()
                                    && check.isEmpty()
                            ? Component.NONE
                            : new Component(name, version, purl, type, path, check),
                    fixed,
                    severity,
                    cvss,
                    vector,
                    firstSeen,
                    suppression,
                    file,
                    position);
        }

        private static Optional<CveId> cve(String id) {
            Optional<CveId> exact = CveId.formed(id);
            if (exact.isPresent()) {
                return exact.filter(cve -> cve.number() > 0);
            }
            boolean spelt = id.length() <= LONGEST_SPELLING
                    && id.toLowerCase(Locale.ROOT).startsWith("cve");
            return spelt ? CveIds.one(id) : Optional.empty();
        }

        private static final int LONGEST_SPELLING = 30;
    }
}
