package vigie.facts;

import java.util.List;
import vigie.model.Bulletin;
import vigie.store.ScoreQuery;

/**
 * What only the page of a CVE shows beside its {@link CveFacts}.
 *
 * @param scores scores of the exploit model over time, oldest first
 * @param publications the newest publications that cite the CVE, newest first, each with its revisions
 */
public record CveHistory(List<ScoreQuery.ScorePoint> scores, List<Bulletin> publications) {}
