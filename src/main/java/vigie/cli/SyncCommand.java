package vigie.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.job.SyncJob;
import vigie.source.Source;

/** {@code vigie sync}: brings one or all sources up to date. */
@Command(name = "sync")
final class SyncCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "SOURCE",
            completionCandidates = Values.Sources.class,
            arity = "0..*",
            descriptionKey = "sync.source")
    private List<String> names = new ArrayList<>();

    @Option(names = "--full", descriptionKey = "sync.full")
    private boolean full;

    private final Vigie vigie;

    SyncCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() throws Exception {
        SyncJob job = new SyncJob(vigie.jobs());
        return Exit.of(job.run(named(job.sources()), job.network(), full));
    }

    /** The sources that were asked for; all if none was. */
    private List<Source> named(List<Source> all) {
        List<String> known = all.stream().map(Source::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new Exit.WrongUse(vigie.messages().get("sync.unknown", name, String.join(", ", known)));
        });
        return names.isEmpty()
                ? all
                : names.stream().map(name -> all.get(known.indexOf(name))).toList();
    }
}
