package vigie.model;

import java.util.Locale;

/** How a day that is shown or used is known. The order is part of the stored form: append only. */
public enum DateOrigin {
    /** The source gives it. */
    SOURCE,
    /** The source gives none that can be true: the day on which Vigie first saw it, at a run after the first load. */
    FIRST_SEEN,
    /**
     * The source gives none that can be true, and it was there at the first load already: it is from before the end of that day,
     * nobody knows since when. It is never news.
     */
    BEFORE;

    /** The origin with that place in the order. */
    public static DateOrigin at(int ordinal) {
        return values()[ordinal];
    }

    /** As the API, documents and the feed name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
