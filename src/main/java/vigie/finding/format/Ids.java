package vigie.finding.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.finding.Finding;
import vigie.finding.Out;
import vigie.finding.Position;
import vigie.model.CveId;
import vigie.text.CveIds;

/**
 * Identifiers of vulnerabilities in a cell of a table: one or many, between any signs, in formulas and addresses; and among the names
 * that tools give to their rules.
 */
final class Ids {

    /** GHSA, and what has the form of the others: letters, a sign, and figures among the rest ({@code RHSA-2024:0001}). */
    private static final Pattern OTHER = Pattern.compile(
            "(?i:GHSA(?:-[0-9a-z]{4}){3})|(?!CVE)[A-Z][A-Z0-9]{1,15}[-:](?=[A-Za-z.:_-]{0,60}\\d)[A-Za-z0-9.:_-]{1,80}");

    /** Identifiers of those who are known to give them, for texts in which names of other things have the same form. */
    private static final Pattern KNOWN = Pattern.compile(
            "(?:CVE|CAN)-\\d{4}-\\d{4,14}"
                    + "|GHSA(?:-[0-9a-z]{4}){3}"
                    + "|SNYK-[A-Z0-9]+-[A-Z0-9_.]+-\\d+"
                    + "|(?:PYSEC|GO|RUSTSEC|OSV|MAL|GSD|HSEC|RSEC|BIT|CGA|EEF|PSF|UVI)-[0-9A-Za-z-]*\\d+[0-9A-Za-z-]*"
                    + "|(?:RHSA|RHBA|RHEA|ALSA|RLSA|RXSA|ELSA|ALAS\\d*|CESA|OESA|MGASA|ALBA|ALEA)-\\d{4}[:-]\\d+"
                    + "|(?:DSA|DLA|DTSA|USN|LSN|GLSA|ASA|AVG|XRAY|PRISMA|BDSA|GMS|VULNDB|TEMP)-[0-9A-Fa-f]+(?:-[0-9A-Fa-f]+)*"
                    + "|(?:SUSE|openSUSE)-[SRF]U-\\d{4}:\\d+-\\d+"
                    + "|sonatype-\\d{4}-\\d+",
            Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_SHOWN = 60;

    private static final Pattern SIGNS = Pattern.compile("[|/&+\\r\\n\\[\\]{}<>]");
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;()'\"=]+");

    /** What programs write where there is nothing. */
    private static final Set<String> NOTHING = Set.of("", "-", "n/a", "na", "none", "null", "nan", "unknown");

    private Ids() {}

    /** Those of the cell, each once; first those that the cell begins with. */
    static List<String> of(String cell) {
        if (cell.isBlank()) {
            return List.of();
        }
        // Most cells are one CVE and nothing else.
        if (CveId.parse(cell).filter(cve -> cve.number() > 0).isPresent()) {
            return List.of(cell);
        }
        List<CveId> cves = CveIds.in(cell);
        List<String> ids = new ArrayList<>(cves.size());
        cves.forEach(cve -> ids.add(cve.toString()));
        if (cves.size() == 1 && cell.strip().length() == ids.get(0).length()) {
            return ids;
        }
        List<String> others = new ArrayList<>(0);
        for (String word : BETWEEN.split(CveIds.without(SIGNS.matcher(cell).replaceAll(" ")))) {
            Matcher other = OTHER.matcher(word);
            if (other.matches() && !others.contains(word)) {
                others.add(word);
            }
        }
        boolean cvesFirst = cell.strip().toUpperCase(Locale.ROOT).startsWith("CVE");
        ids.addAll(cvesFirst ? ids.size() : 0, others);
        return ids;
    }

    /** The identifier that a text begins with, as Grype's {@code CVE-2022-1271-gzip} does; empty if there is none. */
    static Optional<String> leading(String text) {
        Matcher matcher = KNOWN.matcher(text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text);
        boolean whole = matcher.lookingAt()
                && (matcher.end() == text.length() || !Character.isLetterOrDigit(text.charAt(matcher.end())));
        return whole ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** Whether the text is such an identifier and nothing more. */
    static boolean isKnown(String text) {
        return text.length() <= LONGEST_NAME && KNOWN.matcher(text).matches();
    }

    /**
     * A row whose finding has the identifiers of this cell. What looks like an identifier in it and is none is refused.
     *
     * @param only whether the column holds identifiers only, so that a cell with anything else is refused, too
     */
    static void row(Finding.Draft draft, String cell, boolean only, Position position, Out out) {
        List<String> ids = of(cell);
        boolean simple = ids.size() == 1 && ids.get(0).length() == cell.length();
        List<String> broken = simple ? List.of() : CveIds.broken(cell);
        broken.forEach(word -> refused(word, position, out));
        if (!ids.isEmpty()) {
            out.finding(draft.ids(ids), position);
        } else if (broken.isEmpty()) {
            if (only && !NOTHING.contains(cell.strip().toLowerCase(Locale.ROOT))) {
                refused(cell, position, out);
            } else {
                out.other();
            }
        }
    }

    /** A word that looks like an identifier of a vulnerability, or stands where one ought to. */
    static void refused(String word, Position position, Out out) {
        out.refused(
                position,
                "not an identifier of a vulnerability: "
                        + (word.length() > LONGEST_SHOWN ? word.substring(0, LONGEST_SHOWN) + "…" : word));
    }
}
