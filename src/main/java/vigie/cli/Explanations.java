package vigie.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.job.ScoringJob;
import vigie.model.BandRecord;
import vigie.model.Contribution;
import vigie.model.CveId;
import vigie.model.Score;
import vigie.model.Urgency;
import vigie.report.ScoreJson;
import vigie.report.ScoreList;
import vigie.report.ScoreSheet;
import vigie.score.BandRecords;
import vigie.score.Explained;
import vigie.store.CveSummary;
import vigie.store.Reader;
import vigie.text.PrintableJson;

/** Prints scores of single CVEs with their explanations. */
final class Explanations {

    private final Vigie vigie;
    private final ScoringJob scoring;
    private final BandRecords past;

    /** Level of detail for each CVE. */
    enum Depth {
        /** One line. */
        LINE,
        /** The reasons. */
        REASONS,
        /** Every feature. */
        FEATURES
    }

    Explanations(Vigie vigie, ScoringJob scoring) {
        this.vigie = vigie;
        this.scoring = scoring;
        this.past = new BandRecords(vigie.home());
    }

    int print(List<CveId> cves, Depth depth, boolean json) {
        List<Explained> explained = scoring.explain(cves);
        List<Score> scores = scoring.ranked(explained);
        if (!scores.isEmpty() && !scoring.canRank()) {
            vigie.console().say(vigie.messages().get("score.unranked"));
        }
        Set<CveId> missing = new LinkedHashSet<>(cves);
        scores.forEach(score -> missing.remove(score.cve()));
        if (json) {
            ScoreJson documents = new ScoreJson(vigie.messages(), past::of);
            List<Object> all = new ArrayList<>();
            for (int i = 0; i < scores.size(); i++) {
                Explained one = explained.get(i);
                all.add(
                        depth == Depth.FEATURES
                                ? documents.whole(
                                        scores.get(i), one.contributions(), scoring.features(), one.features())
                                : documents.of(scores.get(i), one.contributions()));
            }
            if (!all.isEmpty()) {
                vigie.console().print(PrintableJson.of(cves.size() == 1 ? all.get(0) : all));
            }
        } else if (depth == Depth.LINE) {
            try (Reader reader = vigie.reader()) {
                vigie.tellAge(reader);
                Map<CveId, CveSummary> summaries = reader.dossiers()
                        .summaries(scores.stream().map(Score::cve).toList());
                vigie.console().print(new ScoreList(vigie.messages()).text(scores, score -> urgency(score, summaries)));
            }
        } else {
            for (int i = 0; i < scores.size(); i++) {
                vigie.console()
                        .print((i == 0 ? "" : "\n")
                                + page(scores.get(i), explained.get(i).contributions(), depth));
            }
        }
        if (!missing.isEmpty()) {
            String key = missing.size() == 1 ? "score.none" : "score.none.several";
            vigie.console()
                    .error(vigie.messages()
                            .get(key, GivenIds.all(missing), vigie.settings().scoreSince(), missing.size()));
        }
        return missing.isEmpty() ? Exit.DONE : Exit.FAILED;
    }

    /** With the score of now, which need not be the one that is held. */
    private static Urgency urgency(Score score, Map<CveId, CveSummary> summaries) {
        Optional<CveSummary> summary = Optional.ofNullable(summaries.get(score.cve()));
        return new Urgency(
                score.known().isPresent(),
                Optional.of(score.probability()),
                summary.flatMap(CveSummary::epss),
                summary.flatMap(CveSummary::cvssScore),
                score.cve());
    }

    private String page(Score score, List<Contribution> all, Depth depth) {
        ScoreSheet sheet = new ScoreSheet(vigie.messages(), vigie.console().width());
        Optional<BandRecord> held = past.of(score.model());
        return depth == Depth.FEATURES ? sheet.full(score, all, held) : sheet.of(score, all, held);
    }
}
