package vigie.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.facts.Freshness;
import vigie.job.SyncJob;
import vigie.source.Source;
import vigie.store.Reader;
import vigie.sync.Extent;

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

    @Option(
            names = "--accept-shrink",
            paramLabel = "SOURCE",
            completionCandidates = Values.Sources.class,
            descriptionKey = "sync.shrink")
    private List<String> shrinking = new ArrayList<>();

    private final Vigie vigie;

    SyncCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() throws Exception {
        SyncJob job = new SyncJob(vigie.jobs());
        List<Source> sources = named(job.sources());
        int status = Exit.of(job.run(sources, job.network(), full ? Extent.FULL : Extent.USUAL, Set.copyOf(shrinking)));
        standing(sources.stream().map(Source::name).toList());
        return status;
    }

    /** A source that has stood still for long has just answered as if all were well. */
    private void standing(List<String> asked) {
        try (Reader reader = vigie.reader()) {
            Freshness freshness = vigie.freshness(reader);
            freshness.lines().stream()
                    .filter(line -> asked.contains(line.name()) && line.standing())
                    .forEach(line -> vigie.console().say(freshness.sentence(line, vigie.messages())));
        }
    }

    /** The sources that were asked for, else those whose fall is accepted; all if there are none. */
    private List<Source> named(List<Source> all) {
        List<String> known = all.stream().map(Source::name).toList();
        Stream.concat(names.stream(), shrinking.stream())
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Exit.WrongUse(vigie.messages().get("sync.unknown", name, String.join(", ", known)));
                });
        // Who accepts what was held back wants that done, and not everything else.
        List<String> chosen = names.isEmpty() ? shrinking : names;
        return chosen.isEmpty()
                ? all
                : chosen.stream().map(name -> all.get(known.indexOf(name))).toList();
    }
}
