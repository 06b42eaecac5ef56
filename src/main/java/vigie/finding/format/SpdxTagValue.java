package vigie.finding.format;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vigie.finding.Component;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.Out;
import vigie.finding.TextLines;

/**
 * SPDX 2.x in its form of tags and values: packages, without vulnerabilities. Source: "SPDX 2.3 specification", clauses 6 to 11.
 *
 * <p>A value between {@code <text>} and {@code </text>} may go over several lines; what looks like a tag in it is none. Files and
 * snippets end the package that they stand behind. References to advisories ({@code ExternalRef: SECURITY advisory}) point to
 * something worth reading and say neither whether the package is affected nor in which version: they are no findings.
 */
final class SpdxTagValue implements Format {

    private static final int LOOKED_AT = 50;

    @Override
    public String name() {
        return "spdx-tag-value";
    }

    @Override
    public boolean isBill() {
        return true;
    }

    @Override
    public boolean recognises(Head head) {
        return !head.isJson()
                && head.lines().stream()
                        .limit(LOOKED_AT)
                        .map(String::strip)
                        .anyMatch(line -> line.startsWith("SPDXVersion:"));
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        Map<String, String> fields = new HashMap<>();
        boolean within = false;
        try (TextLines lines = new TextLines(in.text())) {
            for (Optional<TextLines.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
                String line = next.get().text();
                boolean began = !within;
                within = within ? !line.contains("</text>") : opens(line);
                int colon = line.indexOf(':');
                if (began && colon > 0 && next.get().begins()) {
                    tag(line.substring(0, colon).strip(), value(line.substring(colon + 1)), fields, out);
                }
            }
        }
        end(fields, out);
    }

    private static boolean opens(String line) {
        int open = line.lastIndexOf("<text>");
        return open >= 0 && line.indexOf("</text>", open) < 0;
    }

    private static String value(String text) {
        return text.replace("<text>", "").replace("</text>", "").strip();
    }

    private static void tag(String tag, String value, Map<String, String> fields, Out out) {
        switch (tag) {
            case "PackageName" -> {
                end(fields, out);
                fields.put("name", value);
            }
            case "FileName", "SnippetSPDXID" -> end(fields, out);
            case "PackageVersion" -> fields.putIfAbsent("version", said(value));
            case "PrimaryPackagePurpose" -> fields.putIfAbsent("purpose", value);
            case "ExternalRef" -> {
                String[] parts = value.split("\\s+", 3);
                if (parts.length == 3 && parts[1].equals("purl")) {
                    fields.putIfAbsent("purl", parts[2]);
                }
            }
            default -> {}
        }
    }

    /** A version; what says that none is known is none. */
    static String said(String value) {
        return value.equals("NOASSERTION") || value.equals("NONE") ? "" : value;
    }

    private static void end(Map<String, String> fields, Out out) {
        if (fields.containsKey("name")) {
            out.component(new Component(
                    fields.get("name"),
                    fields.getOrDefault("version", ""),
                    fields.getOrDefault("purl", ""),
                    fields.getOrDefault("purpose", ""),
                    ""));
        }
        fields.clear();
    }
}
