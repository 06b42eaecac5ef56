package vigie.learn;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mean of several models in log-odds, as one model file: the trees of all, one model after the other, each leaf divided by the
 * number of models. XGBoost reads it like any other model, and its contributions are the means of the contributions of the models.
 */
public final class ModelMean {

    /** The attribute that says how many models were put together. */
    static final String MEMBERS = "members";

    private static final JsonMapper JSON = JsonMapper.shared();

    private ModelMean() {}

    /**
     * Puts models together.
     *
     * @param models XGBoost's JSON, of the same columns, base score and number of trees; the attributes of the first are kept
     * @return the file of the mean; the model itself if there is one
     * @throws IllegalArgumentException if they differ in columns, base score or number of trees
     */
    public static byte[] of(List<byte[]> models) {
        if (models.size() == 1) {
            return models.get(0);
        }
        try {
            ObjectNode whole = (ObjectNode) JSON.readTree(models.get(0));
            for (byte[] other : models.subList(1, models.size())) {
                append(whole, JSON.readTree(other));
            }
            ArrayNode trees = trees(whole);
            for (int tree = 0; tree < trees.size(); tree++) {
                divide((ObjectNode) trees.get(tree), tree, models.size());
            }
            count(whole);
            ((ObjectNode) whole.path("learner").path("attributes")).put(MEMBERS, Integer.toString(models.size()));
            return JSON.writeValueAsBytes(whole);
        } catch (JacksonException | ClassCastException e) {
            throw new IllegalArgumentException("a model is not as XGBoost writes it", e);
        }
    }

    /** The trees of a file. */
    static ArrayNode trees(JsonNode file) {
        return (ArrayNode) model(file).path("trees");
    }

    /** Writes down how many trees there are now. */
    static void count(ObjectNode file) {
        int size = trees(file).size();
        ArrayNode ends = ((ObjectNode) model(file)).putArray("iteration_indptr");
        ArrayNode groups = ((ObjectNode) model(file)).putArray("tree_info");
        ends.add(0);
        for (int tree = 0; tree < size; tree++) {
            ends.add(tree + 1);
            groups.add(0);
        }
        ((ObjectNode) model(file).path("gbtree_model_param")).put("num_trees", Integer.toString(size));
    }

    private static JsonNode model(JsonNode file) {
        return file.path("learner").path("gradient_booster").path("model");
    }

    private static void append(ObjectNode whole, JsonNode other) {
        int trees = model(other).path("trees").size();
        ArrayNode all = trees(whole);
        if (all.isEmpty()
                || all.size() % trees != 0
                || !alike(whole, other, "feature_names")
                || !alike(whole, other, "learner_model_param")) {
            throw new IllegalArgumentException("the models differ in columns, base score or number of trees");
        }
        model(other).path("trees").forEach(all::add);
    }

    private static boolean alike(JsonNode one, JsonNode other, String part) {
        return one.path("learner").path(part).equals(other.path("learner").path(part));
    }

    /** Divides the leaves of a tree and gives it its place. */
    static void divide(ObjectNode tree, int number, int models) {
        tree.put("id", number);
        ArrayNode values = (ArrayNode) tree.path("split_conditions");
        ArrayNode weights = (ArrayNode) tree.path("base_weights");
        JsonNode left = tree.path("left_children");
        for (int node = 0; node < values.size(); node++) {
            if (left.get(node).asInt() < 0) {
                values.set(node, values.get(node).floatValue() / models);
                weights.set(node, weights.get(node).floatValue() / models);
            }
        }
    }
}
