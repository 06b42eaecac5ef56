package vigie.web.site;

import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;

/** Nothing is known of what is asked for; answered with 404 and a sentence of its own. */
public final class NotHere extends HttpResponseException {

    private static final long serialVersionUID = 1;

    /** @param sentence said in the asker's language */
    public NotHere(String sentence) {
        super(HttpStatus.NOT_FOUND.getCode(), sentence);
    }
}
