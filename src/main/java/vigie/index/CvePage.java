package vigie.index;

import java.util.Optional;

/**
 * A page of a list of CVEs.
 *
 * @param rows rows of the index, in order
 * @param total how many CVEs the complete list has
 * @param next the position after which the next page begins; empty on the last page
 */
public record CvePage(int[] rows, int total, Optional<PagePosition> next) {}
