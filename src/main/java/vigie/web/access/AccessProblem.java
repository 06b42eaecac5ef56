package vigie.web.access;

import tools.jackson.databind.json.JsonMapper;

/**
 * Problem details of a request (RFC 9457).
 *
 * @param type {@code about:blank}: the status is sufficient
 * @param title the words of the status
 * @param status the status
 * @param detail what to do about it, in the language that was asked for
 */
public record AccessProblem(String type, String title, int status, String detail) {

    /** Its media type. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A problem that its status names. */
    public static AccessProblem of(int status, String title, String detail) {
        return new AccessProblem("about:blank", title, status, detail);
    }

    /** As JSON. */
    public byte[] json() {
        return JSON.writeValueAsBytes(this);
    }
}
