package vigie.triage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import vigie.ssvc.Assets;
import vigie.store.FindingRun;
import vigie.store.StoreException;
import vigie.text.PlainJson;

/**
 * Which list of assets a run used.
 *
 * @param name name of its file
 * @param lines how many it has
 * @param asOf the oldest day of which a line of it is, where one says so
 * @param given when it was given
 */
public record AssetList(String name, int lines, Optional<LocalDate> asOf, Instant given) {

    /** A list that is given now. */
    public static AssetList of(String name, Assets assets, Instant now) {
        return new AssetList(name, assets.size(), assets.asOf(), now);
    }

    /**
     * That of a run that was kept; empty if it used none.
     *
     * @throws StoreException if the run is damaged
     */
    public static Optional<AssetList> of(FindingRun run) {
        try {
            JsonNode json = PlainJson.MAPPER.readTree(run.summary()).path("asset_list");
            return json.isObject()
                    ? Optional.of(new AssetList(
                            json.path("name").asString(""),
                            json.path("lines").asInt(0),
                            json.path("as_of").asStringOpt().map(LocalDate::parse),
                            Instant.parse(json.path("given").asString(""))))
                    : Optional.empty();
        } catch (JacksonException | DateTimeException e) {
            throw new StoreException("a stored run of findings is damaged: " + e.getMessage(), e);
        }
    }

    /** As it is kept with a run, and as the API has it. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("lines", lines);
        json.put("as_of", asOf.map(LocalDate::toString).orElse(null));
        json.put("given", given.toString());
        return json;
    }
}
