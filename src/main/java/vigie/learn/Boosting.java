package vigie.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient boosting of regression trees for a yes-or-no answer, by XGBoost (Chen and Guestrin 2016) with histograms.
 * The same input, parameters and number of threads give the same bytes.
 */
public final class Boosting {

    private Boosting() {}

    /** @throws BoostingUnavailable if the native library cannot be loaded */
    public static void require() {
        NativeXgBoost.require(NativeXgBoost::probe);
    }

    /**
     * Trains a model.
     *
     * @param columns one for each column of the rows
     * @param attributes what to note in the model file
     * @return the model in XGBoost's JSON, which {@link TreeEnsemble#read} and XGBoost in any language read
     * @throws BoostingUnavailable if the native library cannot be loaded
     * @throws IllegalArgumentException if the columns do not fit, or there are not both positive and negative rows
     */
    public static byte[] train(
            TrainingSet set, BoostingParameters parameters, List<Column> columns, Map<String, String> attributes) {
        return train(set, List.of(new Run(parameters, set.weights())), columns, attributes)
                .get(0);
    }

    /**
     * One of several trainings on the same rows.
     *
     * @param weights of the rows, 0 for those that it is not to see
     */
    public record Run(BoostingParameters parameters, float[] weights) {}

    /**
     * Trains several models on the same rows, all from the same base score: that of the first parameters, else the share of positive
     * rows. The rows are put into bins once, by the weights of the set.
     *
     * @return a model for each run, see {@link #train(TrainingSet, BoostingParameters, List, Map)}
     */
    public static List<byte[]> train(
            TrainingSet set, List<Run> runs, List<Column> columns, Map<String, String> attributes) {
        if (columns.size() != set.rows().width()) {
            throw new IllegalArgumentException(
                    columns.size() + " columns for " + set.rows().width());
        }
        double given = runs.get(0).parameters().get(Parameter.BASE_SCORE);
        double base = given > 0 ? given : set.baseRate();
        int threads = (int) runs.get(0).parameters().get(Parameter.THREADS);
        return NativeXgBoost.call(set, threads, matrix -> {
            List<byte[]> models = new ArrayList<>();
            for (Run run : runs) {
                matrix.setWeight(run.weights());
                models.add(train(matrix, run.parameters(), base, columns, attributes));
            }
            return models;
        });
    }

    private static byte[] train(
            DMatrix matrix,
            BoostingParameters parameters,
            double base,
            List<Column> columns,
            Map<String, String> attributes)
            throws XGBoostError {
        Map<String, Object> settings = new TreeMap<>();
        parameters.values().forEach((parameter, value) -> settings.put(parameter.key(), parameter.text(value)));
        int trees = (int) parameters.get(Parameter.TREES);
        settings.remove(Parameter.TREES.key());
        settings.put(Parameter.BASE_SCORE.key(), base);
        settings.put("objective", "binary:logistic");
        settings.put("tree_method", "hist");
        settings.put("monotone_constraints", directions(columns));
        settings.put("verbosity", 0);
        Booster booster = XGBoost.train(matrix, settings, trees, Map.of(), null, null);
        try {
            describe(booster, columns, attributes);
            return booster.toByteArray("json");
        } finally {
            booster.dispose();
        }
    }

    private static String directions(List<Column> columns) {
        if (columns.stream().allMatch(column -> column.direction() == 0)) {
            return "()";
        }
        return columns.stream()
                .map(column -> Integer.toString(column.direction()))
                .collect(Collectors.joining(",", "(", ")"));
    }

    private static void describe(Booster booster, List<Column> columns, Map<String, String> attributes)
            throws XGBoostError {
        List<String> kinds = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Column column : columns) {
            names.add(column.name());
            kinds.add(column.kind().code());
        }
        booster.setFeatureNames(names.toArray(String[]::new));
        booster.setFeatureTypes(kinds.toArray(String[]::new));
        for (Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
            booster.setAttr(attribute.getKey(), attribute.getValue());
        }
    }
}
