package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import vigie.card.ModelFragments;
import vigie.score.ModelRefused;
import vigie.score.ModelStore;
import vigie.text.Messages;
import vigie.web.site.Frame;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Site;

/** The page "Model": the card of the model in use, and the other models of the home. */
public final class ModelPart implements Part {

    private static final int MOST_OTHERS = 20;

    private final Site site;
    private final Pages pages;

    /** Reading a model checks all of its trees, which takes too long for every request. */
    private final Map<String, JsonNode> cards = new ConcurrentHashMap<>();

    /** Pieces of the model in use that was last asked for, by language. */
    private final Map<String, Made> made = new ConcurrentHashMap<>();

    private record Made(JsonNode card, ModelFragments.Fragments fragments) {}

    public ModelPart(Site site) {
        this.site = site;
        this.pages = new Pages(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/model", this::model);
    }

    /**
     * A model that is not in use.
     *
     * @param line what its card says in short; why it cannot be used if it cannot
     */
    public record Other(String id, String line, boolean usable) {}

    /**
     * What the page shows.
     *
     * @param words words of this page
     * @param line the model in use in one line; empty if there is none that can be used
     * @param card pieces of HTML, escaped
     * @param refused why the model in use cannot be used; empty if it can
     * @param others the other models, the newest first
     * @param untold how many more there are
     */
    public record Page(
            Frame frame,
            Messages words,
            String line,
            Optional<ModelFragments.Fragments> card,
            String refused,
            List<Other> others,
            int untold) {

        /** A sentence of this page. */
        public String say(String key, Object... values) {
            return words.get(key, values);
        }
    }

    private void model(Context context) {
        Frame frame = pages.frame(context, "model", "model.menu");
        Messages messages = new Messages(frame.lang());
        ModelFragments fragments = new ModelFragments(messages);
        ModelStore store = new ModelStore(site.home());
        Optional<String> inUse = store.inUse();
        Optional<JsonNode> card = Optional.empty();
        String refused = "";
        try {
            card = inUse.map(id -> card(store, id));
        } catch (ModelRefused e) {
            refused = why(e);
        }
        List<String> ids = new ArrayList<>(store.ids());
        ids.removeIf(id -> inUse.filter(id::equals).isPresent());
        java.util.Collections.reverse(ids);
        List<Other> others = ids.stream()
                .limit(MOST_OTHERS)
                .map(id -> other(store, id, fragments))
                .toList();
        Page page = new Page(
                frame,
                messages.bundle("model"),
                card.map(fragments::line).orElse(""),
                card.map(json -> pieces(frame.lang(), json, fragments)),
                frame.plain(refused),
                others,
                ids.size() - others.size());
        pages.send(context, "model.jte", page);
    }

    private ModelFragments.Fragments pieces(String lang, JsonNode card, ModelFragments fragments) {
        return made.compute(
                        lang,
                        (key, old) -> old != null && old.card() == card ? old : new Made(card, fragments.of(card)))
                .fragments();
    }

    private JsonNode card(ModelStore store, String id) {
        return cards.computeIfAbsent(
                store.version(id), any -> store.read(id).card().json());
    }

    /** Where the home lies is nobody's business who looks at a page. */
    private String why(ModelRefused refused) {
        return refused.getMessage().replace(site.home().toString(), "HOME");
    }

    private Other other(ModelStore store, String id, ModelFragments fragments) {
        try {
            return new Other(id, fragments.line(card(store, id)), true);
        } catch (ModelRefused e) {
            return new Other(id, why(e), false);
        }
    }
}
