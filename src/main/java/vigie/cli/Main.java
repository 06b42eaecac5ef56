package vigie.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import picocli.CommandLine;
import vigie.feed.FeedException;
import vigie.job.EarlierDayException;
import vigie.job.JobFailure;
import vigie.job.SettingsException;
import vigie.learn.BoostingUnavailable;
import vigie.score.InsufficientDataException;
import vigie.score.ModelRefused;
import vigie.store.Store;
import vigie.store.StoreException;
import vigie.text.FailureText;
import vigie.text.Messages;
import vigie.upkeep.UpkeepException;
import vigie.web.Server;

/** Entry point of the program. */
public final class Main {

    private Main() {}

    /** Runs a command and ends the process with its status. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("serve")) {
            // Takes as long as reading the command line does, and a second processor has nothing to do.
            Server.prepare();
        }
        try {
            NativeFolder.choose(option("--home", List.of(arguments))
                    .map(Path::of)
                    .orElseGet(() -> Vigie.defaultHome(System.getenv()).orElse(Path.of(""))));
        } catch (InvalidPathException e) {
            // Said where the options are read.
        }
        Console.Stdout results = new Console.Stdout();
        PrintStream stream = results.stream();
        System.setOut(stream);
        int status = run(arguments);
        stream.flush();
        System.exit(status == Exit.DONE && results.lost() ? Exit.FAILED : status);
    }

    /** Runs a command and returns its exit status. */
    static int run(String... arguments) {
        Messages messages = new Messages(language(List.of(arguments), System.getenv()));
        Vigie root = new Vigie(messages);
        CommandLine line = prepared(Commands.of(root, List.of(arguments)), messages);
        // The root's own console waits for -q to be parsed.
        Console console = new Console(false);
        line.setExecutionExceptionHandler((e, command, parsed) -> explain(e, root));
        line.setParameterExceptionHandler((e, wrong) -> explain(e, console, messages));
        line.setOut(console.output());
        line.setErr(console.errors());
        if (unreadable(arguments)) {
            console.error(messages.get("error", messages.get("error.wrong.locale")));
            return Exit.WRONG_USE;
        }
        return line.execute(arguments);
    }

    /** The language, before anything is parsed because the help is in it: {@code --lang}, else what the environment says ({@code LC_ALL}, {@code LC_MESSAGES}, {@code LANG}), else English. */
    static String language(List<String> arguments, Map<String, String> environment) {
        return option("--lang", arguments).orElseGet(() -> language(environment));
    }

    private static String language(Map<String, String> environment) {
        return Stream.of("VIGIE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.startsWith("fr") ? "fr" : "en")
                .orElse("en");
    }

    /** The value of an option that is needed before the command line is read. */
    private static Optional<String> option(String name, List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(name + "=")) {
                return Optional.of(argument.substring(name.length() + 1));
            }
            if (argument.equals(name) && i + 1 < arguments.size()) {
                return Optional.of(arguments.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** Whether Java could not decode the arguments: without a locale it knows ASCII only, and every other sign is lost. */
    private static boolean unreadable(String... arguments) {
        Charset encoding = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        return encoding.equals(StandardCharsets.US_ASCII)
                && Stream.of(arguments).anyMatch(argument -> argument.indexOf('\uFFFD') >= 0);
    }

    /** Sets the help in the user's language. */
    static CommandLine prepared(CommandLine line, Messages messages) {
        line.setResourceBundle(ResourceBundle.getBundle(
                "vigie.cli.help",
                messages.locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpLongOptionsMaxWidth(28);
        line.setUsageHelpAutoWidth(true);
        return line;
    }

    /** One line and a pointer to the help: the whole help would hide the error. */
    private static int explain(CommandLine.ParameterException e, Console console, Messages messages) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        WrongUsage wrong = new WrongUsage(messages);
        console.error(messages.get("error", wrong.sentence(e)));
        wrong.suggestion(e).ifPresent(console::error);
        console.error(messages.get("error.hint", command));
        return Exit.WRONG_USE;
    }

    /** Exceptions whose message is written for the user. */
    private static final List<Class<? extends Exception>> KNOWN = List.of(
            StoreException.class,
            Exit.Failure.class,
            ModelRefused.class,
            InsufficientDataException.class,
            BoostingUnavailable.class,
            UncheckedIOException.class);

    private static int explain(Exception e, Vigie root) {
        Console console = root.console();
        if (e.getCause() instanceof Console.Unwritable) {
            // Whether that is a failure is decided where the process ends.
            return Exit.DONE;
        }
        if (e instanceof Exit.WrongUse wrong) {
            console.error(root.messages().get("error", wrong.getMessage()));
            return Exit.WRONG_USE;
        }
        if (e instanceof SettingsException wrong) {
            console.error(root.messages().get("error", wrong.sentence(root.messages())));
            return Exit.WRONG_USE;
        }
        Optional<Store> store = store(root);
        if (e instanceof StoreException) {
            console.error(root.messages()
                    .get("error", located(FailureText.in(root.messages(), e.getMessage()), store)));
        } else if (e instanceof UpkeepException upkeep) {
            console.error(root.messages().get("error", upkeep.sentence(root.messages())));
        } else if (e instanceof FeedException || e instanceof EarlierDayException) {
            console.error(root.messages().get("error", JobFailure.of(e).sentence(root.messages())));
        } else if (KNOWN.stream().anyMatch(known -> known.isInstance(e))) {
            console.error(root.messages().get("error", FailureText.in(root.messages(), e.getMessage())));
        } else {
            // What nobody foresaw is most often met in a damaged database.
            console.error(store.flatMap(Store::damage)
                    .map(found ->
                            root.messages().get("error", located(root.messages().get("error.damaged", found), store)))
                    .orElseGet(() -> root.messages().get("error.internal", e.toString())));
        }
        if (root.verbose()) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            console.error(trace.toString());
        }
        return Exit.FAILED;
    }

    private static Optional<Store> store(Vigie root) {
        try {
            return Optional.of(root.store(root.home()));
        } catch (Exit.WrongUse | StoreException | UpkeepException e) {
            return Optional.empty();
        }
    }

    /** The sentence with the file of the database before it, where it does not name it. */
    private static String located(String sentence, Optional<Store> store) {
        return store.map(Store::place)
                .filter(place -> !sentence.contains(place)
                        && !sentence.contains(String.valueOf(Path.of(place).getParent())))
                .map(place -> place + ": " + sentence)
                .orElse(sentence);
    }

    static {
        // The locale of numbers and dates is chosen by --lang, not by the machine.
        Locale.setDefault(Locale.ROOT);
        // From Java 22 to 24 the default one is there even where nobody watches.
        System.setProperty("jdk.console", "java.base");
    }
}
