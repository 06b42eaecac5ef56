package vigie.web.site;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import vigie.text.Messages;

/**
 * Language and theme of a visitor: from the address ({@code ?lang=fr&theme=dark}, which is kept in a cookie), else from the cookie,
 * else as the browser says.
 *
 * @param lang {@code en} or {@code fr}
 * @param theme {@code light}, {@code dark}, or {@code auto}: what the browser prefers
 */
public record Visitor(String lang, String theme) {

    private static final List<String> THEMES = List.of("auto", "light", "dark");
    private static final int YEAR = 365 * 24 * 3600;

    /** Reads it from a request and keeps what the address says. */
    public static Visitor of(Context context) {
        String lang = chosen(context, "lang", Messages.LANGUAGES)
                .orElseGet(() -> preferred(context.header("Accept-Language")));
        String theme = chosen(context, "theme", THEMES).orElse("auto");
        return new Visitor(lang, theme);
    }

    private static Optional<String> chosen(Context context, String name, List<String> known) {
        String asked = context.queryParam(name);
        if (asked != null && known.contains(asked)) {
            context.cookie(new Cookie(name, asked, "/", YEAR, false, true, null, SameSite.LAX));
            return Optional.of(asked);
        }
        return Optional.ofNullable(context.cookie(name)).filter(known::contains);
    }

    /** The language of a request that must not leave a cookie behind. */
    public static String language(Context context) {
        return Stream.of(context.queryParam("lang"), context.cookie("lang"))
                .filter(lang -> lang != null && Messages.LANGUAGES.contains(lang))
                .findFirst()
                .orElseGet(() -> preferred(context.header("Accept-Language")));
    }

    /** The language that a browser prefers (RFC 9110, 12.5.4), English if it names none that there is. */
    static String preferred(String header) {
        if (header == null || header.length() > 1000) {
            return "en";
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> range.getRange().replaceFirst("-.*", ""))
                    .filter(Messages.LANGUAGES::contains)
                    .findFirst()
                    .orElse("en");
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // The second is a fault of the JDK: "-" is no range.
            return "en";
        }
    }

    /** The words of the pages in the visitor's language. */
    public Messages words() {
        return new Messages(lang);
    }
}
