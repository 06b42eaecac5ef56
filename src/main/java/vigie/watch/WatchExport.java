package vigie.watch;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vigie.report.CsvTable;
import vigie.text.PlainText;
import vigie.text.PrintableJson;

/** Watch lists in the forms in which they are read again ({@link ProductFile}). */
public final class WatchExport {

    private static final String NEW_LINE = "\n";

    private WatchExport() {}

    /** A form of a file; its name in small letters is also what its name ends with. */
    public enum Form {
        /** All of a list. */
        TOML,
        /** All of a list. */
        JSON,
        /** Its lines, one each. */
        TXT,
        /** Its lines, in columns. */
        CSV;

        /** The form of a name; {@code list} is {@link #TXT}. */
        public static Optional<Form> of(String name) {
            String known = name.equalsIgnoreCase("list") ? "txt" : name;
            return Arrays.stream(values())
                    .filter(form -> form.name().equalsIgnoreCase(known))
                    .findFirst();
        }

        /** What the name of a file ends with. */
        public String ending() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A list as a file.
     *
     * @param text the file
     * @param left how many lines the form has no place for, as they have a version or conditions of their own
     */
    public record File(String text, long left) {}

    /** Writes a list in a form. */
    public static File write(WatchList list, Form form) {
        return switch (form) {
            case TOML -> new File(PlainText.safe(WatchFile.write(list)), 0);
            case JSON -> new File(PrintableJson.of(WatchFile.json(list)), 0);
            case TXT -> lines(list);
            case CSV -> csv(list);
        };
    }

    private static File lines(WatchList list) {
        List<String> lines =
                list.rules().stream().flatMap(rule -> line(rule).stream()).toList();
        return new File(
                lines.stream().map(line -> line + NEW_LINE).collect(Collectors.joining()),
                list.rules().size() - lines.size());
    }

    /**
     * A rule on one line, of which {@link ProductFile#line} makes the same rule; empty if it has a version or a condition of its own, or
     * its text does not go on a line.
     */
    public static Optional<String> line(Rule rule) {
        String text = rule.line().text();
        List<String> ways = new ArrayList<>();
        // Were it the first of a file, such a text would make the file another one.
        boolean plain = !text.matches("(?s)(?:[#\\[{<]|SPDXVersion:).*|.*[,;\\t].*") && !ProductFile.isHeading(text);
        if (plain) {
            ways.add(text);
        }
        WatchFile.lineKeys()
                .forEach(key -> ways.add(key + "=" + (rule.line().kind() == WatchLine.Kind.ALL ? "yes" : text)));
        return ways.stream()
                .filter(way ->
                        !way.isBlank() && way.equals(way.strip()) && way.lines().count() == 1)
                .filter(way -> way.equals(PlainText.safe(way)))
                .filter(way -> !ProductFile.toml(way) && ProductFile.line(way).equals(rule))
                .findFirst();
    }

    private static File csv(WatchList list) {
        List<String> columns = List.of("vendor", "product", "version", "cpe", "purl", "cve");
        StringWriter out = new StringWriter();
        long left = 0;
        try (CsvTable table = new CsvTable(out, false, columns)) {
            for (Rule rule : list.rules()) {
                Optional<Map<String, String>> fields = fields(rule);
                if (fields.isPresent()) {
                    table.row(columns.stream()
                            .<Optional<?>>map(
                                    column -> Optional.ofNullable(fields.get().get(column)))
                            .toList());
                } else {
                    left++;
                }
            }
        }
        return new File(out.toString(), left);
    }

    /** The fields of a rule in a table; empty where it has none, or more. */
    private static Optional<Map<String, String>> fields(Rule rule) {
        String text = rule.line().text();
        if (!rule.when().equals(Condition.ALWAYS)) {
            return Optional.empty();
        }
        if (rule.line().kind() == WatchLine.Kind.NAME) {
            return Optional.of(rule.version()
                    .map(version -> Map.of("product", text, "version", version))
                    .orElse(Map.of("product", text)));
        }
        Optional<String> column = rule.version().isPresent()
                ? Optional.empty()
                : switch (rule.line().kind()) {
                    case VENDOR -> Optional.of("vendor");
                    case CPE -> Optional.of("cpe");
                    case PURL -> Optional.of("purl");
                    case CVE -> Optional.of("cve");
                    default -> Optional.empty();
                };
        return column.map(name -> Map.of(name, text));
    }
}
