package vigie.finding;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Signed wrappings of reports: the envelope of in-toto (DSSE), whose payload is a statement, whose predicate is the report. Source:
 * <a href="https://github.com/secure-systems-lab/dsse">DSSE</a>, in-toto Attestation Framework 1.0.
 */
final class Envelope {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Envelope() {}

    /** Name of the field that has what is wrapped; empty if nothing is. */
    static Optional<String> field(Head head) {
        if (!head.isJson()) {
            return Optional.empty();
        }
        Shape shape = head.json();
        if (shape.has("payloadType") && shape.has("payload")) {
            return Optional.of("payload");
        }
        boolean statement = shape.value("_type").contains("in-toto.io") || shape.has("predicateType");
        return statement ? Optional.of("predicate") : Optional.empty();
    }

    /**
     * Writes what is wrapped into a file: the bytes of a payload, or the JSON of a predicate.
     *
     * @return whether there was something
     */
    static boolean unwrap(Input input, String field, Path into) throws IOException {
        boolean[] found = {false};
        try (JsonWalk json = input.json();
                OutputStream out = Files.newOutputStream(into)) {
            json.documents(() -> json.object(name -> {
                if (name.equals(field) && !found[0]) {
                    found[0] = true;
                    copy(json.parser(), out);
                }
            }));
        }
        return found[0];
    }

    private static void copy(JsonParser parser, OutputStream out) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            parser.readBinaryValue(out);
            return;
        }
        JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out);
        generator.copyCurrentStructure(parser);
        generator.flush();
    }
}
