package vigie.finding.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.finding.Finding;
import vigie.finding.Out;
import vigie.finding.Position;
import vigie.model.CveId;
import vigie.text.CveIds;

/** Identifiers of vulnerabilities in a cell of a table: one or many, between any signs, in formulas and addresses. */
final class Ids {

    /** GHSA, and what has the form of the others: letters, a sign, and figures among the rest ({@code RHSA-2024:0001}). */
    private static final Pattern OTHER = Pattern.compile(
            "(?i:GHSA(?:-[0-9a-z]{4}){3})|(?!CVE)[A-Z][A-Z0-9]{1,15}[-:](?=[A-Za-z.:_-]{0,60}\\d)[A-Za-z0-9.:_-]{1,80}");

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
        List<CveId> cves = CveIds.in(cell);
        List<String> ids = new ArrayList<>(cves.size());
        cves.forEach(cve -> ids.add(cve.toString()));
        // Most cells are one CVE and nothing else.
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

    /**
     * A row whose finding has the identifiers of this cell. A cell with something like an identifier that is none is refused.
     *
     * @param only whether the column holds identifiers only, so that anything else in it is refused, too
     */
    static void row(Finding.Draft draft, String cell, boolean only, Position position, Out out) {
        List<String> ids = of(cell);
        if (!ids.isEmpty()) {
            out.finding(draft.ids(ids), position);
            return;
        }
        List<String> broken = CveIds.broken(cell);
        if (!broken.isEmpty() || only && !NOTHING.contains(cell.strip().toLowerCase(Locale.ROOT))) {
            String shown = broken.isEmpty() ? cell : broken.get(0);
            out.refused(
                    position,
                    "not an identifier of a vulnerability: "
                            + (shown.length() > 60 ? shown.substring(0, 60) + "…" : shown));
        } else {
            out.other();
        }
    }
}
