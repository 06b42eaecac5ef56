package vigie.web.site;

import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;

/** A request that is answered with a status and a sentence of its own. */
public class StatedException extends HttpResponseException {

    private static final long serialVersionUID = 1;

    /** @param sentence said in the asker's language */
    public StatedException(HttpStatus status, String sentence) {
        super(status.getCode(), sentence);
    }
}
