package vigie.web.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import vigie.card.ModelView;
import vigie.job.Promotion;
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
    private final Cache<String, JsonNode> cards = Caffeine.newBuilder()
            .maximumSize(2L * MOST_OTHERS)
            .executor(Runnable::run)
            .build();

    /** The card of the model in use that was last asked for, by language: its charts take a while to draw. */
    private final Map<String, Made> made = new ConcurrentHashMap<>();

    private record Made(JsonNode card, ModelView.Card view) {}

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
     * @param card what its card says
     * @param before how the model in use compares with the one before it, on the same days; empty if nobody knows
     * @param refused why the model in use cannot be used; empty if it can
     * @param others the other models, the newest first
     * @param untold how many more there are
     */
    public record Page(
            Frame frame,
            Messages words,
            String line,
            Optional<ModelView.Card> card,
            String before,
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
        ModelView view = new ModelView(messages);
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
                .map(id -> other(store, id, view, messages))
                .toList();
        Page page = new Page(
                frame,
                messages.bundle("model"),
                card.map(view::line).orElse(""),
                card.map(json -> view(frame.lang(), json, view)),
                inUse.isPresent() ? before(store, inUse.get(), card, view) : "",
                frame.failure(refused),
                others,
                ids.size() - others.size());
        pages.send(context, "model.jte", page);
    }

    /**
     * Also of a model that was taken into use although nothing tells it apart from the one before. The model that ships was not chosen
     * here: it is held against the one that shipped before it.
     */
    private static String before(ModelStore store, String id, Optional<JsonNode> card, ModelView view) {
        return Promotion.contest(id, store)
                .map(view::contest)
                .orElseGet(() -> card.flatMap(json -> store.before(id).map(before -> view.shippedBefore(json, before)))
                        .orElse(""));
    }

    private ModelView.Card view(String lang, JsonNode card, ModelView view) {
        return made.compute(lang, (key, old) -> old != null && old.card() == card ? old : new Made(card, view.of(card)))
                .view();
    }

    private JsonNode card(ModelStore store, String id) {
        return cards.get(store.version(id), any -> store.read(id).card().json());
    }

    /** Pages must not reveal the path of the home. */
    private String why(ModelRefused refused) {
        return refused.getMessage().replace(site.home().toString(), "HOME");
    }

    private Other other(ModelStore store, String id, ModelView view, Messages messages) {
        try {
            String decided = Promotion.kept(id, store)
                    .filter(promotion -> !(promotion instanceof Promotion.Promoted))
                    .map(promotion -> " " + promotion.sentence(messages))
                    .orElse("");
            return new Other(id, view.line(card(store, id)) + decided, true);
        } catch (ModelRefused e) {
            return new Other(id, why(e), false);
        }
    }
}
