package vigie.report.document;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vigie.facts.CveLine;
import vigie.index.CveIndex;
import vigie.index.Products;

/**
 * A CVE in a report: its line of a list, and its products as a reader of a report wants them.
 *
 * @param line the line, see {@link vigie.facts.CveLines}
 * @param products the first vendors and products in one line, empty where none is known
 */
public record CveFigures(CveLine line, String products) {

    private static final int LONGEST = 80;

    static CveFigures of(CveLine line, CveIndex cves, int row) {
        return new CveFigures(line, names(cves.products(), row));
    }

    /** A vendor is named once, before its first product, unless that begins with its name. */
    private static String names(Products all, int row) {
        Set<String> names = new LinkedHashSet<>();
        String[] last = {""};
        all.of(row, product -> {
            String vendor = ShortText.name(all.vendorName(all.vendorOf(product)));
            String name = ShortText.name(all.name(all.same(product)));
            boolean said = vendor.equals(last[0]) || folded(name).startsWith(folded(vendor));
            names.add((said ? name : vendor + " " + name).strip());
            last[0] = vendor;
        });
        names.remove("");
        return first(List.copyOf(names));
    }

    private static String first(List<String> names) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            if (i > 0 && line.length() + names.get(i).length() > LONGEST) {
                return line + ", …";
            }
            line.append(i == 0 ? "" : ", ").append(names.get(i));
        }
        return line.toString();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
