package vigie.watch;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * Whom a watch list speaks to, and through what.
 *
 * @param owner name of the person, the same as of the tokens that may see the list
 * @param language of what is sent
 * @param zone in which quiet hours and the hours of digests are
 * @param addresses a channel and an address in it, joined by a colon: {@code mail:alice@example.org}, {@code webhook:NAME},
 *     where the name is one of the settings; none where only the page My watch and its Atom feed are read
 */
public record Addressee(String owner, Locale language, ZoneId zone, List<String> addresses) {

    /** Keeps a copy. */
    public Addressee {
        addresses = List.copyOf(addresses);
    }
}
