package vigie.web.api;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import vigie.text.Messages;
import vigie.text.PrintableJson;
import vigie.web.site.Encodings;
import vigie.web.site.Etag;
import vigie.web.site.Query;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;
import vigie.web.site.Visitor;

/** Sends API responses: with an entity tag, compressed if accepted, and as 304 if unchanged. */
final class Answers {

    private Answers() {}

    /** An object as JSON. */
    static void json(Context context, Object object) {
        send(context, Answer.once(Answer.JSON, PrintableJson.bytes(object)));
    }

    /** The same, and as of which day it is. */
    static void dated(Context context, Site site, Map<String, Object> object) {
        json(context, site.freshness().dated(object));
    }

    /** Sends an answer. */
    static void send(Context context, Answer answer) {
        context.header("Cache-Control", Answer.CACHE_CONTROL);
        context.header("Vary", "Accept-Encoding");
        context.header("ETag", answer.tag());
        if (Etag.matches(context.header("If-None-Match"), answer.tag())) {
            context.status(304);
            return;
        }
        context.contentType(answer.type()).disableCompression();
        Optional<byte[]> packed = Encodings.gzip(context.header("Accept-Encoding")) ? answer.gzip() : Optional.empty();
        packed.ifPresent(bytes -> context.header("Content-Encoding", "gzip"));
        byte[] bytes = packed.orElse(answer.plain());
        context.res().setContentLengthLong(bytes.length);
        context.result(bytes);
    }

    /** What is asked for. */
    static QueryValues asked(Context context) {
        return new QueryValues(Query.of(context.queryParamMap()));
    }

    /** The language that words in an answer are asked in: English unless the address says otherwise. */
    static String language(QueryValues asked) {
        return asked.value("lang", "lang", text -> Optional.of(text).filter(Messages.LANGUAGES::contains))
                .orElse("en");
    }

    /** The texts about problems, in the language of the client. */
    static Messages words(Context context) {
        return new Messages(Visitor.language(context)).bundle("api");
    }
}
