package vigie.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A safe link: HTTP or HTTPS to a named host.
 *
 * @param url the address, in ASCII
 * @param host the host in lower case, an international one in its ASCII form: it cannot look like another
 */
public record WebLink(String url, String host) {

    private static final int LONGEST = 2_048;

    /** What people leave unescaped in links, and {@link URI} refuses. */
    private static final Pattern UNESCAPED = Pattern.compile("[ \"<>\\\\^`{|}]");

    /** Empty for any other scheme, for what names no host, and for an address that begins with a user's name. */
    public static Optional<WebLink> of(String text) {
        String address = PlainText.line(text);
        if (address.length() > LONGEST || !address.regionMatches(true, 0, "http", 0, 4)) {
            return Optional.empty();
        }
        try {
            String escaped = UNESCAPED
                    .matcher(address)
                    .replaceAll(found -> String.format(
                            Locale.ROOT, "%%%02X", (int) found.group().charAt(0)));
            URI uri = new URI(escaped);
            String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            return !web || uri.getHost() == null || uri.getRawUserInfo() != null
                    ? Optional.empty()
                    : Optional.of(new WebLink(uri.toASCIIString(), uri.getHost().toLowerCase(Locale.ROOT)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
