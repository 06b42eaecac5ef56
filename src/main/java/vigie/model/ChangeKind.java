package vigie.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What kind of thing an event of the record of changes ({@link Change}) tells. The names are part of the stored form. */
public enum ChangeKind {
    /** A CVE was published; also one that was reserved, or cited without a record, until then. */
    PUBLISHED,
    /** Title or description of a record. */
    DESCRIPTION,
    /** A CVSS assessment of one organisation. */
    CVSS,
    /** The weaknesses that one organisation names. */
    CWE,
    /** Products that one organisation names, or their versions. */
    AFFECTED,
    /** Links of a record. */
    REFERENCES,
    /** A CVE was rejected, is back, or is disputed or no longer so. */
    STATE,
    /** A catalogue of known exploited vulnerabilities took a CVE in, or takes it in again. */
    KEV_ADDED,
    /** Such a catalogue says something else of a CVE: due date, use in ransomware campaigns. */
    KEV_CHANGED,
    /** Such a catalogue no longer lists a CVE. */
    KEV_WITHDRAWN,
    /** By the rule of {@link Exploited} a CVE became known to be exploited, or is no longer. */
    KNOWN_EXPLOITED,
    /** An SSVC decision of one organisation. */
    SSVC,
    /** An exploit became public: the first of a CVE, or a further one. */
    EXPLOIT,
    /** Any other sign of exploitation came, or one went. */
    EVIDENCE,
    /** The EPSS score crossed a level, see {@link Levels}. */
    EPSS,
    /** The Vigie score crossed a level, see {@link Levels}. */
    SCORE,
    /** A CERT-FR publication is new or was revised. */
    BULLETIN;

    /** The kind that a text names, in any letter case, its words joined in any way ({@code kev-added}); empty for another. */
    public static Optional<ChangeKind> parse(String text) {
        String name = text.strip().replace('-', '_').replace(' ', '_');
        return Arrays.stream(values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The names of all kinds, as people and programs write them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(ChangeKind::toString).collect(Collectors.toList());
    }

    /** Whether the values are sets of which old and new tell only what went and what came, a line each. */
    public boolean listed() {
        return this == CWE || this == AFFECTED || this == REFERENCES;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
