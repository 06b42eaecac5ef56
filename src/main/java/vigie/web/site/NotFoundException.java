package vigie.web.site;

import io.javalin.http.HttpStatus;

/** The requested item does not exist; answered with 404 and its own message. */
public final class NotFoundException extends StatedException {

    private static final long serialVersionUID = 1;

    /** @param sentence said in the asker's language */
    public NotFoundException(String sentence) {
        super(HttpStatus.NOT_FOUND, sentence);
    }
}
