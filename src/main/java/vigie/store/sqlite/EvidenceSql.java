package vigie.store.sqlite;

import java.time.LocalDate;
import vigie.model.DateOrigin;
import vigie.model.KnownDay;

/** How the day of a piece of evidence is read: the source's, else that on which it was first seen. */
final class EvidenceSql {

    /** The day. */
    static final String DAY = "coalesce(date, first_seen)";

    /** The ordinal of its {@link DateOrigin}. */
    static final String ORIGIN = "CASE WHEN date IS NOT NULL THEN 0 WHEN first_load = 1 THEN 2 ELSE 1 END";

    /** Day and origin as a text that is ordered as {@link KnownDay} is; {@link #known} reads it. */
    static final String KNOWN =
            DAY + " || CASE WHEN date IS NOT NULL THEN '1' WHEN first_load = 1 THEN '0' ELSE '2' END";

    /** The day from which it was known: later than the source's where the source, or this installation, had it later. */
    static final String LISTED = "coalesce(known, date, first_seen)";

    private static final int DAY_LENGTH = 10;

    private EvidenceSql() {}

    /** Reads {@link #KNOWN}. */
    static KnownDay known(String text) {
        DateOrigin origin = switch (text.charAt(DAY_LENGTH)) {
            case '0' -> DateOrigin.BEFORE;
            case '1' -> DateOrigin.SOURCE;
            default -> DateOrigin.FIRST_SEEN;
        };
        return new KnownDay(LocalDate.parse(text.substring(0, DAY_LENGTH)), origin);
    }
}
