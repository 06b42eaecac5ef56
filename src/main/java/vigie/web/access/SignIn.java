package vigie.web.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The addresses and fields of the sign-in page. */
public final class SignIn {

    /** The page itself, and where its form is sent. */
    public static final String PATH = "/session";

    /** Where the form that signs out is sent. */
    public static final String END = "/session/end";

    /** The field with the API token. */
    public static final String TOKEN = "token";

    /** The field with the page to go on to. */
    public static final String NEXT = "next";

    private SignIn() {}

    /** The page that a browser is led on to: the one that was asked for if it is of this server, else the first. */
    public static String onward(String next) {
        return next == null ? "/" : LocalPath.of(next);
    }

    /** The sign-in page that leads on to a page. */
    static String before(String next) {
        String local = LocalPath.of(next);
        return local.equals("/") ? PATH : PATH + "?" + NEXT + "=" + URLEncoder.encode(local, StandardCharsets.UTF_8);
    }
}
