package vigie.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Logistic regression with penalties on the weights, by coordinate descent in XGBoost ({@code gblinear}), which gives
 * the same result each time.
 *
 * <p>Columns are divided by their root mean square (missing as 0) before training, so that the penalties treat them
 * alike, and the weights are translated back. They are not centred: that would make sparse rows dense, and the
 * intercept, which has no penalty, takes up the means.
 */
public final class LogisticTraining {

    private LogisticTraining() {}

    /**
     * Trains a model.
     *
     * @param rounds passes over all columns, at least 1; 50 to 200 are usual
     * @param lambda squared penalty on the weights of scaled columns, for each unit of the rows' weight
     * @param alpha absolute penalty, likewise
     * @param threads at least 1
     * @throws BoostingUnavailable if the native library cannot be loaded
     * @throws IllegalArgumentException if there are not both positive and negative rows
     */
    public static Logistic train(TrainingSet set, int rounds, double lambda, double alpha, int threads) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("booster", "gblinear");
        settings.put("updater", "coord_descent");
        settings.put("objective", "binary:logistic");
        settings.put("base_score", set.baseRate());
        settings.put("reg_lambda", lambda);
        settings.put("reg_alpha", alpha);
        settings.put("nthread", threads);
        settings.put("verbosity", 0);
        float[] scales = scales(set);
        TrainingSet scaled = new TrainingSet(set.rows().scaled(scales), set.labels(), set.weights());
        byte[] json = NativeXgBoost.call(scaled, threads, matrix -> {
            Booster booster = XGBoost.train(matrix, settings, rounds, Map.of(), null, null);
            try {
                return booster.toByteArray("json");
            } finally {
                booster.dispose();
            }
        });
        return read(json, scales, set.baseRate());
    }

    /** One over the root mean square of each column; 0 for a column without values, which gets no weight. */
    private static float[] scales(TrainingSet set) {
        SparseRows rows = set.rows();
        double[] squares = new double[rows.width()];
        double total = 0;
        for (int row = 0; row < rows.size(); row++) {
            double weight = set.weights()[row];
            total += weight;
            rows.forEach(row, (column, value) -> squares[column] += weight * value * value);
        }
        float[] scales = new float[squares.length];
        for (int column = 0; column < scales.length; column++) {
            scales[column] = squares[column] > 0 ? (float) Math.sqrt(total / squares[column]) : 0;
        }
        return scales;
    }

    /** XGBoost writes the weights of all columns and then the intercept. */
    private static Logistic read(byte[] json, float[] scales, double baseRate) {
        JsonNode found = JsonMapper.shared().readTree(json).at("/learner/gradient_booster/model/weights");
        double[] weights = new double[scales.length];
        Arrays.setAll(weights, column -> found.get(column).doubleValue() * scales[column]);
        List<Double> list = new ArrayList<>();
        Arrays.stream(weights).forEach(list::add);
        double base = Math.log(baseRate / (1 - baseRate));
        return new Logistic(list, base + found.get(scales.length).doubleValue());
    }
}
