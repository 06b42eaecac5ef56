package vigie.learn;

import java.util.Arrays;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tree of one split in XGBoost's JSON.
 *
 * @param threshold values below it go left
 * @param missingGoesLeft where a row without the column goes
 * @param left what it says on the left
 * @param right likewise
 * @param leftCover weight of the training rows on the left
 * @param rightCover likewise
 */
record Stump(
        int column,
        float threshold,
        boolean missingGoesLeft,
        double left,
        double right,
        double leftCover,
        double rightCover) {

    /** XGBoost's parent of a root. */
    private static final int NONE = Integer.MAX_VALUE;

    /**
     * Writes the tree.
     *
     * @param number its place in the file
     * @param width columns of the model
     */
    ObjectNode json(int number, int width) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        Stream.of("categories", "categories_nodes", "categories_segments", "categories_sizes")
                .forEach(tree::putArray);
        double cover = leftCover + rightCover;
        floats(tree, "base_weights", (left * leftCover + right * rightCover) / cover, left, right);
        floats(tree, "loss_changes", 0, 0, 0);
        floats(tree, "split_conditions", threshold, left, right);
        floats(tree, "sum_hessian", cover, leftCover, rightCover);
        ints(tree, "default_left", missingGoesLeft ? 1 : 0, 0, 0);
        ints(tree, "left_children", 1, -1, -1);
        ints(tree, "right_children", 2, -1, -1);
        ints(tree, "parents", NONE, 0, 0);
        ints(tree, "split_indices", column, 0, 0);
        ints(tree, "split_type", 0, 0, 0);
        tree.put("id", number);
        tree.putObject("tree_param")
                .put("num_deleted", "0")
                .put("num_feature", Integer.toString(width))
                .put("num_nodes", "3")
                .put("size_leaf_vector", "1");
        return tree;
    }

    private static void floats(ObjectNode tree, String name, double... values) {
        ArrayNode list = tree.putArray(name);
        Arrays.stream(values).forEach(value -> list.add((float) value));
    }

    private static void ints(ObjectNode tree, String name, int... values) {
        ArrayNode list = tree.putArray(name);
        Arrays.stream(values).forEach(list::add);
    }
}
