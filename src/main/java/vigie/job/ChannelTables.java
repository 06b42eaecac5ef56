package vigie.job;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vigie.channel.ChannelSettings;
import vigie.channel.ChannelSettings.Limits;
import vigie.channel.ChannelSettings.Login;
import vigie.channel.ChannelSettings.SecretPlace;
import vigie.channel.ChannelSettings.Security;
import vigie.channel.Channels;
import vigie.text.WebLink;

/** The tables of the file of settings that say how people are reached. */
final class ChannelTables {

    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_TLS = 465;
    private static final int MAIL = 25;
    private static final int LAST_PORT = 65_535;
    private static final int KILOBYTE = 1000;

    /** Many servers take no mail above 10 MB; base64 adds a third. */
    private static final int ATTACHMENTS_KB = 6_000;

    private final Path file;

    ChannelTables(Path file) {
        this.file = file;
    }

    /** The table {@code [mail]}. */
    record Mail(
            Optional<String> host,
            Optional<Integer> port,
            Optional<String> security,
            Optional<String> user,
            Optional<String> passwordFile,
            Optional<String> passwordVariable,
            Optional<String> from,
            Optional<String> replyTo,
            Optional<Integer> connectTimeoutSeconds,
            Optional<Integer> readTimeoutSeconds,
            Optional<Integer> writeTimeoutSeconds,
            Optional<Integer> attachmentsKb) {}

    ChannelSettings settings(Optional<Mail> mail, Optional<String> dashboard, List<String> allowed) {
        allowed.stream().filter(network -> !ChannelSettings.isNetwork(network)).forEach(network -> {
            throw wrong("outgoing.allow", network);
        });
        return new ChannelSettings(mail.map(this::mail), dashboard.map(this::dashboard), allowed);
    }

    private URI dashboard(String address) {
        WebLink link = WebLink.of(address).orElseThrow(() -> wrong("dashboard.address", address));
        URI uri = URI.create(link.url().replaceFirst("/+$", ""));
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong("dashboard.address", address);
        }
        return uri;
    }

    private ChannelSettings.Mail mail(Mail table) {
        Security security =
                table.security().map(name -> security("mail.security", name)).orElse(Security.STARTTLS);
        Optional<SecretPlace> password = secret("mail.password", table.passwordFile(), table.passwordVariable());
        Optional<Login> login = table.user().map(user -> new Login(user, needed("mail.password-file", password)));
        // A password is never sent where everybody on the way can read it.
        if (login.isPresent() && security == Security.NONE) {
            throw wrong("mail.security", "none");
        }
        return new ChannelSettings.Mail(
                needed("mail.host", table.host()),
                table.port().map(port -> port("mail.port", port)).orElse(port(security)),
                security,
                login,
                address("mail.from", needed("mail.from", table.from())),
                table.replyTo().map(address -> address("mail.reply-to", address)),
                limits("mail.", table.connectTimeoutSeconds(), table.readTimeoutSeconds(), table.writeTimeoutSeconds()),
                KILOBYTE
                        * table.attachmentsKb()
                                .map(n -> SettingsReader.atLeast(0, n, "mail.attachments-kb", file))
                                .map(n -> Math.min(n, Integer.MAX_VALUE / KILOBYTE))
                                .orElse(ATTACHMENTS_KB));
    }

    private static int port(Security security) {
        return switch (security) {
            case TLS -> SUBMISSION_TLS;
            case STARTTLS -> SUBMISSION;
            case NONE -> MAIL;
        };
    }

    private int port(String name, int port) {
        if (port > LAST_PORT) {
            throw wrong(name, String.valueOf(port));
        }
        return SettingsReader.atLeast(1, port, name, file);
    }

    private Security security(String name, String value) {
        List<String> known = Arrays.stream(Security.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        return Security.valueOf(SettingsReader.oneOf(known, value, name, file).toUpperCase(Locale.ROOT));
    }

    private Limits limits(String table, Optional<Integer> connect, Optional<Integer> read, Optional<Integer> write) {
        return new Limits(
                seconds(table + "connect-timeout-seconds", connect, Limits.USUAL.connect()),
                seconds(table + "read-timeout-seconds", read, Limits.USUAL.read()),
                seconds(table + "write-timeout-seconds", write, Limits.USUAL.write()));
    }

    private Duration seconds(String name, Optional<Integer> seconds, Duration otherwise) {
        return seconds.map(n -> Duration.ofSeconds(SettingsReader.atLeast(1, n, name, file)))
                .orElse(otherwise);
    }

    /** Where a secret is: one of the two, at most. */
    private Optional<SecretPlace> secret(String name, Optional<String> path, Optional<String> variable) {
        if (path.isPresent() && variable.isPresent()) {
            throw wrong(name + "-variable", variable.get());
        }
        return path.map(text ->
                        new SecretPlace(false, SettingsReader.path(file, text).toString()))
                .or(() -> variable.map(text -> new SecretPlace(true, text)));
    }

    private String address(String name, String address) {
        if (!Channels.isMailAddress(address)) {
            throw wrong(name, '"' + address + '"');
        }
        return address;
    }

    private <T> T needed(String name, Optional<T> value) {
        return value.orElseThrow(() -> new SettingsException(file, SettingsException.Reason.NEEDED, name));
    }

    private SettingsException wrong(String name, String value) {
        return SettingsReader.wrong(file, name, value);
    }
}
