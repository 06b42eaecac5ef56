package vigie.store;

import java.util.OptionalInt;
import vigie.model.CveId;

/**
 * What a CVE contributes to the history of others, as it is kept between runs that score.
 *
 * @param input digest of what it was derived from, see {@link DossierScan#digests}
 * @param exploited epoch day on which the CVE became known exploited
 * @param known keys with the epoch day of their first mention: {@code key TAB day}, one a line
 */
public record KeptTrait(CveId cve, long input, OptionalInt exploited, String known) {}
