package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.text.Messages;
import vigie.text.PrintableJson;
import vigie.web.site.BadQueryException;
import vigie.web.site.Frame;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Site;
import vigie.web.site.Visitor;

/** The API's document for programs, and the page where a person reads it and tries what it says. */
public final class OpenApiPart implements Part {

    private final Pages pages;

    /** Read when it is first asked for: a start should not wait for it. */
    private static final class Read {
        private static final OpenApi API = OpenApi.read();
        private static final Answer DOCUMENT = Answer.kept(Answer.JSON, PrintableJson.bytes(API.document()));
    }

    OpenApiPart(Site site) {
        this.pages = new Pages(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/v1/openapi.json", context -> {
            BadQueryException.refuse(Answers.asked(context));
            Answers.send(context, Read.DOCUMENT);
        });
        routes.get("/api", this::page);
    }

    /**
     * What the page shows.
     *
     * @param words the words of the API
     * @param groups what can be asked, by the group that it belongs to
     */
    public record Page(Frame frame, Messages words, Map<String, List<OpenApi.Operation>> groups) {}

    private void page(Context context) {
        Messages words = new Messages(Visitor.language(context)).bundle("api");
        Map<String, List<OpenApi.Operation>> groups = new LinkedHashMap<>();
        Read.API
                .operations()
                .forEach(operation -> groups.computeIfAbsent(operation.tag(), any -> new java.util.ArrayList<>())
                        .add(operation));
        pages.send(context, "api.jte", new Page(pages.frame(context, "", words.get("api.title")), words, groups));
    }
}
