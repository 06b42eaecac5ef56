package vigie.web.site;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Scripts, styles and pictures of the pages; all from the jar, packed once, cached by browsers for good. */
public final class Assets {

    private static final String OWN = "/vigie/web/";
    private static final String WEBJARS = "/META-INF/resources/webjars/";

    /** What a page may load, and where it lies in the jar. */
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("analysis.css", OWN + "analysis.css"),
            Map.entry("analysis.js", OWN + "analysis.js"),
            Map.entry("cve.css", OWN + "cve.css"),
            Map.entry("curve.js", OWN + "curve.js"),
            Map.entry("vigie.css", OWN + "vigie.css"),
            Map.entry("model.css", OWN + "model.css"),
            Map.entry("drawings.css", "/vigie/report/drawings.css"),
            Map.entry("vigie.js", OWN + "vigie.js"),
            Map.entry("api.js", OWN + "api.js"),
            Map.entry("icon.svg", OWN + "icon.svg"),
            Map.entry("htmx.js", WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js"),
            Map.entry("echarts.js", WEBJARS + "echarts/5.3.1/dist/echarts.min.js"));

    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    private final Map<String, Asset> assets = new LinkedHashMap<>();

    private record Asset(String type, String tag, byte[] plain, byte[] packed) {}

    /** Reads the files when they are first asked for. */
    private synchronized Asset asset(String name) {
        String file = FILES.get(name);
        if (file == null) {
            throw new NotFoundResponse();
        }
        return assets.computeIfAbsent(name, any -> read(name, file));
    }

    private static Asset read(String name, String file) {
        try (InputStream in = Assets.class.getResourceAsStream(file)) {
            byte[] plain = in.readAllBytes();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(plain);
            }
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            return new Asset(type, Etag.of(plain), plain, packed.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of a file, which changes when the file does. */
    public String address(String name) {
        return "/assets/" + asset(name).tag() + "/" + name;
    }

    /** Answers a request for a file. */
    public void answer(Context context) {
        Asset asset = asset(context.pathParam("name"));
        if (!asset.tag().equals(context.pathParam("tag"))) {
            throw new NotFoundResponse();
        }
        context.header("Cache-Control", "public, max-age=31536000, immutable");
        context.header("Vary", "Accept-Encoding");
        context.contentType(asset.type());
        String accepted = context.header("Accept-Encoding");
        if (accepted != null && accepted.contains("gzip")) {
            context.header("Content-Encoding", "gzip");
            context.result(asset.packed());
        } else {
            context.result(asset.plain());
        }
    }
}
