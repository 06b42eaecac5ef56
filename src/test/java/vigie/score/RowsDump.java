package vigie.score;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import vigie.model.Dossier;
import vigie.store.sqlite.SqliteStore;

/**
 * Prints rows of a home in the columns of its model in use, a line each, {@code column:value} with spaces between, for
 * {@code benchmarks/shap}. Arguments: home, day, number of CVEs, evenly chosen.
 */
final class RowsDump {

    private RowsDump() {}

    public static void main(String... args) throws IOException {
        Path home = Path.of(args[0]);
        int wanted = Integer.parseInt(args[2]);
        ScoreModel model = new ModelStore(home).current().model();
        Work work = new Work(2);
        Corpus corpus = Corpus.load(SqliteStore.at(home), Scope.FIRST, model.withEpss(), work);
        List<Dossier> all = corpus.dossiers();
        FeatureRow row = new FeatureRow(model, corpus.history());
        PrintStream out = System.out;
        int step = Math.max(1, all.size() / wanted);
        for (int i = 0; i < all.size(); i += step) {
            float[] values = row.of(all.get(i), LocalDate.parse(args[1]));
            StringBuilder line = new StringBuilder();
            IntStream.range(0, values.length)
                    .filter(column -> !Float.isNaN(values[column]))
                    .forEach(column -> line.append(String.format(Locale.ROOT, "%d:%s ", column, values[column])));
            out.println(line.toString().strip());
        }
    }
}
