package vigie.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.job.ScoringJob;
import vigie.model.CveId;

/** {@code vigie score}: brings the scores up to date; with ids, prints those. */
@Command(name = "score")
final class ScoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CVE", arity = "0..*", descriptionKey = "score.cve")
    private List<String> ids = new ArrayList<>();

    @Mixin
    private GivenIds given = new GivenIds();

    @Option(names = "--changed", descriptionKey = "score.changed")
    private boolean changed;

    @Option(names = "--all", descriptionKey = "score.all")
    private boolean all;

    @Option(names = "--explain", descriptionKey = "score.explain")
    private boolean explain;

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    @Option(names = "--earlier", descriptionKey = "earlier")
    private boolean earlier;

    private final Vigie vigie;

    ScoreCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() throws Exception {
        boolean asked = !ids.isEmpty() || given.inFiles();
        if ((all && changed) || ((all || changed) && asked)) {
            throw new Exit.WrongUse(vigie.messages().get("score.either"));
        }
        List<CveId> cves = given.cves(ids, vigie);
        ScoringJob scoring = new ScoringJob(vigie.jobs());
        if (!asked) {
            scoring.run(all, earlier);
            return Exit.DONE;
        }
        return new Explanations(vigie, scoring)
                .print(cves, explain ? Explanations.Depth.REASONS : Explanations.Depth.LINE, json);
    }
}
