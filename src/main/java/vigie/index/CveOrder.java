package vigie.index;

/** Sort orders of CVEs; missing values come last; ties are broken by the younger identifier. */
public enum CveOrder {
    /** Urgency: known exploited first, then by Vigie score, EPSS and CVSS base score. */
    URGENCY {
        @Override
        long rank(CveColumns all, int row) {
            long exploited = all.exploited[row] == Days.NONE ? 0 : 1;
            // 22 of the 30 bits of a float up to 1 tell scores of three digits apart, and all of it fits a long.
            long score = bits(all.score[row]) >>> 8;
            long epss = bits(all.epss[row]) >>> 17;
            return ((exploited << 22 | score) << 13 | epss) << 7 | all.cvss[row] + 1;
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
    /** Day of publication, newest first. */
    PUBLISHED {
        @Override
        long rank(CveColumns all, int row) {
            return day(all.published[row]);
        }
    },
    /** Day of the last change, newest first. */
    MODIFIED {
        @Override
        long rank(CveColumns all, int row) {
            return day(all.modified[row]);
        }
    },
    /** Day of listing as exploited, newest first. */
    EXPLOITED {
        @Override
        long rank(CveColumns all, int row) {
            return day(all.exploited[row]);
        }
    },
    /** Day of the first public exploit, newest first. */
    EXPLOIT {
        @Override
        long rank(CveColumns all, int row) {
            return day(all.exploit[row]);
        }
    },
    /** Identifier, youngest first. */
    ID {
        @Override
        long rank(CveColumns all, int row) {
            return 0;
        }
    };

    /** The rank of a row, 0 or more; higher comes first. */
    abstract long rank(CveColumns all, int row);

    /** Positive floats are ordered as their bits are; 0 for none. */
    private static long bits(double number) {
        return Double.isNaN(number) ? 0 : Float.floatToIntBits((float) number) + 1L;
    }

    private static long day(int number) {
        return number == Days.NONE ? 0 : number + (1L << 31);
    }
}
