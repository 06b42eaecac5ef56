package vigie.index;

import java.util.List;

/** Finds CVEs by the words of their texts, which are not in memory. */
public interface Words {

    /** The keys of the CVEs whose title, description or products hold all phrases. */
    long[] find(List<String> phrases);
}
