package vigie.watch;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.io.SafeXml;
import vigie.model.CveId;
import vigie.text.Cpe;
import vigie.text.IdText;
import vigie.text.SearchWords;

/**
 * The lines of a watch list from a file that a person has: names one a line, a CSV with a heading, a CycloneDX (JSON, XML) or SPDX
 * (JSON, tag-value) bill of materials, or a watch list in TOML. What a file is, its content tells.
 */
public final class ProductFile {

    /** More lines are not meant for one person. */
    private static final int MOST_LINES = 50_000;

    /** A line that says what it names. */
    private static final Pattern KEYED = Pattern.compile(
            "(?:" + String.join("|", WatchFile.lineKeys()) + ")\\s*=\\s*\\S.*", Pattern.CASE_INSENSITIVE);

    private static final String CVE_COLUMN = "cve";

    /** Headings of columns, in small letters without accents, and what stands below them. */
    private static final Map<String, String> COLUMNS = new HashMap<>();

    static {
        column(
                "vendor",
                "vendor",
                "manufacturer",
                "publisher",
                "supplier",
                "editeur",
                "fabricant",
                "fournisseur",
                "constructeur");
        column(
                "product",
                "product",
                "name",
                "software",
                "application",
                "component",
                "produit",
                "nom",
                "logiciel",
                "composant");
        column("version", "version", "versions", "installed version", "version installee");
        column("cpe", "cpe", "cpe23", "cpe 2 3");
        column("purl", "purl", "package url");
        column(CVE_COLUMN, "cve", "cve id", "cves");
    }

    private static void column(String meaning, String... headings) {
        for (String heading : headings) {
            COLUMNS.put(heading, meaning);
        }
    }

    private ProductFile() {}

    /**
     * Reads a file.
     *
     * @return its lines, each once, in their order
     * @throws WatchFileException if nothing can be read from it
     */
    public static List<Rule> read(byte... file) {
        if (IdText.packed(file)) {
            throw new WatchFileException("packed");
        }
        return read(IdText.decode(file));
    }

    /** As {@link #read(byte...)}, of its text. */
    public static List<Rule> read(String file) {
        String text = file.startsWith("\ufeff") ? file.substring(1) : file;
        String start = text.stripLeading();
        Set<Rule> rules = new LinkedHashSet<>();
        if (start.startsWith("{") && WatchFile.isJson(text)) {
            rules.addAll(
                    WatchFile.readJson(text, "file", "file", Instant.EPOCH, 0).rules());
        } else if (start.startsWith("{")) {
            json(start, rules);
        } else if (start.startsWith("<")) {
            xml(text.strip(), rules);
        } else if (start.startsWith("SPDXVersion:")) {
            tagValue(start, rules);
        } else if (toml(text)) {
            rules.addAll(WatchFile.read(text, "file", "file", Instant.EPOCH, 0).rules());
        } else {
            lines(text, rules);
        }
        if (rules.isEmpty()) {
            throw new WatchFileException("empty");
        }
        return List.copyOf(rules);
    }

    /** Whether a text is a watch list in TOML, by its first line. */
    static boolean toml(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .filter(line ->
                        line.matches("\\[\\[?[a-z.]{1,40}\\]\\]?|[a-z.-]{1,40}\\s*=\\s*(?:[\\[\"'{]|true|false).*"))
                .filter(line -> line.startsWith("[") || WatchFile.begins(line))
                .isPresent();
    }

    /**
     * The whole watch list that a file is, in TOML or JSON as it is exported; empty for any other file.
     *
     * @throws WatchFileException if it says something that cannot be meant
     */
    public static Optional<WatchList> list(String file, String name, String owner, Instant made) {
        String text = file.startsWith("\ufeff") ? file.substring(1) : file;
        if (toml(text)) {
            return Optional.of(WatchFile.read(text, name, owner, made, 0));
        }
        return text.stripLeading().startsWith("{") && WatchFile.isJson(text)
                ? Optional.of(WatchFile.readJson(text, name, owner, made, 0))
                : Optional.empty();
    }

    private static void add(Set<Rule> rules, Rule rule) {
        if (rules.size() >= MOST_LINES) {
            throw new WatchFileException("lines", MOST_LINES);
        }
        rules.add(rule);
    }

    /** The rule that one text is, whatever it names: by itself, or as {@code vendor=Cisco} says. */
    public static Rule line(String text) {
        String line = text.strip();
        if (KEYED.matcher(line).matches()) {
            return WatchFile.rules(List.of(line)).get(0);
        }
        if (line.regionMatches(true, 0, "pkg:", 0, 4)) {
            return new Rule(new WatchLine(WatchLine.Kind.PURL, line));
        }
        if (Cpe.read(line).isPresent()) {
            return new Rule(new WatchLine(WatchLine.Kind.CPE, line));
        }
        Optional<CveId> cve = CveId.parse(line.toUpperCase(Locale.ROOT));
        return new Rule(cve.map(id -> new WatchLine(WatchLine.Kind.CVE, id.toString()))
                .orElseGet(() -> new WatchLine(WatchLine.Kind.NAME, line)));
    }

    private static void lines(String text, Set<Rule> rules) {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        if (!lines.isEmpty() && !KEYED.matcher(lines.get(0).strip()).matches()) {
            for (char separator : new char[] {';', '\t', ','}) {
                List<String> headings = meanings(lines.get(0), separator);
                if (headings.stream().anyMatch(meaning -> !meaning.isEmpty())
                        && (headings.size() > 1 || COLUMNS.containsKey(plain(lines.get(0))))) {
                    csv(text, separator, rules);
                    return;
                }
            }
        }
        lines.forEach(line -> add(rules, line(line)));
    }

    /** Whether a line is the heading of a column, were it the first of a file. */
    static boolean isHeading(String line) {
        return COLUMNS.containsKey(plain(line));
    }

    private static List<String> meanings(String line, char separator) {
        List<String> meanings = new ArrayList<>();
        for (String heading : line.split(Pattern.quote(String.valueOf(separator)))) {
            meanings.add(COLUMNS.getOrDefault(plain(heading), ""));
        }
        return meanings;
    }

    private static String plain(String heading) {
        return SearchWords.plain(heading).replaceAll("[^a-z0-9]+", " ").strip();
    }

    private static void csv(String text, char separator, Set<Rule> rules) {
        List<String> meanings = new ArrayList<>();
        // People leave out empty cells at the end of a row, and write comments of one cell.
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .fieldSeparator(separator)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new StringReader(text))) {
            for (CsvRecord row : rows) {
                if (row.getField(0).startsWith("#")) {
                    continue;
                }
                if (meanings.isEmpty()) {
                    row.getFields().forEach(heading -> meanings.add(COLUMNS.getOrDefault(plain(heading), "")));
                } else {
                    Map<String, String> fields = new HashMap<>();
                    for (int i = 0; i < Math.min(meanings.size(), row.getFieldCount()); i++) {
                        if (!row.getField(i).isBlank()) {
                            fields.putIfAbsent(meanings.get(i), row.getField(i).strip());
                        }
                    }
                    component(fields, rules);
                }
            }
        } catch (CsvParseException e) {
            throw new WatchFileException("csv", String.valueOf(e.getMessage()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The rules of a component: its package URL and CPE name, or else its vendor, name and version. */
    private static void component(Map<String, String> fields, Set<Rule> rules) {
        Optional<String> purl = Optional.ofNullable(fields.get("purl")).filter(ProductFile::isPurl);
        Optional<String> cpe = Optional.ofNullable(fields.get("cpe"))
                .filter(text -> Cpe.read(text).isPresent());
        Optional<String> version = Optional.ofNullable(fields.get("version"));
        purl.ifPresent(text -> add(rules, new Rule(new WatchLine(WatchLine.Kind.PURL, text))));
        cpe.ifPresent(text -> add(rules, new Rule(new WatchLine(WatchLine.Kind.CPE, text))));
        Optional.ofNullable(fields.get(CVE_COLUMN))
                .ifPresent(text -> vigie.text.CveIds.in(text)
                        .forEach(cve -> add(rules, new Rule(new WatchLine(WatchLine.Kind.CVE, cve.toString())))));
        String vendor = fields.getOrDefault("vendor", "");
        String product = fields.getOrDefault("product", "");
        if (purl.isPresent() || cpe.isPresent() || vendor.isEmpty() && product.isEmpty()) {
            return;
        }
        WatchLine line = product.isEmpty()
                ? new WatchLine(WatchLine.Kind.VENDOR, vendor)
                : new WatchLine(WatchLine.Kind.NAME, named(vendor, product));
        add(rules, new Rule(line, version, Condition.ALWAYS));
    }

    private static String named(String vendor, String product) {
        boolean twice = product.toLowerCase(Locale.ROOT).startsWith(vendor.toLowerCase(Locale.ROOT));
        return twice ? product : (vendor + " " + product).strip();
    }

    private static boolean isPurl(String text) {
        try {
            return !new PackageURL(text).getName().isEmpty();
        } catch (MalformedPackageURLException e) {
            return false;
        }
    }

    private static void json(String text, Set<Rule> rules) {
        JsonNode file;
        try {
            file = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new WatchFileException(
                    "json", e.getLocation() == null ? 0 : e.getLocation().getLineNr());
        }
        if (file.has("bomFormat") || file.has("components")) {
            file.path("metadata").path("component").path("components").forEach(one -> cycloneDx(one, rules));
            file.path("components").forEach(one -> cycloneDx(one, rules));
        } else if (file.has("spdxVersion") || file.has("packages")) {
            file.path("packages").forEach(one -> spdx(one, rules));
        } else {
            throw new WatchFileException("unknown");
        }
    }

    private static void cycloneDx(JsonNode component, Set<Rule> rules) {
        Map<String, String> fields = new HashMap<>();
        if (!component.path("type").asString("").equals("file")) {
            put(fields, "purl", component.path("purl").asString(""));
            put(fields, "cpe", component.path("cpe").asString(""));
            put(fields, "product", component.path("name").asString(""));
            put(fields, "version", component.path("version").asString(""));
            put(fields, "vendor", component.path("publisher").asString(""));
            put(fields, "vendor", component.path("supplier").path("name").asString(""));
            component(fields, rules);
        }
        // Jackson refuses what stands deeper than 500 levels.
        component.path("components").forEach(inner -> cycloneDx(inner, rules));
    }

    private static void spdx(JsonNode one, Set<Rule> rules) {
        Map<String, String> fields = new HashMap<>();
        for (JsonNode reference : one.path("externalRefs")) {
            reference(
                    reference.path("referenceType").asString(""),
                    reference.path("referenceLocator").asString(""),
                    fields);
        }
        put(fields, "product", one.path("name").asString(""));
        put(fields, "version", one.path("versionInfo").asString(""));
        put(fields, "vendor", organisation(one.path("supplier").asString("")));
        component(fields, rules);
    }

    private static void reference(String type, String locator, Map<String, String> fields) {
        switch (type) {
            case "purl" -> put(fields, "purl", locator);
            case "cpe23Type", "cpe22Type" -> put(fields, "cpe", locator);
            default -> {}
        }
    }

    /** {@code Organization: Acme (mail@example.org)}. */
    private static String organisation(String supplier) {
        return supplier.startsWith("Organization:")
                ? supplier.substring("Organization:".length())
                        .replaceAll("\\([^()]*\\)\\s*$", "")
                        .strip()
                : "";
    }

    private static void put(Map<String, String> fields, String key, String value) {
        if (!value.isBlank() && !value.equals("NOASSERTION") && !value.equals("NONE")) {
            fields.putIfAbsent(key, value.strip());
        }
    }

    private static void tagValue(String text, Set<Rule> rules) {
        Map<String, String> fields = new HashMap<>();
        boolean inPackage = false;
        for (String line : text.lines().toList()) {
            int colon = line.indexOf(':');
            String tag = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = colon < 0 ? "" : line.substring(colon + 1).strip();
            switch (tag) {
                case "PackageName" -> {
                    component(fields, rules);
                    fields = new HashMap<>();
                    inPackage = true;
                    put(fields, "product", value);
                }
                case "FileName", "SnippetSPDXID" -> inPackage = false;
                case "PackageVersion" -> put(fields, "version", value);
                case "PackageSupplier" -> put(fields, "vendor", organisation(value));
                case "ExternalRef" -> {
                    String[] parts = value.split("\\s+", 3);
                    if (parts.length == 3 && inPackage) {
                        reference(parts[1], parts[2], fields);
                    }
                }
                default -> {}
            }
        }
        component(fields, rules);
    }

    /** CycloneDX as XML. */
    private static void xml(String text, Set<Rule> rules) {
        try {
            XMLStreamReader xml = SafeXml.reader(new StringReader(text));
            boolean bom = false;
            List<Map<String, String>> open = new ArrayList<>();
            List<String> path = new ArrayList<>();
            StringBuilder value = new StringBuilder();
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    path.add(xml.getLocalName());
                    value.setLength(0);
                    bom = bom || path.size() == 1 && xml.getLocalName().equals("bom");
                    if (xml.getLocalName().equals("component")) {
                        Map<String, String> fields = new HashMap<>();
                        put(
                                fields,
                                "type",
                                Optional.ofNullable(xml.getAttributeValue(null, "type"))
                                        .orElse(""));
                        open.add(fields);
                    }
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    value.append(xml.getText());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    ended(path, value.toString(), open, rules);
                    value.setLength(0);
                    path.remove(path.size() - 1);
                }
            }
            if (!bom) {
                throw new WatchFileException("unknown");
            }
        } catch (XMLStreamException e) {
            throw new WatchFileException(
                    "xml", e.getLocation() == null ? 0 : e.getLocation().getLineNumber());
        }
    }

    private static void ended(List<String> path, String value, List<Map<String, String>> open, Set<Rule> rules) {
        String name = path.get(path.size() - 1);
        String in = path.size() < 2 ? "" : path.get(path.size() - 2);
        if (name.equals("component")) {
            Map<String, String> fields = open.remove(open.size() - 1);
            boolean described = in.equals("metadata");
            if (!described && !fields.getOrDefault("type", "").equals("file")) {
                component(fields, rules);
            }
        } else if (!open.isEmpty()) {
            Map<String, String> fields = open.get(open.size() - 1);
            if (in.equals("component")) {
                switch (name) {
                    case "name" -> put(fields, "product", value);
                    case "version" -> put(fields, "version", value);
                    case "publisher" -> put(fields, "vendor", value);
                    case "purl" -> put(fields, "purl", value);
                    case "cpe" -> put(fields, "cpe", value);
                    default -> {}
                }
            } else if (in.equals("supplier") && name.equals("name")) {
                put(fields, "vendor", value);
            }
        }
    }
}
