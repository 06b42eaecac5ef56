package vigie.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeEnsembleTest {

    /** Splits by column 1 at 2.5, and above that by column 0 at 0.5; missing goes right, then left. */
    private static final String MODEL = """
            {"learner":{"attributes":{"note":"hand-made"},"feature_names":["a","b"],"feature_types":["i","q"],
            "gradient_booster":{"model":{"gbtree_model_param":{"num_trees":"1"},"tree_info":[0],"trees":[{
            "base_weights":[0,0,0,0,0],"categories":[],"categories_nodes":[],"default_left":[0,0,1,0,0],"id":0,
            "left_children":[1,-1,3,-1,-1],"right_children":[2,-1,4,-1,-1],"parents":[2147483647,0,0,2,2],
            "split_conditions":[2.5E0,-1E0,5E-1,1E0,4E0],"split_indices":[1,0,0,0,0],"split_type":[0,0,0,0,0],
            "sum_hessian":[8E0,4E0,4E0,1E0,3E0],
            "tree_param":{"num_deleted":"0","num_feature":"2","num_nodes":"5","size_leaf_vector":"1"}}]},
            "name":"gbtree"},
            "learner_model_param":{"base_score":"2.5E-1","num_class":"0","num_feature":"2","num_target":"1"},
            "objective":{"name":"binary:logistic","reg_loss_param":{"scale_pos_weight":"1"}}},"version":[3,0,4]}
            """;

    private static TreeEnsemble read(String json) throws IOException {
        return TreeEnsemble.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static double leaf(TreeEnsemble model, float a, float b) {
        return model.margin(new float[] {a, b}) - model.baseMargin();
    }

    @Test
    void followsThresholdsAndTheWaysOfMissingValues() throws IOException {
        TreeEnsemble model = read(MODEL);
        float missing = Float.NaN;
        assertThat(model.baseMargin()).isCloseTo(Math.log(1 / 3.0), within(1e-9));
        assertThat(leaf(model, 0, 2)).isCloseTo(-1, within(1e-12));
        assertThat(leaf(model, 0, 2.5f)).isCloseTo(1, within(1e-12));
        assertThat(leaf(model, 0.5f, missing)).isCloseTo(4, within(1e-12));
        assertThat(leaf(model, missing, missing)).isCloseTo(1, within(1e-12));
        assertThat(model.attributes()).containsEntry("note", "hand-made");
        assertThat(model.featureNames()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[2.5E-1]", "0.25", "2.5E-01"})
    void readsTheBaseScoreOfEveryVersion(String base) throws IOException {
        assertThat(read(MODEL.replace("2.5E-1", base)).baseMargin()).isCloseTo(Math.log(1 / 3.0), within(1e-9));
    }

    @Test
    void readsTheWaysOfMissingValuesAsOlderVersionsWroteThem() throws IOException {
        TreeEnsemble model = read(MODEL.replace("[0,0,1,0,0],\"id\"", "[false,false,true,false,false],\"id\""));
        assertThat(leaf(model, Float.NaN, 3)).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "left_children":[1,      | "left_children":[0,      | has no node 0
            "left_children":[1,      | "left_children":[9,      | has no node 9
            "left_children":[1,      | "left_children":[-7,     | has no node -7
            "left_children":[1,-1,3  | "left_children":[1,-1,1  | in two ways
            "right_children":[2      | "right_children":[1      | in two ways
            "left_children":[1,-1,3  | "left_children":[1,-1,2  | in two ways
            "sum_hessian":[8E0,      | "sum_hessian":[          | different lengths
            "sum_hessian":[8E0       | "sum_hessian":[-8E0      | sum_hessian
            [2.5E0,-1E0              | [2.5E0,1E999             | not a number
            "split_indices":[1       | "split_indices":[2       | splits by column 2
            "split_indices":[1       | "split_indices":[-1      | splits by column -1
            "split_type":[0          | "split_type":[1          | by category
            "categories_nodes":[]    | "categories_nodes":[0]   | by category
            "name":"gbtree"          | "name":"dart"            | booster is 'dart'
            "name":"gbtree"          | "name":"gblinear"        | booster is 'gblinear'
            binary:logistic          | reg:squarederror         | objective is 'reg:squarederror'
            "num_class":"0"          | "num_class":"3"          | num_class
            "num_target":"1"         | "num_target":"2"         | num_target
            "size_leaf_vector":"1"   | "size_leaf_vector":"3"   | more than one value
            "num_feature":"2","num_t | "num_feature":"99999999999","num_t | num_feature
            "num_feature":"2","num_t | "num_feature":"3","num_t | names 2 of 3 columns
            "base_score":"2.5E-1"    | "base_score":"1.5"       | base_score
            "base_score":"2.5E-1"    | "base_score":"x"         | base_score
            "left_children":[1       | "left_children":[1.5     | whole number
            "left_children":[1       | "left_children":[99999999999 | range
            "trees":[{               | "trees":[{},{            | has no nodes
            """)
    void saysWhatIsWrongWithAModel(String part, String replacement, String message) {
        assertThat(MODEL).contains(part);
        assertThatThrownBy(() -> read(MODEL.replace(part, replacement)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "null", "7", "{\"learner\":[]}", "{\"learner\":{}}", "not json"})
    void refusesOtherFiles(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ModelFileException.class);
    }

    @Property(tries = 300)
    void refusesAFileThatIsCut(@ForAll @IntRange(max = 1200) int length) {
        String cut = MODEL.substring(0, Math.min(length, MODEL.strip().length() - 1));
        assertThatThrownBy(() -> read(cut)).isInstanceOf(ModelFileException.class);
    }

    @Property(tries = 500)
    void aChangedByteIsRefusedOrRead(@ForAll @IntRange(max = 1200) int place, @ForAll @IntRange(max = 255) int value) {
        byte[] bytes = MODEL.getBytes(StandardCharsets.UTF_8);
        bytes[place % bytes.length] = (byte) value;
        try {
            TreeEnsemble model = TreeEnsemble.read(new ByteArrayInputStream(bytes));
            float[] dense = new float[model.width()];
            TreeShap.of(model).explainer().explain(dense);
        } catch (ModelFileException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesAChainThatIsTooDeep() {
        StringBuilder left = new StringBuilder();
        StringBuilder right = new StringBuilder();
        StringBuilder zeros = new StringBuilder();
        int splits = 500;
        for (int node = 0; node <= splits * 2; node++) {
            boolean inner = node % 2 == 0 && node < splits * 2;
            left.append(node == 0 ? "" : ",").append(inner ? node + 1 : -1);
            right.append(node == 0 ? "" : ",").append(inner ? node + 2 : -1);
            zeros.append(node == 0 ? "" : ",").append(0);
        }
        String json = MODEL.replace("[1,-1,3,-1,-1]", "[" + left + "]")
                .replace("[2,-1,4,-1,-1]", "[" + right + "]")
                .replaceAll(
                        "\"(split_conditions|split_indices|sum_hessian|default_left|split_type)\":\\[[^]]*]",
                        "\"$1\":[" + zeros + "]");
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("deeper than 64");
    }
}
