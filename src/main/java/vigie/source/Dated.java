package vigie.source;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.model.Observation;
import vigie.record.Dates;

/** Tells how new the data of a feed is. */
final class Dated {

    /** What stands before the records of a file is shorter. */
    private static final int HEAD = 2000;

    private Dated() {}

    /** A record bears this day. */
    static Observation record(LocalDate day) {
        return new Observation.DataMoment(day.atStartOfDay(ZoneOffset.UTC).toInstant(), false);
    }

    /** The whole file is of this day. */
    static Observation file(LocalDate day) {
        return new Observation.DataMoment(day.atStartOfDay(ZoneOffset.UTC).toInstant(), true);
    }

    /** The moment that a JSON file states before its records; empty if it states none. */
    static Optional<Instant> stated(byte[] file, String name) {
        String text = new String(file, 0, Math.min(file.length, HEAD), StandardCharsets.UTF_8);
        int records = text.indexOf('[');
        String head = records < 0 ? text : text.substring(0, records);
        Matcher value =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]{10,40})\"").matcher(head);
        return value.find()
                ? Dates.instant(value.group(1))
                        .or(() -> Dates.day(value.group(1))
                                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()))
                : Optional.empty();
    }
}
