package vigie.store.sqlite;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import vigie.model.Contribution;
import vigie.model.Exploited;

/** The stored form of what a score consists of. */
final class ScoreForm {

    /** Moments are texts of one length, so that the database can compare them. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final String BETWEEN_SOURCES = "\n";

    private static final int ENTRY = 12;
    private static final double MILLI = 1e3;

    private ScoreForm() {}

    static String moment(Instant moment) {
        return MICROS.format(moment);
    }

    static String sources(Exploited known) {
        return String.join(BETWEEN_SOURCES, known.sources());
    }

    static List<String> sources(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(BETWEEN_SOURCES));
    }

    /** Contributions in twelve bytes each, in order: id of the feature's name, value, thousandths of log-odds. */
    static byte[] pack(List<Contribution> listed, ToIntFunction<String> ids) {
        ByteBuffer packed = ByteBuffer.allocate(listed.size() * ENTRY);
        for (Contribution one : listed) {
            packed.putInt(ids.applyAsInt(one.feature()))
                    .putInt(Float.floatToIntBits((float) one.value()))
                    .putInt((int) Math.round(one.logOdds() * MILLI));
        }
        return packed.array();
    }

    static List<Contribution> unpack(byte[] packed, IntFunction<String> names) {
        ByteBuffer entries = ByteBuffer.wrap(packed);
        List<Contribution> listed = new ArrayList<>(packed.length / ENTRY);
        while (entries.remaining() >= ENTRY) {
            String feature = names.apply(entries.getInt());
            listed.add(new Contribution(feature, entries.getFloat(), entries.getInt() / MILLI));
        }
        return listed;
    }
}
