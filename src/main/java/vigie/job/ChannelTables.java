package vigie.job;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern REPOSITORY =
            Pattern.compile("(?!\\.{1,2}/)[A-Za-z0-9._-]+/(?!\\.{1,2}$)[A-Za-z0-9._-]+");

    private final Path file;

    ChannelTables(Path file) {
        this.file = file;
    }

    /** The table {@code [dashboard]}. */
    record Dashboard(Optional<String> address, Optional<String> linkKeyFile, Optional<String> linkKeyVariable) {}

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

    /** A table {@code [channels.NAME]}: which settings it takes depends on its kind. */
    record Target(
            Optional<String> kind,
            Optional<String> url,
            Optional<String> urlFile,
            Optional<String> urlVariable,
            Optional<String> secretFile,
            Optional<String> secretVariable,
            Optional<String> previousSecretFile,
            Optional<String> previousSecretVariable,
            Optional<String> tokenFile,
            Optional<String> tokenVariable,
            Optional<String> topicFile,
            Optional<String> topicVariable,
            Optional<String> room,
            Optional<String> host,
            Optional<Integer> port,
            Optional<String> transport,
            Optional<String> project,
            Optional<String> user,
            Optional<String> issueType,
            Optional<List<String>> program,
            Optional<Integer> connectTimeoutSeconds,
            Optional<Integer> readTimeoutSeconds,
            Optional<Integer> writeTimeoutSeconds) {}

    ChannelSettings settings(
            Optional<Mail> mail, Map<String, Target> targets, Optional<Dashboard> dashboard, List<String> allowed) {
        allowed.stream().filter(network -> !ChannelSettings.isNetwork(network)).forEach(network -> {
            throw wrong("outgoing.allow", network);
        });
        return new ChannelSettings(
                mail.map(this::mail),
                targets.entrySet().stream()
                        .map(entry -> target(entry.getKey(), entry.getValue()))
                        .toList(),
                dashboard.flatMap(Dashboard::address).map(this::dashboard),
                dashboard.flatMap(table -> secret("dashboard.link-key", table.linkKeyFile(), table.linkKeyVariable())),
                allowed);
    }

    private ChannelSettings.Target target(String name, Target table) {
        String prefix = "channels." + name + ".";
        if (!NAME.matcher(name).matches()) {
            throw wrong("channels", '"' + name + '"');
        }
        String kind =
                SettingsReader.oneOf(Channels.kinds(), needed(prefix + "kind", table.kind()), prefix + "kind", file);
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, SecretPlace> secrets = new LinkedHashMap<>();
        table.url().ifPresent(url -> values.put("url", url));
        table.room().ifPresent(room -> values.put("room", room));
        table.host().ifPresent(host -> values.put("host", host));
        table.port().ifPresent(port -> values.put("port", String.valueOf(port(prefix + "port", port))));
        table.transport().ifPresent(transport -> values.put("transport", transport));
        table.project().ifPresent(project -> values.put("project", project));
        table.user().ifPresent(user -> values.put("user", user));
        table.issueType().ifPresent(type -> values.put("issue-type", type));
        secret(prefix + "url", table.urlFile(), table.urlVariable()).ifPresent(place -> secrets.put("url", place));
        secret(prefix + "secret", table.secretFile(), table.secretVariable())
                .ifPresent(place -> secrets.put("secret", place));
        secret(prefix + "previous-secret", table.previousSecretFile(), table.previousSecretVariable())
                .ifPresent(place -> secrets.put("previous-secret", place));
        secret(prefix + "token", table.tokenFile(), table.tokenVariable())
                .ifPresent(place -> secrets.put("token", place));
        secret(prefix + "topic", table.topicFile(), table.topicVariable())
                .ifPresent(place -> secrets.put("topic", place));
        List<String> program = table.program().orElse(List.of());
        check(prefix, kind, values, secrets, program);
        return new ChannelSettings.Target(
                name,
                kind,
                values,
                secrets,
                program,
                limits(prefix, table.connectTimeoutSeconds(), table.readTimeoutSeconds(), table.writeTimeoutSeconds()));
    }

    /** A kind has all that it needs and nothing that it does not know; its secrets are in files or variables. */
    private void check(
            String prefix,
            String kind,
            Map<String, String> values,
            Map<String, SecretPlace> secrets,
            List<String> program) {
        Set<String> given = new TreeSet<>(values.keySet());
        given.addAll(secrets.keySet());
        if (!program.isEmpty()) {
            given.add("program");
        }
        for (String key : new TreeSet<>(Channels.needed(kind))) {
            if (!given.contains(key)) {
                String asked = Channels.isSecret(kind, key) ? key + "-file" : key;
                throw new SettingsException(file, SettingsException.Reason.NEEDED, prefix + asked);
            }
        }
        for (String key : given) {
            boolean open = values.containsKey(key) && Channels.isSecret(kind, key);
            boolean hidden = secrets.containsKey(key) && !Channels.isSecret(kind, key);
            if (!Channels.taken(kind).contains(key) || open || hidden) {
                throw wrong(prefix + (hidden ? key + "-file" : key), kind);
            }
        }
        if (values.containsKey("url") && WebLink.of(values.get("url")).isEmpty()) {
            throw wrong(prefix + "url", '"' + values.get("url") + '"');
        }
        if (values.containsKey("transport")) {
            SettingsReader.oneOf(
                    List.copyOf(Channels.transports()), values.get("transport"), prefix + "transport", file);
        }
        if (kind.equals("github") && !REPOSITORY.matcher(values.get("project")).matches()) {
            throw wrong(prefix + "project", '"' + values.get("project") + '"');
        }
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
