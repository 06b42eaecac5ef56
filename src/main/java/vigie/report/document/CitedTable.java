package vigie.report.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.facts.CveLines;
import vigie.index.Publication;
import vigie.index.Snapshot;

/**
 * The table of publications and their CVEs: the publications newest first, the CVEs of each with the most urgent first.
 *
 * @param lines the rows that are shown
 * @param total rows of the whole table
 */
public record CitedTable(List<Line> lines, int total) {

    /** A publication and a CVE that it cites, or a publication that cites none. */
    public record Line(Publication publication, Optional<CveFigures> cve) {}

    /**
     * The table, or its most urgent rows if it has more than a number.
     *
     * @param most rows, 0 or more
     */
    static CitedTable of(Cited cited, Snapshot snapshot, int most) {
        int[] urgent = new UrgentRows(snapshot).all(cited.cves());
        Map<Integer, Integer> rank = new HashMap<>();
        Arrays.stream(urgent).forEach(row -> rank.put(row, rank.size()));
        List<Pair> pairs = pairs(cited, rank);
        int last = pairs.size() <= most
                ? Integer.MAX_VALUE
                : pairs.stream()
                        .mapToInt(Pair::rank)
                        .sorted()
                        .skip(most)
                        .findFirst()
                        .orElseThrow();
        Map<Integer, CveFigures> figures = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (Pair pair : pairs) {
            if (lines.size() < most && pair.rank() <= last) {
                lines.add(new Line(
                        pair.publication(),
                        pair.row().map(row -> figures.computeIfAbsent(row, r -> figures(snapshot, r)))));
            }
        }
        return new CitedTable(List.copyOf(lines), pairs.size());
    }

    private static CveFigures figures(Snapshot snapshot, int row) {
        return CveFigures.of(CveLines.untitled(snapshot.cves(), row).get(0), snapshot.cves(), row);
    }

    /** A publication and a row of the index; the rank is lower the more urgent it is. */
    private record Pair(Publication publication, Optional<Integer> row, int rank) {}

    private static List<Pair> pairs(Cited cited, Map<Integer, Integer> rank) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < cited.publications().size(); i++) {
            Publication publication = cited.publications().get(i);
            int[] rows = cited.rows().get(i);
            if (rows.length == 0) {
                pairs.add(new Pair(publication, Optional.empty(), Integer.MAX_VALUE));
            }
            Arrays.stream(rows)
                    .boxed()
                    .sorted(java.util.Comparator.comparing(rank::get))
                    .forEach(row -> pairs.add(new Pair(publication, Optional.of(row), rank.get(row))));
        }
        return pairs;
    }
}
