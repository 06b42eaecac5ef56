package vigie.score;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.model.BandRecord;
import vigie.model.ScoreBand;

/** What the bands of models held in the evaluations on their cards. For several threads; the last card that was read is kept. */
public final class BandRecords {

    private static final int LONGEST = 3650;

    private final ModelStore models;
    private volatile Read last = new Read("", Optional.empty());

    private record Read(String version, Optional<BandRecord> held) {}

    /** @param home directory of the installation */
    public BandRecords(Path home) {
        this.models = new ModelStore(home);
    }

    /** Of the first table of a model's card; empty where it has none, or cannot be read. */
    public Optional<BandRecord> of(String model) {
        String version = models.version(model);
        Read known = last;
        if (!known.version().equals(version)) {
            known = new Read(version, models.card(model).flatMap(card -> of(card.json())));
            last = known;
        }
        return known.held();
    }

    private static Optional<BandRecord> of(JsonNode card) {
        JsonNode evaluation = card.path("evaluation");
        JsonNode table = evaluation.path("tables").path(0);
        int days = table.path("horizon_days").asInt(0);
        Map<ScoreBand, Double> shares = new EnumMap<>(ScoreBand.class);
        JsonNode held = table.path("model").path("exploited_by_band");
        for (ScoreBand band : ScoreBand.values()) {
            double share = held.path(band.toString()).asDouble(-1);
            if (share >= 0 && share <= 1) {
                shares.put(band, share);
            }
        }
        return shares.isEmpty() || days < 1 || days > LONGEST
                ? Optional.empty()
                : Optional.of(
                        new BandRecord(evaluation.path("outcome").asString("").equals("kev"), days, shares));
    }
}
