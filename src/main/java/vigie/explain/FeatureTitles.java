package vigie.explain;

import java.util.Optional;
import vigie.model.Contribution;
import vigie.text.Messages;

/** What a feature is, whatever its value for a CVE, in the user's language. */
public final class FeatureTitles {

    private final FeatureWords features;
    private final Messages values;
    private final Messages words;

    public FeatureTitles(Messages messages) {
        this.features = new FeatureWords(messages);
        this.values = messages.explanations();
        this.words = messages.bundle("model");
    }

    /** In words; its name if nobody has written words for it. */
    public String of(FeatureName name) {
        if (name.isCategory()) {
            return features.of(new Contribution(name.family() + ":" + rest(name), 1, 0));
        }
        String key = "feature." + name.subject();
        if (words.knows(key)) {
            return words.get(key);
        }
        return CountWords.Count.of(name, values).flatMap(this::count).orElse(rest(name));
    }

    /** The topic that it belongs to. */
    public String topic(Topic topic) {
        return values.get("topic." + topic);
    }

    private static String rest(FeatureName name) {
        return name.item().isEmpty() ? name.subject() : name.subject() + ":" + name.item();
    }

    private Optional<String> count(CountWords.Count count) {
        String key = "count." + count.sort() + part(count);
        if (!words.knows(key)) {
            return Optional.empty();
        }
        String owner = count.owner().isEmpty() ? "" : values.get("owner." + count.owner());
        String window = count.span() > 0 ? values.get("window." + count.unit(), count.span()) : "";
        return Optional.of(words.get(key, owner, window));
    }

    private static String part(CountWords.Count count) {
        return switch (count.part()) {
            case TOTAL, OF -> "";
            case LATELY -> ".new";
            case DAYS_AGO -> ".ago";
            case SHARE -> count.span() > 0 ? ".share.new" : ".share";
        };
    }
}
