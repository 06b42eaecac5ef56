package vigie.model;

/**
 * How long what piles up is kept.
 *
 * @param past past scores of Vigie and of EPSS
 * @param changes the record of changes, in days
 * @param runs accounts of runs, records that could not be used, and what makes requests conditional, in days
 * @param downloads downloads that were broken off, in days
 * @param findings runs of the prioritisation of findings, in days; the last one of each name stays
 */
public record Retention(Thinning past, int changes, int runs, int downloads, int findings) {

    /** Daily for a quarter, weekly for half a year, monthly for three years; changes for two years, runs for one. */
    public static final Retention DEFAULT = new Retention(new Thinning(90, 180, 1095), 730, 365, 3, 730);
}
