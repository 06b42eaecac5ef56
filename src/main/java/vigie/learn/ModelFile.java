package vigie.learn;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads XGBoost's JSON: the model schema of its documentation. Unused parts are skipped. */
final class ModelFile {

    private static final int MOST_COLUMNS = 10_000_000;
    private static final int MOST_TREES = 100_000;
    private static final int MOST_NODES = 50_000_000;

    final List<String> featureNames = new ArrayList<>();
    final Map<String, String> attributes = new LinkedHashMap<>();
    final Forest forest = new Forest();
    int width;
    private float baseScore = Float.NaN;
    private final List<TreeParts> trees = new ArrayList<>();
    private boolean boosted;
    private String objective = "";
    private final JsonCursor json;

    private ModelFile(JsonCursor json) {
        this.json = json;
    }

    /** @throws ModelFileException if it is not a model that can be used */
    static ModelFile read(InputStream in) throws ModelFileException {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), in)) {
            ModelFile file = new ModelFile(new JsonCursor(parser, MOST_COLUMNS));
            file.readAll();
            return file;
        } catch (JacksonException e) {
            throw new ModelFileException("the model is cut or is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The log-odds before the first tree: the file has the probability. */
    double baseMargin() {
        return -Math.log(1 / (double) baseScore - 1);
    }

    private void readAll() throws ModelFileException {
        json.start();
        json.object("the model", name -> {
            if (name.equals("learner")) {
                json.object(name, this::learner);
            } else {
                json.skip();
            }
        });
        if (!objective.equals("binary:logistic")) {
            throw new ModelFileException("the model's objective is '" + objective + "', not binary:logistic");
        }
        if (!boosted || width == 0) {
            throw new ModelFileException("the model has no gradient_booster or no learner_model_param");
        }
        if (!(baseScore > 0 && baseScore < 1)) {
            throw new ModelFileException("the model's base_score is not a probability");
        }
        if (!featureNames.isEmpty() && featureNames.size() != width) {
            throw new ModelFileException("the model names " + featureNames.size() + " of " + width + " columns");
        }
        for (int tree = 0; tree < trees.size(); tree++) {
            trees.get(tree).appendTo(forest, tree, width);
            if (forest.nodes() > MOST_NODES) {
                throw new ModelFileException("the model has more than " + MOST_NODES + " nodes");
            }
        }
        trees.clear();
    }

    private void learner(String name) throws ModelFileException {
        switch (name) {
            case "attributes" -> json.object(name, key -> attributes.put(key, json.text(key)));
            case "feature_names" -> json.array(name, at -> featureNames.add(json.text("a feature name")));
            case "learner_model_param" -> json.object(name, this::parameter);
            case "objective" ->
                json.object(name, key -> {
                    if (key.equals("name")) {
                        objective = json.text(key);
                    } else {
                        json.skip();
                    }
                });
            case "gradient_booster" -> json.object(name, this::booster);
            default -> json.skip();
        }
    }

    private void parameter(String name) throws ModelFileException {
        switch (name) {
            case "num_feature" -> width = number(name, 1, MOST_COLUMNS);
            case "num_class" -> number(name, 0, 1);
            case "num_target" -> number(name, 0, 1);
            // Since 3.1 there is a list of one value.
            case "base_score" -> baseScore = real(json.text(name).replaceAll("^\\[|\\]$", ""));
            default -> json.skip();
        }
    }

    private void booster(String name) throws ModelFileException {
        switch (name) {
            case "name" -> {
                String booster = json.text(name);
                if (!booster.equals("gbtree")) {
                    throw new ModelFileException("the model's booster is '" + booster + "', not gbtree");
                }
                boosted = true;
            }
            case "model" -> json.object(name, this::model);
            default -> json.skip();
        }
    }

    private void model(String name) throws ModelFileException {
        if (name.equals("trees")) {
            json.array(name, at -> {
                if (trees.size() == MOST_TREES) {
                    throw new ModelFileException("the model has more than " + MOST_TREES + " trees");
                }
                TreeParts parts = new TreeParts();
                json.object("tree " + at, field -> tree(parts, field));
                trees.add(parts);
            });
        } else {
            json.skip();
        }
    }

    private void tree(TreeParts parts, String name) throws ModelFileException {
        switch (name) {
            case "left_children" -> parts.left = json.ints(name);
            case "right_children" -> parts.right = json.ints(name);
            case "split_indices" -> parts.features = json.ints(name);
            case "split_conditions" -> parts.conditions = json.floats(name);
            case "default_left" -> parts.missingGoesLeft = json.ints(name);
            case "sum_hessian" -> parts.covers = json.floats(name);
            case "categories_nodes" -> parts.categorical |= json.ints(name).length > 0;
            case "split_type" -> {
                for (int type : json.ints(name)) {
                    parts.categorical |= type != 0;
                }
            }
            case "tree_param" ->
                json.object(name, key -> {
                    if (key.equals("size_leaf_vector")) {
                        parts.leafSize = number(key, 0, MOST_COLUMNS);
                    } else {
                        json.skip();
                    }
                });
            default -> json.skip();
        }
    }

    private int number(String name, int from, int to) throws ModelFileException {
        String text = json.text(name);
        try {
            int number = Integer.parseInt(text);
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new ModelFileException("the model's " + name + " is '" + text + "', not from " + from + " to " + to);
    }

    private static float real(String text) {
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }
}
