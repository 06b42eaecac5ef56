package vigie.channel;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links that pause a watch list without signing in (RFC 8058). What stands in the link is an HMAC of the list's name: nobody can make
 * one without the key, and nobody can read out of it what it is for. Who has the link may pause the list, and nothing else.
 */
public final class PauseLinks {

    /** Where the page is; the token follows. */
    public static final String PATH = "/unsubscribe/";

    private static final String HMAC = "HmacSHA256";

    private final Optional<URI> dashboard;
    private final ChannelSettings.SecretPlace key;
    private final Map<String, String> environment;

    private PauseLinks(Optional<URI> dashboard, ChannelSettings.SecretPlace key, Map<String, String> environment) {
        this.dashboard = dashboard;
        this.key = key;
        this.environment = Map.copyOf(environment);
    }

    /** Empty where the settings have no key for links. */
    public static Optional<PauseLinks> of(ChannelSettings settings, Map<String, String> environment) {
        return settings.linkKey().map(key -> new PauseLinks(settings.dashboard(), key, environment));
    }

    /** The address that pauses a list; empty where the dashboard has no address, or the key cannot be read. */
    Optional<String> address(String list) {
        return dashboard.flatMap(address -> token(list).map(token -> address + PATH + token));
    }

    /**
     * The list that a token is for.
     *
     * @param lists the names of all lists
     */
    public Optional<String> list(String token, Collection<String> lists) {
        byte[] shown = token.getBytes(StandardCharsets.UTF_8);
        return lists.stream()
                .filter(list -> token(list)
                        .filter(right -> MessageDigest.isEqual(shown, right.getBytes(StandardCharsets.UTF_8)))
                        .isPresent())
                .findFirst();
    }

    private Optional<String> token(String list) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.read(environment).getBytes(StandardCharsets.UTF_8), HMAC));
            byte[] code = mac.doFinal(("pause\n" + list).getBytes(StandardCharsets.UTF_8));
            return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(code));
        } catch (IOException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
