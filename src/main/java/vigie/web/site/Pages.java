package vigie.web.site;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.text.Messages;

/** Builds the frame of a page and sends the page. */
public final class Pages {

    private final Site site;

    public Pages(Site site) {
        this.site = site;
    }

    /**
     * The frame for a request.
     *
     * @param active the entry of the menu that the page belongs to
     * @param title key of the title, or the title itself where there is no such key
     */
    public Frame frame(Context context, String active, String title) {
        Visitor visitor = Visitor.of(context);
        Messages words = visitor.words().bundle("pages");
        Map<String, List<String>> query = new LinkedHashMap<>(context.queryParamMap());
        // Two slashes would begin the address of another host.
        String here = context.path().replaceFirst("^/+", "/") + Query.of(query).without("lang", "theme");
        String shown = words.knows(title) ? words.get(title) : title;
        return new Frame(words, visitor.theme(), shown, active, here, site.assets(), site.freshness(), site.filling());
    }

    /** The words of a part of the program (see {@link Messages#bundle}) in the visitor's language. */
    public Messages words(Context context, String bundle) {
        return Visitor.of(context).words().bundle(bundle);
    }

    /** Sends a page; one that the browser has already is not sent again. */
    public void send(Context context, String template, Object page) {
        byte[] body = site.templates().fill(template, page);
        String tag = "\"" + Etag.of(body) + "\"";
        context.header("Cache-Control", "private, no-cache");
        context.header("Vary", "Accept-Language, Cookie, Accept-Encoding");
        context.header("ETag", tag);
        if (Etag.matches(context.header("If-None-Match"), tag)) {
            context.status(304);
            return;
        }
        context.contentType("text/html; charset=utf-8").result(body);
    }
}
