package vigie.web.site;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import vigie.text.Messages;
import vigie.web.access.Access;
import vigie.web.access.AccessProblem;
import vigie.web.access.AccessRule;
import vigie.web.access.CacheControl;

/** Answers requests that are not served: a sentence for a person, a problem document for a program. */
public final class Refusals {

    private static final int MOST_PARAMETERS = 50;
    private static final int MOST_CHARACTERS = 2000;

    private Refusals() {}

    /** Answers what the gate does not let through. */
    public static void answer(Context context, Access access) {
        Messages words = Visitor.of(context).words().bundle("access");
        if (access instanceof Access.ToSignIn signIn) {
            toSignIn(context, signIn);
        } else if (access instanceof Access.WrongMethod) {
            context.header("Allow", AccessRule.METHODS);
            answer(context, HttpStatus.METHOD_NOT_ALLOWED, words.get("problem.method", AccessRule.METHODS));
        } else if (access instanceof Access.WrongHost) {
            answer(context, HttpStatus.MISDIRECTED_REQUEST, words.get("problem.host"));
        } else if (access instanceof Access.BadQueryException) {
            answer(context, HttpStatus.BAD_REQUEST, words.get("problem.query", MOST_PARAMETERS, MOST_CHARACTERS));
        } else if (access instanceof Access.TooMany many) {
            context.header("Retry-After", String.valueOf(many.seconds()));
            answer(context, HttpStatus.TOO_MANY_REQUESTS, words.get("problem.rate", many.seconds()));
        } else if (access instanceof Access.NoToken none) {
            context.header("WWW-Authenticate", challenge(none.reason()));
            answer(context, HttpStatus.UNAUTHORIZED, words.get("problem.token." + none.reason()));
        } else {
            String key = access instanceof Access.NoSession ? "problem.session" : "problem.forged";
            answer(context, HttpStatus.FORBIDDEN, words.get(key));
        }
    }

    /**
     * Answers what finds no place among the expensive work that goes on.
     *
     * @param seconds after which it makes sense to try again
     */
    public static void busy(Context context, int seconds) {
        Messages words = Visitor.of(context).words().bundle("access");
        context.header("Retry-After", String.valueOf(seconds));
        answer(context, HttpStatus.SERVICE_UNAVAILABLE, words.get("problem.busy", seconds));
    }

    /** What a token must look like (RFC 6750, section 3). */
    private static String challenge(Access.Reason reason) {
        return "Bearer realm=\"Vigie\"" + (reason == Access.Reason.MISSING ? "" : ", error=\"invalid_token\"");
    }

    private static void toSignIn(Context context, Access.ToSignIn signIn) {
        context.header("Cache-Control", CacheControl.NEVER);
        if (context.header("HX-Request") == null) {
            context.redirect(signIn.location(), HttpStatus.SEE_OTHER);
        } else {
            // A script would put the sign-in page into the middle of the page: htmx goes there with this header.
            context.header("HX-Redirect", signIn.location()).status(HttpStatus.UNAUTHORIZED);
        }
    }

    private static void answer(Context context, HttpStatus status, String sentence) {
        context.status(status).header("Cache-Control", CacheControl.NEVER);
        String accepted = context.header("Accept");
        if (accepted != null
                && accepted.contains("text/html")
                && !context.path().startsWith("/api/")) {
            context.contentType("text/plain; charset=utf-8").result(sentence.getBytes(StandardCharsets.UTF_8));
        } else {
            context.contentType(AccessProblem.CONTENT_TYPE)
                    .result(AccessProblem.of(status.getCode(), status.getMessage(), sentence)
                            .json());
        }
    }
}
