package vigie.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The commands of the program. Each is made with the root command, whose options all share. */
final class Commands implements CommandLine.IFactory {

    /** Commands that need to know all the others. */
    private static final String COMPLETION = "completion";

    private static final String HELP = "help";

    private static final String MAN = "man";

    /** By name, in the order of the help. */
    private static final Map<String, Class<?>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("up", UpCommand.class);
        ALL.put("serve", ServeCommand.class);
        ALL.put("demo", DemoCommand.class);
        ALL.put("sync", SyncCommand.class);
        ALL.put("status", StatusCommand.class);
        ALL.put("jobs", JobsCommand.class);
        ALL.put("prioritise", PrioritiseCommand.class);
        ALL.put("table", TableCommand.class);
        ALL.put("report", ReportCommand.class);
        ALL.put("show", ShowCommand.class);
        ALL.put("search", SearchCommand.class);
        ALL.put("ssvc", SsvcCommand.class);
        ALL.put("changes", ChangesCommand.class);
        ALL.put("watch", WatchCommand.class);
        ALL.put("alerts", AlertsCommand.class);
        ALL.put("channels", ChannelsCommand.class);
        ALL.put("score", ScoreCommand.class);
        ALL.put("explain", ExplainCommand.class);
        ALL.put("publish", PublishCommand.class);
        ALL.put("train", TrainCommand.class);
        ALL.put("evaluate", EvaluateCommand.class);
        ALL.put("model", ModelCommand.class);
        ALL.put("backup", BackupCommand.class);
        ALL.put("restore", RestoreCommand.class);
        ALL.put("doctor", DoctorCommand.class);
        ALL.put("token", TokenCommand.class);
        ALL.put(COMPLETION, CompletionCommand.class);
        ALL.put(MAN, ManCommand.class);
        ALL.put(HELP, HelpCommand.class);
    }

    private final Vigie root;

    private Commands(Vigie root) {
        this.root = root;
    }

    /** The command line with all commands. */
    static CommandLine all(Vigie root) {
        return line(root, List.copyOf(ALL.keySet()));
    }

    /**
     * The command line for some arguments: with the commands whose names stand among them, or with all if none does. To make
     * all takes longer than to look up a CVE.
     */
    static CommandLine of(Vigie root, List<String> arguments) {
        List<String> named = new ArrayList<>(ALL.keySet());
        named.retainAll(arguments);
        return named.isEmpty() || !Collections.disjoint(named, List.of(COMPLETION, MAN, HELP))
                ? all(root)
                : line(root, named);
    }

    private static CommandLine line(Vigie root, List<String> names) {
        Commands commands = new Commands(root);
        CommandLine line = new CommandLine(root, commands);
        names.forEach(name -> line.addSubcommand(name, new CommandLine(ALL.get(name), commands)));
        return line;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.getDeclaredConstructor(Vigie.class).newInstance(root);
        } catch (NoSuchMethodException e) {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
