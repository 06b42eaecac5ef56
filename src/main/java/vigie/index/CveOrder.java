package vigie.index;

import vigie.model.Urgency;

/** Sort orders of CVEs; missing values come last; ties are broken by the younger identifier. */
public enum CveOrder {
    /** The most urgent first, see {@link Urgency}. */
    URGENCY {
        @Override
        long rank(CveColumns all, int row) {
            return Urgency.likelihood(all.exploited[row] != Days.NONE, all.score[row], all.epss[row]);
        }

        @Override
        int tie(CveColumns all, int row) {
            return Urgency.severity(all.cvss[row] == CveColumns.NO_CVSS ? Double.NaN : all.cvss[row] / CveIndex.TENTH);
        }
    },
    /** Vigie score, highest first. */
    SCORE {
        @Override
        long rank(CveColumns all, int row) {
            return bits(all.score[row]);
        }
    },
    /** EPSS score, highest first. */
    EPSS {
        @Override
        long rank(CveColumns all, int row) {
            return bits(all.epss[row]);
        }
    },
    /** CVSS base score, highest first. */
    CVSS {
        @Override
        long rank(CveColumns all, int row) {
            return all.cvss[row] + 1;
        }
    },
    /** Day of publication, newest first; those from before the first load, nobody knows since when, at the end. */
    PUBLISHED {
        @Override
        long rank(CveColumns all, int row) {
            return all.publishedBefore(row) ? BEFORE : day(all.published[row]);
        }
    },
    /** Day of the last change, newest first. */
    MODIFIED {
        @Override
        long rank(CveColumns all, int row) {
            return day(all.modified[row]);
        }
    },
    /** Day of listing as exploited, newest first; those from before the first load, nobody knows since when, at the end. */
    EXPLOITED {
        @Override
        long rank(CveColumns all, int row) {
            return all.exploitedBefore(row) ? BEFORE : day(all.exploited[row]);
        }
    },
    /** Day of the first public exploit, newest first; those from before the first load, nobody knows since when, at the end. */
    EXPLOIT {
        @Override
        long rank(CveColumns all, int row) {
            return all.exploitBefore(row) ? BEFORE : day(all.exploit[row]);
        }
    },
    /** Identifier, youngest first. */
    ID {
        @Override
        long rank(CveColumns all, int row) {
            return 0;
        }
    };

    /** After all days, before none at all. */
    private static final long BEFORE = 1;

    /** The rank of a row, 0 or more; higher comes first. */
    abstract long rank(CveColumns all, int row);

    /** What rows of equal rank rank by, 0 to 127; higher comes first. */
    int tie(CveColumns all, int row) {
        return 0;
    }

    /** Positive floats are ordered as their bits are; 0 for none. */
    private static long bits(double number) {
        return Double.isNaN(number) ? 0 : Float.floatToIntBits((float) number) + 1L;
    }

    private static long day(int number) {
        return number == Days.NONE ? 0 : number + (1L << 31);
    }
}
