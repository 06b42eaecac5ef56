package vigie.web.access;

import java.util.regex.Pattern;

/** The redirect target after signing in: always a page of this server. */
final class LocalPath {

    /**
     * A path and a query in printable ASCII. Browsers take {@code //} and {@code /\} for the beginning of another host,
     * and leave out tabs and line ends wherever they stand.
     */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,1999}");

    private LocalPath() {}

    /** The path if it is local, else the first page. */
    static String of(String next) {
        return LOCAL.matcher(next).matches() && !next.startsWith(SignIn.PATH) ? next : "/";
    }
}
