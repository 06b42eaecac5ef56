package vigie.learn;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Compares the processor time of XGBoost's {@code predictContrib} and of {@link TreeShap} for the same rows and model
 * in one process. Arguments: a model in XGBoost's JSON and a file of rows, each a line of {@code column:value} with
 * spaces between; without arguments, a model is trained on random rows.
 */
final class ShapBenchmark {

    private static final int ROUNDS = 5;

    private ShapBenchmark() {}

    public static void main(String... args) throws IOException, XGBoostError {
        if (args.length == 2) {
            byte[] json = Files.readAllBytes(Path.of(args[0]));
            int width = TreeEnsemble.read(new ByteArrayInputStream(json)).width();
            compare(json, rows(Path.of(args[1]), width));
        } else {
            random("sparse", Samples.set(20_000, 2000, 0.03, 1), 5);
            random("dense", Samples.set(20_000, 40, 0.8, 1), 5);
            random("dense and deep", Samples.set(20_000, 40, 0.8, 1), 8);
        }
    }

    private static void random(String name, TrainingSet set, int depth) throws IOException, XGBoostError {
        print("%n%s", name);
        BoostingParameters parameters =
                BoostingParameters.defaults().with(Parameter.TREES, 400).with(Parameter.DEPTH, depth);
        int[] first = IntStream.range(0, 2000).toArray();
        compare(Samples.train(set, parameters), set.rows().select(first));
    }

    /** Alternates, takes the best of the rounds for both, and prints a Markdown table. */
    static void compare(byte[] json, SparseRows rows) throws IOException, XGBoostError {
        TreeEnsemble model = TreeEnsemble.read(new ByteArrayInputStream(json));
        Booster booster = XGBoost.loadModel(new ByteArrayInputStream(json));
        booster.setParam("nthread", 1);
        DMatrix matrix = NativeXgBoost.matrix(rows, 1);
        long theirs = Long.MAX_VALUE;
        long ours = Long.MAX_VALUE;
        double worst = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpu();
            float[][] wanted = booster.predictContrib(matrix, 0);
            theirs = Math.min(theirs, cpu() - start);
            start = cpu();
            explainAll(TreeShap.of(model), rows, model.voices());
            ours = Math.min(ours, cpu() - start);
            worst = Math.max(worst, difference(model, rows, wanted));
        }
        print(
                "%d trees of %.0f nodes on average, %d rows of %d columns, %d values each",
                model.size(),
                model.forest().nodes() / (double) model.size(),
                rows.size(),
                rows.width(),
                rows.entries() / Math.max(1, rows.size()));
        print("| what | processor time |%n| --- | --- |");
        print("| `predictContrib` of XGBoost, 1 thread | %.1f µs a row |", theirs / 1e3 / rows.size());
        print("| `TreeShap`, preparing included | %.1f µs a row |", ours / 1e3 / rows.size());
        print("| ratio | %.1f |", theirs / (double) ours);
        print("| largest difference of a contribution | %.1e |", worst);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** Sixteen at a time, as scores are explained. */
    private static double explainAll(TreeShap shap, SparseRows rows, int voices) {
        TreeShap.Explainer explainer = shap.explainer();
        float[][] dense = new float[16][rows.width()];
        double[][] contributions = new double[16][rows.width() + 1];
        double[][] margins = new double[16][voices];
        double sum = 0;
        for (int from = 0; from < rows.size(); from += 16) {
            int count = Math.min(16, rows.size() - from);
            for (int i = 0; i < count; i++) {
                rows.copyRow(from + i, dense[i]);
            }
            explainer.explain(count, dense, contributions, margins);
            sum += contributions[0][0];
        }
        return sum;
    }

    private static double difference(TreeEnsemble model, SparseRows rows, float[][] wanted) {
        TreeShap.Explainer explainer = TreeShap.of(model).explainer();
        double worst = 0;
        for (int row = 0; row < rows.size(); row++) {
            double[] found = explainer.explain(rows.row(row));
            for (int column = 0; column < found.length; column++) {
                worst = Math.max(worst, Math.abs(found[column] - wanted[row][column]));
            }
        }
        return worst;
    }

    private static SparseRows rows(Path file, int width) throws IOException {
        SparseRows.Builder builder = SparseRows.builder(width);
        for (String line : Files.readAllLines(file)) {
            for (String entry : line.strip().split("\\s+")) {
                int colon = entry.indexOf(':');
                if (colon > 0) {
                    builder.put(
                            Integer.parseInt(entry.substring(0, colon)), Float.parseFloat(entry.substring(colon + 1)));
                }
            }
            builder.endRow();
        }
        return builder.build();
    }

    /** Processor time of the whole process: XGBoost has threads of its own. */
    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
