package vigie.learn;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads XGBoost's JSON: the model schema of its documentation. Unknown fields are skipped.
 *
 * <p>With Jackson's streaming parser rather than its binding to records: the first model of a process, which most commands
 * load, takes 30 ms so and 190 to 270 ms with binding; later ones take 3.4 and 4 ms (520 KB, Java 17, two cores).
 */
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

    /** Reads the JSON of a model file as a stream. */
    private static final class JsonCursor {

        /** Reads the value of a field, on whose first token the cursor stands, up to its last token. */
        @FunctionalInterface
        interface Field {
            void read(String name) throws ModelFileException;
        }

        private final JsonParser parser;
        private final int longestArray;

        JsonCursor(JsonParser parser, int longestArray) {
            this.parser = parser;
            this.longestArray = longestArray;
        }

        /** Steps to the first token of the document. */
        void start() {
            parser.nextToken();
        }

        void object(String what, Field field) throws ModelFileException {
            require(JsonToken.START_OBJECT, what);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                field.read(name);
            }
            require(JsonToken.END_OBJECT, what);
        }

        /** Calls back on the first token of each element, with the place of the element as its name. */
        void array(String what, Field element) throws ModelFileException {
            require(JsonToken.START_ARRAY, what);
            for (int at = 0; parser.nextToken() != JsonToken.END_ARRAY; at++) {
                if (at == longestArray) {
                    throw new ModelFileException(what + " is longer than " + longestArray);
                }
                if (parser.currentToken() == null) {
                    throw new ModelFileException("the file ends within " + what);
                }
                element.read(Integer.toString(at));
            }
        }

        void skip() {
            parser.skipChildren();
        }

        /** The text of a string or number. */
        String text(String what) throws ModelFileException {
            if (!parser.currentToken().isScalarValue()) {
                throw new ModelFileException(what + " is not a text");
            }
            return parser.getString();
        }

        int[] ints(String what) throws ModelFileException {
            int[] result = new int[16];
            int size = 0;
            for (JsonToken token = first(what); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (size == result.length) {
                    result = longer(what, size, result);
                }
                result[size++] = switch (token) {
                    case VALUE_NUMBER_INT -> parser.getIntValue();
                    case VALUE_TRUE -> 1;
                    case VALUE_FALSE -> 0;
                    default -> throw new ModelFileException(what + " has an element that is not a whole number");
                };
            }
            return Arrays.copyOf(result, size);
        }

        float[] floats(String what) throws ModelFileException {
            float[] result = new float[16];
            int size = 0;
            for (JsonToken token = first(what); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
                    throw new ModelFileException(what + " has an element that is not a number");
                }
                if (size == result.length) {
                    checkLength(what, size);
                    result = Arrays.copyOf(result, size * 2);
                }
                result[size++] = parser.getFloatValue();
            }
            return Arrays.copyOf(result, size);
        }

        private int[] longer(String what, int size, int[] array) throws ModelFileException {
            checkLength(what, size);
            return Arrays.copyOf(array, size * 2);
        }

        private void checkLength(String what, int size) throws ModelFileException {
            if (size >= longestArray) {
                throw new ModelFileException(what + " is longer than " + longestArray);
            }
        }

        private JsonToken first(String what) throws ModelFileException {
            require(JsonToken.START_ARRAY, what);
            return parser.nextToken();
        }

        private void require(JsonToken token, String what) throws ModelFileException {
            if (parser.currentToken() != token) {
                throw new ModelFileException(what + " is not as XGBoost writes it");
            }
        }
    }
}
