package vigie.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ml.dmlc.xgboost4j.java.Booster;
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
        if (columns.size() != set.rows().width()) {
            throw new IllegalArgumentException(
                    columns.size() + " columns for " + set.rows().width());
        }
        double base = parameters.get(Parameter.BASE_SCORE) > 0 ? parameters.get(Parameter.BASE_SCORE) : set.baseRate();
        Map<String, Object> settings = new TreeMap<>();
        parameters.values().forEach((parameter, value) -> settings.put(parameter.key(), parameter.text(value)));
        int trees = (int) parameters.get(Parameter.TREES);
        settings.remove(Parameter.TREES.key());
        settings.put(Parameter.BASE_SCORE.key(), base);
        settings.put("objective", "binary:logistic");
        settings.put("tree_method", "hist");
        settings.put("monotone_constraints", directions(columns));
        settings.put("verbosity", 0);
        return NativeXgBoost.call(set, (int) parameters.get(Parameter.THREADS), matrix -> {
            Booster booster = XGBoost.train(matrix, settings, trees, Map.of(), null, null);
            try {
                describe(booster, columns, attributes);
                return booster.toByteArray("json");
            } finally {
                booster.dispose();
            }
        });
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
