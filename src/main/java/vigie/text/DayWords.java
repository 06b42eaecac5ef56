package vigie.text;

import java.time.Instant;
import vigie.model.DateOrigin;
import vigie.model.KnownDay;

/** Days and moments as a person reads them, days with how they are known where no source gives them. */
public final class DayWords {

    private static final int MINUTE = "2026-01-30T12:00".length();

    private final Messages messages;

    /** @param messages of any bundle; the words are in their language */
    public DayWords(Messages messages) {
        this.messages = messages.bundle("messages");
    }

    /** A moment to the minute, UTC: {@code 2026-01-30 12:00}. */
    public static String minute(Instant at) {
        return at.toString().substring(0, MINUTE).replace('T', ' ');
    }

    /** Alone: {@code 2026-01-30}, {@code first seen on 2026-01-30}, {@code before 2026-01-30}. */
    public String of(KnownDay known) {
        return known.origin() == DateOrigin.SOURCE
                ? known.day().toString()
                : messages.get("day." + known.origin(), known.day().toString());
    }

    /** After what happened then: {@code on 2026-01-30}, {@code before 2026-01-30}. */
    public String on(KnownDay known) {
        return on(known.origin(), known.day().toString());
    }

    /** The same with the day as it is written elsewhere. */
    public String on(DateOrigin origin, String day) {
        return messages.get("day.on." + origin, day);
    }

    /** After what lasts from then on: {@code since 2026-01-30}, {@code since before 2026-01-30}. */
    public String since(KnownDay known) {
        return since(known.origin(), known.day().toString());
    }

    /** The same with the day as it is written elsewhere. */
    public String since(DateOrigin origin, String day) {
        return messages.get("day.since." + origin, day);
    }
}
