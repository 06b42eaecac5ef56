package vigie.score;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vigie.feature.FeatureReader;
import vigie.learn.SparseRows;
import vigie.learn.TrainingSet;
import vigie.model.Dossier;

/**
 * The rows of a plan with all their features. A row depends on nothing after its 30 days, so the rows for an
 * earlier day are a subset of those for a later one.
 */
final class RowBank {

    private static final double DAYS_A_YEAR = 365.25;

    private final RawRows.Names names;
    private final List<RawRows> parts;

    private RowBank(RawRows.Names names, List<RawRows> parts) {
        this.names = names;
        this.parts = parts;
    }

    /** Derives the rows; in the order of the dossiers, whatever the number of threads. */
    static RowBank of(Corpus corpus, RowPlan plan, boolean withEpss, Work work) {
        RawRows.Names names = new RawRows.Names();
        return new RowBank(names, work.parts(corpus.dossiers(), part -> {
            RawRows rows = new RawRows(names);
            FeatureReader reader = new FeatureReader(corpus.history(), withEpss);
            for (Dossier dossier : part) {
                for (RowPlan.Planned row : plan.of(dossier)) {
                    reader.read(dossier, row.day(), rows.open(dossier.id(), row));
                }
            }
            return rows;
        }));
    }

    /** The position of a row in one of the parts. */
    private record At(RawRows part, int row) {}

    /** How many CVEs have a positive row whose 30 days were over on a day. */
    int exploited(LocalDate last) {
        Set<Long> exploited = new HashSet<>();
        for (At at : over(last)) {
            if (at.part().label(at.row()) > 0) {
                exploited.add(at.part().cve(at.row()));
            }
        }
        return exploited.size();
    }

    /**
     * The rows whose 30 days were over on a day, with the columns selected on these rows.
     *
     * @throws IllegalArgumentException if there is none
     */
    TrainingRows until(LocalDate last, Vocabulary vocabulary) {
        List<At> rows = over(last);
        Vocabulary.Counts counts = new Vocabulary.Counts(names);
        rows.forEach(at -> counts.add(at.part(), at.row()));
        List<String> columns = vocabulary.choose(counts);
        return new TrainingRows(
                last,
                columns,
                assemble(columns, rows, last),
                rows.stream().mapToLong(at -> at.part().cve(at.row())).toArray(),
                rows.stream().mapToInt(at -> at.part().day(at.row())).toArray(),
                exploited(last));
    }

    private List<At> over(LocalDate last) {
        int newest = (int) last.minusDays(RowPlan.HORIZON).toEpochDay();
        List<At> rows = new ArrayList<>();
        for (RawRows part : parts) {
            for (int row = 0; row < part.size(); row++) {
                if (part.day(row) <= newest) {
                    rows.add(new At(part, row));
                }
            }
        }
        return rows;
    }

    private TrainingSet assemble(List<String> columns, List<At> rows, LocalDate last) {
        int[] column = new int[names.size()];
        Arrays.fill(column, -1);
        for (int i = 0; i < columns.size(); i++) {
            column[names.id(columns.get(i))] = i;
        }
        float[] labels = new float[rows.size()];
        float[] weights = new float[rows.size()];
        SparseRows.Builder builder = SparseRows.builder(Math.max(1, columns.size()));
        float[] dense = new float[columns.size()];
        int[] touched = new int[columns.size()];
        int number = 0;
        for (At at : rows) {
            int[] count = {0};
            at.part().forEach(at.row(), (feature, value) -> {
                if (column[feature] >= 0) {
                    touched[count[0]++] = column[feature];
                    dense[column[feature]] = value;
                }
            });
            Arrays.sort(touched, 0, count[0]);
            for (int i = 0; i < count[0]; i++) {
                builder.put(touched[i], dense[touched[i]]);
            }
            builder.endRow();
            labels[number] = at.part().label(at.row());
            weights[number++] = at.part().weight(at.row()) * recency(at.part().day(at.row()), last);
        }
        return new TrainingSet(builder.build(), labels, weights);
    }

    private static float recency(int day, LocalDate last) {
        double years = (last.toEpochDay() - day) / DAYS_A_YEAR;
        return (float) Math.exp(-years / Recipe.RECENCY_YEARS);
    }
}
