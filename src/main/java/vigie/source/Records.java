package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.Observation;
import vigie.record.Json;
import vigie.record.MalformedRecordException;
import vigie.text.CveIds;

/** Isolates bad records, so that the rest of a file is read. */
public final class Records {

    private Records() {}

    /** Reads one record. */
    interface Reading {
        void run();
    }

    /** Reads the record; an error becomes an observation. Returns whether the record was good. */
    static boolean guard(String record, Consumer<? super Observation> out, Reading reading) {
        return guard(() -> record, out, reading);
    }

    /** The same for a record whose name is worth looking up only if it is bad. */
    static boolean guard(Supplier<String> record, Consumer<? super Observation> out, Reading reading) {
        try {
            reading.run();
            return true;
        } catch (MalformedRecordException e) {
            out.accept(new Observation.Skipped(record.get(), e.getMessage()));
        } catch (JacksonException e) {
            out.accept(broken(record.get(), e));
        } catch (IllegalArgumentException e) {
            out.accept(new Observation.Skipped(
                    record.get(), MalformedRecordException.shorten(String.valueOf(e.getMessage()))));
        }
        return false;
    }

    private static Observation broken(String record, JacksonException e) {
        // Jackson appends a location that only helps a programmer.
        String message = e.getOriginalMessage().replaceFirst(" ?\\(for \\w+ starting at .*", "");
        return new Observation.Skipped(record, "broken JSON: " + MalformedRecordException.shorten(message));
    }

    /**
     * Reads a body that is one record. A body that is cut, or no JSON object at all, fails as a whole, as it may be
     * whole when it is asked for again; one that is broken in another way is a bad record.
     */
    public static void only(String record, byte[] body, Consumer<? super Observation> out, Consumer<JsonNode> reading)
            throws IOException {
        String text =
                new String(body, StandardCharsets.UTF_8).replace("\ufeff", "").strip();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw new IOException("the body is cut off or is not a JSON object");
        }
        JsonNode node;
        try {
            node = Json.parse(body);
        } catch (UnexpectedEndOfInputException e) {
            throw new IOException("the JSON document ends before it is complete", e);
        } catch (JacksonException e) {
            out.accept(broken(record, e));
            return;
        }
        guard(record, out, () -> reading.accept(node));
    }

    /** Fails for a snapshot without a usable record: it would withdraw all stored data. */
    static void requireSome(long records) throws IOException {
        if (records == 0) {
            throw new IOException("the file has no usable record");
        }
    }

    /** Reads one of many records, given parsed and raw. */
    interface Element {
        void read(JsonNode record, byte[] raw);
    }

    /**
     * Reads the records of a large JSON document; returns how many were good.
     *
     * @param depth as {@link JsonSplitter} takes it
     * @param opening as {@link JsonSplitter} takes it
     * @param kind what a record without a name is called
     */
    static long each(
            InputStream in, int depth, String opening, String kind, Consumer<? super Observation> out, Element element)
            throws IOException {
        return each(in, depth, opening, kind, out, Json::parse, element);
    }

    /** The same with a parser of the caller's own. */
    static long each(
            InputStream in,
            int depth,
            String opening,
            String kind,
            Consumer<? super Observation> out,
            Function<byte[], JsonNode> parser,
            Element element)
            throws IOException {
        long[] good = {0};
        new JsonSplitter(in, depth, opening, out).each((buffer, from, to) -> {
            boolean usable = guard(() -> name(buffer, from, to, kind), out, () -> {
                byte[] raw = Arrays.copyOfRange(buffer, from, to);
                element.read(parser.apply(raw), raw);
            });
            good[0] += usable ? 1 : 0;
            return usable;
        });
        return good[0];
    }

    /** The CVE or publication an unusable record seems to belong to, else the name given by the caller. */
    private static String name(byte[] buffer, int from, int to, String otherwise) {
        String head = new String(
                buffer, from, Math.min(to - from, MalformedRecordException.LONGEST_CAUSE), StandardCharsets.UTF_8);
        return CveIds.in(head).stream()
                .findFirst()
                .map(CveId::toString)
                .or(() -> BulletinRef.in(head).map(BulletinRef::text))
                .orElse("a record of " + otherwise);
    }
}
