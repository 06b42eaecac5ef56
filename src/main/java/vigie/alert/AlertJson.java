package vigie.alert;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vigie.store.AlertQuery;
import vigie.text.PlainText;

/** The stored form of what concerns a list: JSON, of which what is not known is left out when it is read. */
public final class AlertJson {

    private static final String MISSING = "a part is missing";

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
     * What {@link #kept} wrote. Where it cannot be read, that the list was told stays known, and to be exploited and with a public
     * exploit: it is rather told once more that this is withdrawn than never.
     *
     * @param trouble told of what cannot be read
     */
    public static Told told(AlertQuery.KeptTold kept, Consumer<String> trouble) {
        Optional<Told> whole = Optional.empty();
        String why = MISSING;
        try {
            whole = Optional.ofNullable(MAPPER.readValue(kept.state(), Told.class))
                    .filter(told -> kept.list().equals(told.list())
                            && kept.matter().equals(told.matter())
                            && told.thread() != null
                            && told.severity() != null);
        } catch (JacksonException e) {
            why = e.getOriginalMessage();
        }
        if (whole.isEmpty()) {
            trouble.accept("what " + kept.list() + " was told of " + kept.matter() + " is damaged: " + line(why));
        }
        return whole.orElseGet(() ->
                new Told(kept.list(), kept.matter(), kept.thread(), Optional.empty(), true, true, false, List.of()));
    }

    /**
     * The alert that is kept. Where its facts cannot be read, it has none: that something happened is told all the same.
     *
     * @param trouble told of what cannot be read
     */
    public static Alert alert(AlertQuery.KeptAlert kept, Consumer<String> trouble) {
        Optional<Alert> whole = Optional.empty();
        String why = MISSING;
        try {
            whole = Optional.ofNullable(MAPPER.readValue(kept.body(), Alert.class))
                    .filter(AlertJson::whole);
        } catch (JacksonException e) {
            why = e.getOriginalMessage();
        }
        if (whole.isEmpty()) {
            trouble.accept("the alert " + kept.id() + " of " + kept.matter() + " to " + kept.list() + " is damaged: "
                    + line(why));
        }
        return whole.orElseGet(() -> new Alert(
                kept.list(),
                kept.event(),
                kept.at(),
                kind(kept.kind()),
                kept.urgent(),
                kept.matter(),
                List.of(),
                Alert.Facts.unreadable(kept.matter())));
    }

    private static boolean whole(Alert alert) {
        return alert.list() != null
                && alert.at() != null
                && alert.kind() != null
                && alert.matter() != null
                && alert.facts() != null
                && alert.facts().title() != null
                && alert.facts().score() != null
                && alert.facts().epss() != null;
    }

    /** A later version may know further kinds. */
    private static AlertKind kind(String word) {
        return Arrays.stream(AlertKind.values())
                .filter(kind -> kind.name().equals(word))
                .findFirst()
                .orElse(AlertKind.REVISED);
    }

    private static String line(String why) {
        return PlainText.line(String.valueOf(why)).lines().findFirst().orElse(MISSING);
    }
}
