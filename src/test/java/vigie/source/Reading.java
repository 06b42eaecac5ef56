package vigie.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vigie.model.Observation;

/** Reads bodies in tests. */
public final class Reading {

    private Reading() {}

    /** All observations that a source makes of a body, without those of how new it is (cli/StandingSourcesTest). */
    public static List<Observation> read(Source source, Feed feed, byte[] body) throws IOException {
        List<Observation> seen = new ArrayList<>();
        source.read(feed, new ByteArrayInputStream(body), seen::add);
        seen.removeIf(Observation.DataMoment.class::isInstance);
        return seen;
    }

    /** The same for the first feed that the source names, and text. */
    public static List<Observation> read(Source source, String body) throws IOException {
        Feed feed = source.feeds(new FakeState()).get(0);
        return read(source, feed, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The observations of a kind. */
    public static <T extends Observation> List<T> only(Class<T> kind, List<Observation> seen) {
        return seen.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Forms of the observations that are equal where their content is: arrays of bytes are not. */
    public static List<Object> comparable(List<Observation> seen) {
        return seen.stream().map(Reading::comparable).toList();
    }

    private static Object comparable(Observation observation) {
        if (observation instanceof Observation.CveSeen cve) {
            return List.of(cve.record(), text(cve.raw()));
        }
        if (observation instanceof Observation.BulletinSeen bulletin) {
            return List.of(bulletin.bulletin(), text(bulletin.raw()));
        }
        return observation;
    }

    /** The records that were left out, each as {@code name: cause}. */
    public static Stream<String> skipped(List<Observation> seen) {
        return only(Observation.Skipped.class, seen).stream().map(s -> s.record() + ": " + s.cause());
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
