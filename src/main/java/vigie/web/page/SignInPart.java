package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import vigie.text.Messages;
import vigie.web.access.CacheControl;
import vigie.web.access.Gate;
import vigie.web.access.Session;
import vigie.web.access.SignIn;
import vigie.web.access.Token;
import vigie.web.access.TokenCheck;
import vigie.web.site.Frame;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Site;

/** The page where one signs in and out. */
public final class SignInPart implements Part {

    private final Pages pages;
    private final Gate gate;

    public SignInPart(Site site, Gate gate) {
        this.pages = new Pages(site);
        this.gate = gate;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(SignIn.PATH, context -> show(context, Optional.empty()));
        routes.post(SignIn.PATH, this::signIn);
        routes.post(SignIn.END, this::signOut);
    }

    /**
     * What the page shows.
     *
     * @param words the words about who may do what
     * @param needed whether anybody has to sign in
     * @param next the page to go on to
     * @param wrong what is wrong with the token that was given; empty if none was
     * @param name the name of the token of the session; empty without one
     * @param formToken of the session; empty without one
     */
    public record Page(
            Frame frame,
            Messages words,
            boolean needed,
            String next,
            Optional<String> wrong,
            Optional<String> name,
            String formToken) {}

    private void show(Context context, Optional<String> wrong) {
        Messages words = pages.words(context, "access");
        Optional<Session> session = Gate.session(context);
        Page page = new Page(
                pages.frame(context, "", words.get("signin.title")),
                words,
                gate.tokensNeeded(),
                SignIn.onward(Optional.ofNullable(context.queryParam(SignIn.NEXT))
                        .orElseGet(() -> context.formParam(SignIn.NEXT))),
                wrong.map(words::get),
                session.flatMap(Session::token).map(Token::name),
                session.map(Session::formToken).orElse(""));
        pages.send(context, "signin.jte", page);
        context.header("Cache-Control", CacheControl.NEVER);
    }

    private void signIn(Context context) {
        String shown = Optional.ofNullable(context.formParam(SignIn.TOKEN)).orElse("");
        TokenCheck check = gate.check(shown.strip());
        if (check instanceof TokenCheck.Good good) {
            gate.open(context, Optional.of(good.token()));
            go(context, SignIn.onward(context.formParam(SignIn.NEXT)));
        } else {
            context.status(HttpStatus.FORBIDDEN);
            show(context, Optional.of(check instanceof TokenCheck.Expired ? "signin.expired" : "signin.wrong"));
        }
    }

    private void signOut(Context context) {
        gate.end(context);
        go(context, SignIn.PATH);
    }

    private static void go(Context context, String where) {
        context.header("Cache-Control", CacheControl.NEVER).redirect(where, HttpStatus.SEE_OTHER);
    }
}
