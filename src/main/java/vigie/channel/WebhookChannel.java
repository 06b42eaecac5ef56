package vigie.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vigie.channel.ChannelSettings.Target;

/**
 * JSON to an address of the user's own, signed by <a href="https://www.standardwebhooks.com/">Standard Webhooks</a>: the receiver knows
 * a repetition by {@code webhook-id}. The signature is made when it is sent, so that no kept packet holds one; while a secret is being
 * replaced, both sign.
 */
final class WebhookChannel extends TargetChannel {

    static final Kind KIND = new Kind(
            "webhook",
            Set.of("url", "secret"),
            Set.of("previous-secret"),
            Set.of("secret", "previous-secret"),
            WebhookChannel::new);

    private static final String PREFIX = "whsec_";

    WebhookChannel(Surroundings surroundings) {
        super(KIND, surroundings);
    }

    @Override
    List<byte[]> bodies(LetterText letter) {
        return LetterJson.of(letter);
    }

    @Override
    Outcome send(Packet packet, Target target) throws IOException {
        String time = String.valueOf(surroundings().clock().instant().getEpochSecond());
        List<String> signatures = new ArrayList<>();
        for (String name : List.of("secret", "previous-secret")) {
            Optional<String> secret = secret(target, name);
            if (secret.isPresent()) {
                signatures.add("v1," + signature(secret.get(), packet, time));
            }
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", packet.id());
        headers.put("webhook-timestamp", time);
        headers.put("webhook-signature", String.join(" ", signatures));
        return ask(target, "POST", url(target), headers, Optional.of(packet.body()))
                .outcome();
    }

    private static String signature(String secret, Packet packet, String time) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
            mac.update((packet.id() + "." + time + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(packet.body()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Secrets are given as {@code whsec_} and base64; another text is the key itself. */
    private static byte[] key(String secret) {
        try {
            return secret.startsWith(PREFIX)
                    ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                    : secret.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
    }
}
