package vigie.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vigie.index.CveIndex;
import vigie.model.CveId;
import vigie.ssvc.CvePoints;
import vigie.ssvc.Decision;
import vigie.ssvc.Trees;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.store.Reader;

/**
 * Makes lines of lists: from the database alone, or from the columns in memory and what these do not hold, which takes a third
 * of the time. For one thread at a time.
 */
public final class CveLines {

    private final Reader reader;
    private final DossierQuery dossiers;
    private final Optional<CveIndex> columns;

    /** @param reader the database, of which alone lines are made */
    public CveLines(Reader reader) {
        this.reader = reader;
        this.dossiers = reader.dossiers();
        this.columns = Optional.empty();
    }

    /**
     * @param reader the database
     * @param columns the columns in memory
     */
    public CveLines(Reader reader, CveIndex columns) {
        this.reader = reader;
        this.dossiers = reader.dossiers();
        this.columns = Optional.of(columns);
    }

    /** The lines of rows of the columns, in their order. */
    public List<CveLine> rows(int... rows) {
        CveIndex cves = columns.orElseThrow();
        List<DossierQuery.ListedCve> rest =
                dossiers.listed(Arrays.stream(rows).mapToObj(cves::id).toList());
        return IntStream.range(0, rows.length)
                .mapToObj(i -> CveLine.of(cves, rows[i], rest.get(i)))
                .toList();
    }

    /** The lines of rows of the columns without what only the database has: headline, vector, percentile, day of KEV. */
    public static List<CveLine> untitled(CveIndex columns, int... rows) {
        return Arrays.stream(rows)
                .mapToObj(row -> CveLine.of(columns, row, DossierQuery.ListedCve.NONE))
                .toList();
    }

    /**
     * Lines with what the usual SSVC table says of each. Their records are read for it, a tenth of a millisecond each: to be asked
     * only where it is shown.
     */
    public List<CveLine> decided(List<CveLine> lines) {
        Map<CveId, CvePoints> points =
                new DecisionPoints(reader).of(lines.stream().map(CveLine::id).toList());
        return lines.stream()
                .map(line -> {
                    CvePoints known = points.get(line.id());
                    Decision.Dates dates = new Decision.Dates(known.listed(), Optional.empty());
                    return line.with(
                            known.reported()
                                    ? Optional.of(Decision.of(Trees.usual(), known.points(), dates))
                                    : Optional.empty());
                })
                .toList();
    }

    /** The line of a CVE whose summary is at hand. */
    public CveLine line(CveId cve, CveSummary summary) {
        String headline = dossiers.listed(List.of(cve)).get(0).headline();
        return CveLine.of(cve, summary, headline, dossiers.products(cve));
    }

    /** The lines of CVEs, the most urgent first; without those of which nothing is known. */
    public List<CveLine> byUrgency(Collection<CveId> cves) {
        List<CveId> others = new ArrayList<>();
        IntStream.Builder rows = IntStream.builder();
        for (CveId cve : cves) {
            OptionalInt row = columns.map(index -> index.row(cve)).orElse(OptionalInt.empty());
            row.ifPresentOrElse(rows, () -> others.add(cve));
        }
        int[] inMemory = rows.build().toArray();
        Stream<CveLine> fast = inMemory.length == 0 ? Stream.empty() : rows(inMemory).stream();
        Stream<CveLine> slow = others.isEmpty() ? Stream.empty() : fromDatabase(others);
        return Stream.concat(fast, slow)
                .sorted(Comparator.comparing(CveLine::urgency))
                .toList();
    }

    private Stream<CveLine> fromDatabase(List<CveId> cves) {
        Map<CveId, CveSummary> summaries = dossiers.summaries(cves);
        List<CveId> known = List.copyOf(summaries.keySet());
        List<DossierQuery.ListedCve> rest = dossiers.listed(known);
        return IntStream.range(0, known.size())
                .mapToObj(i -> CveLine.of(
                        known.get(i),
                        summaries.get(known.get(i)),
                        rest.get(i).headline(),
                        dossiers.products(known.get(i))));
    }
}
