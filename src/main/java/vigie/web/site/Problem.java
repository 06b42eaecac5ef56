package vigie.web.site;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.text.PrintableJson;

/**
 * Problem details of a request (RFC 9457).
 *
 * @param type what kind of problem, {@code about:blank} where the status is sufficient
 * @param status the status
 * @param detail what to do about it
 * @param errors parameters that cannot be read, with a sentence about each
 * @param number of the entry in the server log
 */
public record Problem(String type, HttpStatus status, String detail, List<Parameter> errors, Optional<String> number) {

    /** Its media type. */
    public static final String CONTENT_TYPE = "application/problem+json";

    /** A parameter that cannot be read. */
    public record Parameter(QueryValues.Wrong wrong, String message) {}

    /** A problem that its status names. */
    public static Problem of(HttpStatus status, String detail) {
        return new Problem("about:blank", status, detail, List.of(), Optional.empty());
    }

    /** Parameters that cannot be read. */
    public static Problem parameters(String detail, List<Parameter> errors) {
        return new Problem("urn:vigie:problem:parameters", HttpStatus.BAD_REQUEST, detail, errors, Optional.empty());
    }

    /** A failure that the server's log has under a number. */
    public static Problem internal(String detail, String number) {
        return new Problem(
                "urn:vigie:problem:internal", HttpStatus.INTERNAL_SERVER_ERROR, detail, List.of(), Optional.of(number));
    }

    /** Answers with it. */
    public void send(Context context) {
        context.status(status)
                .header("Cache-Control", "no-store")
                .contentType(CONTENT_TYPE)
                .result(PrintableJson.bytes(json(context.path())));
    }

    private Map<String, Object> json(String instance) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        json.put("title", status.getMessage());
        json.put("status", status.getCode());
        json.put("detail", detail);
        json.put("instance", instance);
        if (!errors.isEmpty()) {
            json.put("errors", errors.stream().map(Problem::json).toList());
        }
        number.ifPresent(known -> json.put("number", known));
        return json;
    }

    private static Map<String, Object> json(Parameter parameter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", parameter.wrong().name());
        json.put("value", parameter.wrong().value());
        json.put("expected", parameter.wrong().expected());
        json.put("message", parameter.message());
        return json;
    }
}
