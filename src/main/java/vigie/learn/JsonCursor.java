package vigie.learn;

import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the JSON of a model file as a stream. */
final class JsonCursor {

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
