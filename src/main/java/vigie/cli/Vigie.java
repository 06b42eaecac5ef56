package vigie.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import vigie.facts.Freshness;
import vigie.fetch.Mirror;
import vigie.job.JobContext;
import vigie.job.Settings;
import vigie.job.SettingsReader;
import vigie.model.Bulletin;
import vigie.store.Reader;
import vigie.store.Store;
import vigie.store.sqlite.SqliteStore;
import vigie.text.Messages;
import vigie.text.Program;
import vigie.upkeep.Restore;

/** The command {@code vigie} and the options that all its commands share. */
@Command(
        name = "vigie",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Vigie.Version.class,
        scope = ScopeType.INHERIT)
final class Vigie implements Runnable {

    /** A time before today; at most four digits, so that the day is a valid date. */
    private static final Pattern AGE = Pattern.compile("([0-9]{1,4})([dwmy])");

    @Spec
    private CommandSpec spec;

    @Option(names = "--home", paramLabel = "DIR", scope = ScopeType.INHERIT, descriptionKey = "home")
    private Optional<Path> home = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", scope = ScopeType.INHERIT, descriptionKey = "config")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--mirror", paramLabel = "URL", scope = ScopeType.INHERIT, descriptionKey = "mirror")
    private Optional<String> mirror = Optional.empty();

    @Option(names = "--today", paramLabel = "DAY", scope = ScopeType.INHERIT, descriptionKey = "today")
    private Optional<String> today = Optional.empty();

    @Option(
            names = "--lang",
            paramLabel = "fr|en",
            completionCandidates = Values.Languages.class,
            scope = ScopeType.INHERIT,
            descriptionKey = "lang")
    private Optional<String> lang = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            descriptionKey = "quiet")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            descriptionKey = "verbose")
    private boolean verbose;

    private final Messages messages;
    private Optional<Console> console = Optional.empty();

    Vigie(Messages messages) {
        this.messages = messages;
    }

    @Override
    public void run() {
        spec.commandLine().usage(console().output());
    }

    Messages messages() {
        return messages;
    }

    boolean verbose() {
        return verbose;
    }

    Console console() {
        if (console.isEmpty()) {
            console = Optional.of(new Console(quiet));
        }
        return console.get();
    }

    /** The directory of the installation: {@code --home}, {@code $VIGIE_HOME}, or the XDG data directory's. */
    Path home() {
        checkLanguage();
        return home.or(() -> defaultHome(System.getenv()))
                .orElseThrow(() -> new Exit.WrongUse(messages.get("error.wrong.home")));
    }

    /**
     * The directory of the installation where no option says it; empty if the user has none, as an arbitrary user of a
     * container.
     */
    static Optional<Path> defaultHome(Map<String, String> environment) {
        return variable("VIGIE_HOME", environment)
                .map(Path::of)
                .or(() -> variable("XDG_DATA_HOME", environment)
                        .map(Path::of)
                        .or(() -> variable("HOME", environment)
                                // Java's own says "?" for a user without an entry in the user database.
                                .or(() -> Optional.of(System.getProperty("user.home")))
                                .map(Path::of)
                                .filter(Path::isAbsolute)
                                .map(user -> user.resolve(".local").resolve("share")))
                        .map(data -> data.resolve("vigie")));
    }

    /** The options that all commands share, as they were given, for another process on the same home. */
    List<String> shared() {
        List<String> options = new ArrayList<>(
                List.of("--home", home().toString(), "--lang", messages.locale().getLanguage()));
        config.ifPresent(file -> options.addAll(List.of("--config", file.toString())));
        mirror.ifPresent(address -> options.addAll(List.of("--mirror", address)));
        today.ifPresent(day -> options.addAll(List.of("--today", day)));
        return options;
    }

    /** The settings: {@code --config}, else {@code config.toml} in the home, else the defaults. */
    Settings settings() {
        return SettingsReader.read(config, home().resolve("config.toml"));
    }

    /** The database for reading; invalid settings are refused first, whatever the command needs of them. */
    Reader reader() {
        settings();
        return store(home()).reader();
    }

    /** How far what is held may be relied on now. */
    Freshness freshness(Reader reader) {
        return Freshness.of(reader, settings().staleness(), clock().instant());
    }

    /** Tells beside a result as of which day it is, and whether a source is stale. */
    void tellAge(Reader reader) {
        Freshness freshness = freshness(reader);
        freshness.asOf(messages).ifPresent(as -> console().say(as + "."));
        freshness.warning(messages).ifPresent(warning -> console().say(warning));
    }

    /** The database of an installation, which need not be there yet. A restore that was killed is ended first. */
    Store store(Path home) {
        Restore.finish(home, SqliteStore::at);
        return SqliteStore.at(home);
    }

    /** What jobs work with: this installation, its settings, the clock, and the console to tell. */
    JobContext jobs() {
        return jobs(home(), clock());
    }

    /** The same for another home on another day. */
    JobContext jobs(Path where, Clock when) {
        return jobs(where, when, settings());
    }

    /** The same with settings that were read already. */
    JobContext jobs(Path where, Clock when, Settings settings) {
        return new JobContext(
                where,
                store(where),
                settings,
                mirror(settings),
                when,
                new ConsoleListener(console(), messages, verbose));
    }

    private Mirror mirror(Settings settings) {
        return new Mirror(mirror.or(settings::mirror).map(this::mirrorAddress));
    }

    private URI mirrorAddress(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new Exit.WrongUse(messages.get("error.wrong.mirror", text));
    }

    /** The clock: that of the machine, or, with {@code --today}, noon of that day and on. */
    Clock clock() {
        return today.map(day -> Clock.offset(
                        Clock.systemUTC(),
                        Duration.between(Instant.now(), date(day).atTime(12, 0).toInstant(ZoneOffset.UTC))))
                .orElse(Clock.systemUTC());
    }

    /** A day as a person types it: a date, or how long before today: {@code 30d}, {@code 2w}, {@code 6m}, {@code 1y}. */
    LocalDate day(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            return date(text);
        }
        int number = Integer.parseInt(age.group(1));
        Period before = switch (age.group(2)) {
            case "d" -> Period.ofDays(number);
            case "w" -> Period.ofWeeks(number);
            case "m" -> Period.ofMonths(number);
            default -> Period.ofYears(number);
        };
        return LocalDate.now(clock()).minus(before);
    }

    private LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Exit.WrongUse(messages.get("error.wrong.day", text));
        }
    }

    private void checkLanguage() {
        lang.filter(l -> !Messages.LANGUAGES.contains(l)).ifPresent(l -> {
            throw new Exit.WrongUse(messages.get("error.wrong.lang", l));
        });
    }

    private static Optional<String> variable(String name, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The types of publications that a person names, of which any will do; there are two, so that several mean all. */
    Optional<Bulletin.Kind> kinds(List<String> texts) {
        List<Bulletin.Kind> kinds = texts.stream().map(this::kind).distinct().toList();
        return kinds.size() == 1 ? Optional.of(kinds.get(0)) : Optional.empty();
    }

    private Bulletin.Kind kind(String text) {
        return Arrays.stream(Bulletin.Kind.values())
                .filter(kind -> kind.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new Exit.WrongUse(messages.get("error.wrong.type", text)));
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"Vigie " + Program.version() + ", Java " + Runtime.version()};
        }
    }
}
