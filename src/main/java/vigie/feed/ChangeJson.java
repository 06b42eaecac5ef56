package vigie.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vigie.model.Change;
import vigie.model.Difference;

/** An event of the record of changes as a JSON object: the same from the command line, the API and the feed. A missing value is null. */
public final class ChangeJson {

    private ChangeJson() {}

    /** The event. */
    public static Map<String, Object> of(Change change) {
        Difference what = change.what();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", change.id());
        object.put("at", change.at().toString());
        object.put("kind", what.kind().toString());
        object.put("cve", text(change.cve()));
        object.put("publication", text(change.publication()));
        object.put("field", what.field());
        object.put("who", what.who());
        object.put("old", text(what.before()));
        object.put("new", text(what.after()));
        object.put("source", change.source());
        object.put("day", text(what.day()));
        return object;
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }
}
