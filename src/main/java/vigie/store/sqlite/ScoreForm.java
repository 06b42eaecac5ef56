package vigie.store.sqlite;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import vigie.model.Contribution;
import vigie.model.Exploited;
import vigie.model.Score;
import vigie.model.Topic;

/** The stored form of what a score consists of. */
final class ScoreForm {

    /** Moments are texts of one length, so that the database can compare them. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final String BETWEEN_SOURCES = "\n";

    private static final int ENTRY = 12;
    private static final int OTHERS = 7;
    private static final double MILLI = 1e3;
    private static final double MICRO = 1e6;
    private static final Topic[] TOPICS = Topic.values();

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

    /** What is not listed, in seven bytes a topic: the topic, the number of features, millionths of log-odds. */
    static byte[] packOthers(List<Score.Others> others) {
        ByteBuffer packed = ByteBuffer.allocate(others.size() * OTHERS);
        for (Score.Others one : others) {
            packed.put((byte) one.topic().ordinal())
                    .putShort((short) Math.min(Short.MAX_VALUE, one.features()))
                    .putInt((int) Math.round(one.logOdds() * MICRO));
        }
        return packed.array();
    }

    /** Nothing for a score of an earlier version. */
    static List<Score.Others> unpackOthers(Optional<byte[]> packed) {
        List<Score.Others> others = new ArrayList<>();
        ByteBuffer entries = ByteBuffer.wrap(packed.orElse(new byte[0]));
        while (entries.remaining() >= OTHERS) {
            Topic topic = TOPICS[Math.min(entries.get(), TOPICS.length - 1)];
            others.add(new Score.Others(topic, entries.getShort(), entries.getInt() / MICRO));
        }
        return others;
    }
}
