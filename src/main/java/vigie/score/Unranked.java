package vigie.score;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vigie.model.Contribution;
import vigie.model.CveId;
import vigie.model.Exploited;
import vigie.model.Score;
import vigie.model.Spread;
import vigie.model.Topic;

/**
 * A score that waits for its place among all CVEs. Those of all CVEs wait until the last of them is known, and would take hundreds of
 * megabytes as objects, which a server has no room for: packed, they take a quarter.
 */
final class Unranked {

    private static final Topic[] TOPICS = Topic.values();
    private static final double MILLI = 1e3;
    private static final double MICRO = 1e6;
    private static final int HEAD_BYTES = 3 * Double.BYTES + 2 * Integer.BYTES + 2 * Byte.BYTES;
    private static final int LISTED_BYTES = 2 * Integer.BYTES + Float.BYTES;
    private static final int OTHERS_BYTES = Byte.BYTES + 2 * Integer.BYTES;

    private final CveId cve;
    private final double margin;
    private final Optional<Exploited> known;
    private final byte[] packed;

    private Unranked(CveId cve, double margin, Optional<Exploited> known, byte[] packed) {
        this.cve = cve;
        this.margin = margin;
        this.known = known;
        this.packed = packed;
    }

    /** Packs what a model says of a CVE; no number that is published is lost, as {@link Score} has rounded them. */
    static Unranked of(Explained explained, ScoreModel model) {
        Score score = explained.score(model.id(), LocalDate.MIN, 0, Instant.EPOCH);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES
                + score.listed().size() * LISTED_BYTES
                + score.others().size() * OTHERS_BYTES);
        bytes.putDouble(score.probability());
        bytes.putDouble(score.spread().map(Spread::lowest).orElse(Double.NaN));
        bytes.putDouble(score.spread().map(Spread::highest).orElse(Double.NaN));
        bytes.putInt(units(score.bias(), MICRO)).putInt(units(score.rest(), MICRO));
        bytes.put((byte) score.listed().size()).put((byte) score.others().size());
        for (Contribution one : score.listed()) {
            bytes.putInt(model.column(one.feature()))
                    .putFloat((float) one.value())
                    .putInt(units(one.logOdds(), MILLI));
        }
        for (Score.Others some : score.others()) {
            bytes.put((byte) some.topic().ordinal()).putInt(some.features()).putInt(units(some.logOdds(), MICRO));
        }
        return new Unranked(score.cve(), score.margin(), score.known(), bytes.array());
    }

    private static int units(double number, double unit) {
        return Math.toIntExact(Math.round(number * unit));
    }

    /** The model's output in log-odds, not rounded. */
    double margin() {
        return margin;
    }

    /**
     * The score with its place.
     *
     * @param model the one that gave it
     * @param percentile 0 to 1
     */
    Score ranked(ScoreModel model, LocalDate day, double percentile, Instant updated) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        double probability = bytes.getDouble();
        double lowest = bytes.getDouble();
        double highest = bytes.getDouble();
        Optional<Spread> spread = Double.isNaN(lowest) ? Optional.empty() : Optional.of(new Spread(lowest, highest));
        double bias = bytes.getInt() / MICRO;
        double rest = bytes.getInt() / MICRO;
        int listings = bytes.get();
        int topics = bytes.get();
        List<Contribution> listed = new ArrayList<>(listings);
        for (int i = 0; i < listings; i++) {
            String feature = model.features().get(bytes.getInt());
            listed.add(new Contribution(feature, bytes.getFloat(), bytes.getInt() / MILLI));
        }
        List<Score.Others> others = new ArrayList<>(topics);
        for (int i = 0; i < topics; i++) {
            others.add(new Score.Others(TOPICS[bytes.get()], bytes.getInt(), bytes.getInt() / MICRO));
        }
        return new Score(
                        cve,
                        model.id(),
                        day,
                        margin,
                        probability,
                        spread,
                        0,
                        bias,
                        listed,
                        rest,
                        others,
                        known,
                        updated)
                .ranked(percentile);
    }
}
