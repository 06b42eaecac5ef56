package vigie.web.site;

import java.util.Locale;

/** The content codings a client accepts. */
public final class Encodings {

    private Encodings() {}

    /**
     * Whether a client takes gzip (RFC 9110, 12.5.3).
     *
     * @param accepted its header {@code Accept-Encoding}, null if it has none
     */
    public static boolean gzip(String accepted) {
        if (accepted == null) {
            return false;
        }
        boolean any = false;
        for (String one : accepted.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = one.split(";");
            String name = parts[0].strip();
            boolean wanted = parts.length < 2 || !parts[1].strip().matches("q=0(\\.0{0,3})?");
            if (name.equals("gzip")) {
                return wanted;
            }
            any |= name.equals("*") && wanted;
        }
        return any;
    }
}
