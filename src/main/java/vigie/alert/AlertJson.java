package vigie.alert;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vigie.store.AlertQuery;

/** The stored form of what concerns a list: JSON, of which what is not known is left out when it is read. */
public final class AlertJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private AlertJson() {}

    /** An alert as bytes. */
    public static byte[] bytes(Alert alert) {
        return MAPPER.writeValueAsBytes(alert);
    }

    /** What a list was told, as it is kept. */
    public static AlertQuery.KeptTold kept(Told told) {
        return new AlertQuery.KeptTold(told.list(), told.matter(), told.thread(), MAPPER.writeValueAsString(told));
    }

    /**
     * What {@link #kept} wrote.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Told told(AlertQuery.KeptTold kept) {
        try {
            return MAPPER.readValue(kept.state(), Told.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a stored alert cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The alert that {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Alert alert(byte[] bytes) {
        try {
            return MAPPER.readValue(bytes, Alert.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a stored alert cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
