package vigie.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.job.ScoringJob;
import vigie.model.CveId;

/** {@code vigie explain}: why a CVE has its score, as a sum and in words. */
@Command(name = "explain")
final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CVE", arity = "0..*", descriptionKey = "explain.cve")
    private List<String> ids = List.of();

    @Mixin
    private GivenIds given = new GivenIds();

    @Option(names = "--all", descriptionKey = "explain.all")
    private boolean all;

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    private final Vigie vigie;

    ExplainCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() {
        List<CveId> cves = given.cves(ids, vigie);
        if (cves.isEmpty()) {
            throw new Exit.WrongUse(vigie.messages().get("explain.nothing"));
        }
        ScoringJob scoring = new ScoringJob(vigie.jobs());
        return new Explanations(vigie, scoring)
                .print(cves, all ? Explanations.Depth.FEATURES : Explanations.Depth.REASONS, json);
    }
}
