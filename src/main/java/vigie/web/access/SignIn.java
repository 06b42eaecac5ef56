package vigie.web.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

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

    /**
     * A path and a query in printable ASCII. Browsers take {@code //} and {@code /\} for the beginning of another host,
     * and leave out tabs and line ends wherever they stand.
     */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,1999}");

    private SignIn() {}

    /** The page that a browser is led on to: the one that was asked for if it is of this server, else the first. */
    public static String onward(String next) {
        return next == null ? "/" : local(next);
    }

    /** The sign-in page that leads on to a page. */
    static String before(String next) {
        String local = local(next);
        return local.equals("/") ? PATH : PATH + "?" + NEXT + "=" + URLEncoder.encode(local, StandardCharsets.UTF_8);
    }

    /** The path if it is a page of this server other than the sign-in page, else the first page. */
    static String local(String next) {
        return LOCAL.matcher(next).matches() && !next.startsWith(PATH) ? next : "/";
    }
}
