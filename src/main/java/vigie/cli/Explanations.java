package vigie.cli;

import java.util.List;
import vigie.model.CveId;
import vigie.model.Score;
import vigie.score.Explained;

/** Prints scores of single CVEs, with the reasons if wanted. */
final class Explanations {

    private final Vigie vigie;
    private final Scoring scoring;

    Explanations(Vigie vigie, Scoring scoring) {
        this.vigie = vigie;
        this.scoring = scoring;
    }

    int print(List<CveId> cves, boolean reasons, boolean all, boolean json) {
        List<Explained> explained = scoring.explain(cves);
        List<Score> scores = scoring.ranked(explained);
        for (int i = 0; i < scores.size(); i++) {
            vigie.console().print(scores.get(i).toString());
        }
        return Exit.DONE;
    }
}
