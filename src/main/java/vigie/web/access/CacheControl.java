package vigie.web.access;

/** Caching policies: values of the header {@code Cache-Control} (RFC 9111). */
public final class CacheControl {

    /** Pages and answers: kept by the browser alone, and asked for again each time ({@code ETag}, 304). */
    public static final String PAGE = "private, no-cache";

    /** Files whose address changes with their content. */
    public static final String VERSIONED = "public, max-age=31536000, immutable";

    /** What must not be kept at all: refusals, and whatever belongs to one session. */
    public static final String NEVER = "no-store";

    private CacheControl() {}
}
