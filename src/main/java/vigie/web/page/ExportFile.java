package vigie.web.page;

import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import vigie.index.LiveSnapshot;
import vigie.web.site.Encodings;
import vigie.web.site.Etag;
import vigie.web.site.Query;
import vigie.web.site.Site;
import vigie.web.wire.AbortedResponses;

/** A whole list as a file that is written row by row, so that any size will do. */
final class ExportFile {

    static final String CSV = "text/csv; charset=utf-8";

    /** Entity tags of another process must not be taken for ours. */
    private static final String PROCESS =
            Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);

    private final Site site;
    private final String name;

    /** @param name what the file's name begins with */
    ExportFile(Site site, String name) {
        this.site = site;
        this.name = name;
    }

    /**
     * Whether the client has the current version, which is then said.
     *
     * @param version the version of the database that the content is of, or an earlier one
     */
    boolean held(Context context, long version, Query query) {
        long read = site.live().reading().map(LiveSnapshot.Reading::endedAt).orElse(0L);
        String all = PROCESS + " " + version + " " + read + " " + context.path() + query;
        String tag = Etag.weak(all.getBytes(StandardCharsets.UTF_8));
        context.header("Cache-Control", "private, no-cache")
                .header("Vary", "Accept-Encoding")
                .header("ETag", tag);
        boolean held = Etag.matches(context.header("If-None-Match"), tag);
        if (held) {
            context.status(304);
        }
        return held;
    }

    /** Sends the file; its name says as of which day the content is, which has no place for it. */
    void send(Context context, String type, String suffix, Consumer<Writer> content) {
        String day = site.freshness().day().map(known -> "-" + known).orElse("");
        if (Encodings.gzip(context.header("Accept-Encoding"))) {
            context.header("Content-Encoding", "gzip");
        }
        context.contentType(type).header("Content-Disposition", "attachment; filename=\"" + name + day + suffix + "\"");
        try {
            if (AbortedResponses.contentLeftOut(context.req())) {
                // Without a length, which nobody knows before the end.
                context.res().flushBuffer();
                return;
            }
            // Closed only where all is written: what fails before must not look complete.
            Writer out = new BufferedWriter(new OutputStreamWriter(stream(context), StandardCharsets.UTF_8), 1 << 15);
            content.accept(out);
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutputStream stream(Context context) throws IOException {
        OutputStream plain = context.res().getOutputStream();
        return Encodings.gzip(context.header("Accept-Encoding")) ? new GZIPOutputStream(plain, 1 << 13) : plain;
    }
}
