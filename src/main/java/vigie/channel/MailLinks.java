package vigie.channel;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links of mails that work without signing in: they pause a watch list (RFC 8058), or lead to the files of a letter until a day. What
 * stands in a link is an HMAC: nobody can make one without the key, and nobody can read out of it what it is for. Who has a link may do
 * the one thing that it is for.
 */
public final class MailLinks {

    /** Where a list is paused; the token follows. */
    public static final String PAUSE = "/unsubscribe/";

    /** Where the files of a letter are; its id, the last day and the token follow, then the name of the file. */
    public static final String FILES = "/letters/";

    /** For so long files can be fetched, in days. */
    static final int DAYS = 30;

    private static final String HMAC = "HmacSHA256";

    private final Optional<URI> dashboard;
    private final ChannelSettings.SecretPlace key;
    private final Map<String, String> environment;

    private MailLinks(Optional<URI> dashboard, ChannelSettings.SecretPlace key, Map<String, String> environment) {
        this.dashboard = dashboard;
        this.key = key;
        this.environment = Map.copyOf(environment);
    }

    /** Empty where the settings have no key for links. */
    public static Optional<MailLinks> of(ChannelSettings settings, Map<String, String> environment) {
        return settings.linkKey().map(key -> new MailLinks(settings.dashboard(), key, environment));
    }

    /** The address that pauses a list; empty where the dashboard has no address, or the key cannot be read. */
    Optional<String> pause(String list) {
        return dashboard.flatMap(address -> token("pause", list).map(token -> address + PAUSE + token));
    }

    /** The address of the files of a letter, to which the name of a file is added; empty as above. */
    Optional<String> files(String letter, LocalDate until) {
        return dashboard.flatMap(address -> token("files", letter + "\n" + until)
                .map(token -> address + FILES + letter + "/" + until + "/" + token + "/"));
    }

    /**
     * The list that a token pauses.
     *
     * @param lists the names of all lists
     */
    public Optional<String> list(String token, Collection<String> lists) {
        return lists.stream().filter(list -> same(token, token("pause", list))).findFirst();
    }

    /** Whether a token leads to the files of a letter, until a day as it stands in the link. */
    public boolean leadsTo(String token, String letter, String until) {
        return same(token, token("files", letter + "\n" + until));
    }

    /** How long that takes does not tell where they differ. */
    private static boolean same(String shown, Optional<String> right) {
        return right.filter(token -> MessageDigest.isEqual(
                        shown.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    private Optional<String> token(String purpose, String subject) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.read(environment).getBytes(StandardCharsets.UTF_8), HMAC));
            byte[] code = mac.doFinal((purpose + "\n" + subject).getBytes(StandardCharsets.UTF_8));
            return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(code));
        } catch (IOException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
