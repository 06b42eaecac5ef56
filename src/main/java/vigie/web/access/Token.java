package vigie.web.access;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An API token as it is kept: without the secret itself.
 *
 * @param name what people call it: 1 to 64 letters, digits, dots, hyphens, underscores
 * @param hash SHA-256 of the secret, in 64 lower-case hexadecimal digits
 * @param made day on which it was made (UTC)
 * @param expires last day on which it is good (UTC); empty for ever
 */
public record Token(String name, String hash, LocalDate made, Optional<LocalDate> expires) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Refuses what could not be read back from a line. */
    public Token {
        if (!isName(name) || !HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("no token: " + name);
        }
    }

    /** Whether a token may be called that. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The token of a line: name, hash, day made and, if it expires, the last day, with space between them. */
    static Optional<Token> parse(String line) {
        String[] words = SPACE.split(line.strip());
        try {
            return words.length == 3 || words.length == 4
                    ? Optional.of(new Token(
                            words[0],
                            words[1],
                            LocalDate.parse(words[2]),
                            words.length == 4 ? Optional.of(LocalDate.parse(words[3])) : Optional.empty()))
                    : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The line that {@link #parse} reads. */
    String line() {
        return name + " " + hash + " " + made + expires.map(day -> " " + day).orElse("");
    }

    /** Whether the token is no longer good on a day. */
    public boolean expiredOn(LocalDate day) {
        return expires.filter(day::isAfter).isPresent();
    }
}
