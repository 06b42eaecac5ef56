package vigie.index;

import java.util.List;

/** Full-text search of CVEs; the texts are not in memory. */
public interface WordSearch {

    /** The keys of the CVEs whose title, description or products hold all phrases. */
    long[] find(List<String> phrases);
}
