package vigie.source;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import vigie.model.Observation;
import vigie.text.CveIds;

/** Keeps one bad record from spoiling its file. */
final class Records {

    private static final int LONGEST_CAUSE = 200;

    private Records() {}

    /** Something that reads one record. */
    interface Reading {
        void run();
    }

    /** Runs the reading; what is wrong with the record becomes an observation. Returns whether it was good. */
    static boolean guard(String record, Consumer<? super Observation> out, Reading reading) {
        return guard(() -> record, out, reading);
    }

    /** The same for a record whose name is worth looking up only if it is bad. */
    static boolean guard(Supplier<String> record, Consumer<? super Observation> out, Reading reading) {
        try {
            reading.run();
            return true;
        } catch (Malformed e) {
            out.accept(new Observation.Skipped(record.get(), e.getMessage()));
        } catch (JacksonException e) {
            out.accept(new Observation.Skipped(record.get(), "broken JSON: " + shorten(e.getOriginalMessage())));
        } catch (IllegalArgumentException e) {
            out.accept(new Observation.Skipped(record.get(), shorten(String.valueOf(e.getMessage()))));
        }
        return false;
    }

    /** The CVE that an unusable record seems to be of, else what the caller calls it. */
    static String name(byte[] buffer, int from, int to, String otherwise) {
        int length = Math.min(to - from, LONGEST_CAUSE);
        String head = new String(buffer, from, length, StandardCharsets.UTF_8);
        return CveIds.in(head).stream().findFirst().orElse("a record of " + otherwise);
    }

    static String shorten(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE) + "…";
    }
}
