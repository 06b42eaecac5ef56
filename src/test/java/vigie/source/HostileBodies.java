package vigie.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import vigie.model.Observation;

/** Bodies that no source sends, and that somebody else may. */
final class HostileBodies {

    private static final int BOMB_MEGABYTES = 300;
    private static final int DEEP = 100_000;
    private static final Map<String, byte[]> ALL = build();

    private HostileBodies() {}

    static Map<String, byte[]> all() {
        return ALL;
    }

    /** What is read of the bytes; nothing if they are refused. Any other failure than an IOException is passed on. */
    static List<Observation> readOrFail(FakeSync.Body body, byte[] bytes) {
        List<Observation> seen = new ArrayList<>();
        try {
            body.source().read(body.feed(), new ByteArrayInputStream(bytes), seen::add);
            return seen;
        } catch (IOException e) {
            return new ArrayList<>();
        }
    }

    private static Map<String, byte[]> build() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("nothing", "");
        texts.put("blank", " \n\t");
        texts.put(
                "a page", "<!DOCTYPE html>\n<html><head><style>a {b: c}</style></head>\n<body>Sorry.</body></html>\n");
        texts.put("an empty list", "[]");
        texts.put("an empty object", "{}");
        texts.put("null", "null");
        texts.put("a number", "1e999999");
        texts.put("a list of everything", "[null,1,\"x\",[],{},true,[{}],{\"a\":{\"b\":{}}}]");
        texts.put("objects in objects", "{\"a\":[{},{\"b\":{\"c\":[]}}],\"d\":{\"e\":{}}}");
        texts.put("open brackets", "[".repeat(DEEP));
        texts.put("open braces", "{\"a\":".repeat(DEEP));
        texts.put("deep brackets", "[".repeat(DEEP) + "]".repeat(DEEP));
        texts.put("closing brackets", "]}".repeat(DEEP));
        texts.put("deep in a list", "[{\"a\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}]");
        texts.put("quotes", "\"".repeat(DEEP));
        texts.put("backslashes in a text", "[\"" + "\\".repeat(DEEP));
        texts.put("deep elements", "<rss version=\"2.0\"><channel>" + "<a>".repeat(DEEP));
        texts.put(
                "deep whole elements",
                "<rss version=\"2.0\"><channel>" + "<a>".repeat(DEEP) + "</a>".repeat(DEEP) + "</channel></rss>");
        texts.put(
                "entities",
                "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><rss version=\"2.0\"><channel><title>&c;</title>"
                        + "</channel></rss>");
        texts.put(
                "an entity of a file",
                "<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"
                        + "<rss version=\"2.0\"><channel><title>&a;</title></channel></rss>");
        texts.put("an empty feed", "<rss/>");
        texts.put("a header", "id,codes,cve,date,kind,epss,percentile\n\"");
        texts.put("null bytes", "\0".repeat(DEEP));
        Map<String, byte[]> all = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            all.put(name, bytes);
            all.put(name + ", gzip", Packed.gzip(bytes));
            all.put(name + ", zip", Packed.zip(Map.of("cves/CVE-2024-1.json", bytes, "CVE-2024-3400.json", bytes)));
            all.put(name + ", zip in zip", Packed.zip(Map.of("cves.zip", bytes)));
        });
        byte[] noise = new byte[DEEP];
        new Random(1).nextBytes(noise);
        all.put("noise", noise);
        all.put("zeros, gzip", Packed.gzippedZeros(BOMB_MEGABYTES));
        byte[] bomb = Packed.bomb("CVE-2024-3400.json", BOMB_MEGABYTES);
        all.put("bomb", bomb);
        all.put("bomb in zip", Packed.zip(Map.of("cves.zip", bomb)));
        all.put("bomb of another name", Packed.bomb("a.txt", BOMB_MEGABYTES));
        return all;
    }
}
