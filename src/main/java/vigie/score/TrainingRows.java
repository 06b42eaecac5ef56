package vigie.score;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import vigie.feature.FeatureReader;
import vigie.feature.History;
import vigie.feature.Sink;
import vigie.learn.SparseRows;
import vigie.learn.TrainingSet;
import vigie.model.Dossier;

/**
 * The rows to learn from, with their columns.
 *
 * @param columns names of the columns
 * @param set rows, labels and weights
 * @param exploited how many CVEs have a positive row
 */
public record TrainingRows(List<String> columns, TrainingSet set, int exploited) {

    /** Derives the rows that a plan foresees; in the order of the dossiers, whatever the number of threads. */
    static TrainingRows of(
            List<Dossier> dossiers, RowPlan plan, History history, boolean withEpss, Vocabulary vocabulary, Work work) {
        RawRows.Names names = new RawRows.Names();
        AtomicInteger exploited = new AtomicInteger();
        List<RawRows> parts = work.parts(dossiers, part -> {
            RawRows rows = new RawRows(names);
            FeatureReader reader = new FeatureReader(history, withEpss);
            for (Dossier dossier : part) {
                List<RowPlan.Planned> planned = plan.of(dossier);
                exploited.addAndGet(planned.stream().anyMatch(RowPlan.Planned::positive) ? 1 : 0);
                for (RowPlan.Planned row : planned) {
                    Sink sink = rows.open(row.positive(), row.weight());
                    reader.read(dossier, row.day(), sink);
                }
            }
            return rows;
        });
        List<String> columns = vocabulary.choose(names, parts);
        return new TrainingRows(columns, assemble(names, columns, parts), exploited.get());
    }

    private static TrainingSet assemble(RawRows.Names names, List<String> columns, List<RawRows> parts) {
        int[] column = new int[names.size()];
        Arrays.fill(column, -1);
        for (int i = 0; i < columns.size(); i++) {
            column[names.id(columns.get(i))] = i;
        }
        int size = parts.stream().mapToInt(RawRows::size).sum();
        float[] labels = new float[size];
        float[] weights = new float[size];
        SparseRows.Builder builder = SparseRows.builder(columns.size());
        float[] dense = new float[columns.size()];
        int[] touched = new int[columns.size()];
        int at = 0;
        for (RawRows part : parts) {
            for (int row = 0; row < part.size(); row++) {
                int[] count = {0};
                part.forEach(row, (feature, value) -> {
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
                labels[at] = part.label(row);
                weights[at++] = part.weight(row);
            }
        }
        return new TrainingSet(builder.build(), labels, weights);
    }
}
