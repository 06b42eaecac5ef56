package vigie.ssvc;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;
import vigie.text.IdText;
import vigie.text.SearchWords;

/** Reads a list of assets; {@code docs/ssvc.md} tells the form. */
final class AssetsFile {

    private static final TomlMapper TOML = new TomlMapper();
    private static final int MOST_LINES = 1_000_000;

    private static final String BETWEEN_LABELS = "[|;,\\s]+";
    private static final String NAME = "name";
    private static final String LABELS = "labels";
    private static final String OWNER = "owner";
    private static final String DAY = "day";
    private static final String DETECTED = "detected";
    private static final String EXPOSURE = "exposure";
    private static final String MISSION = "mission";

    /** Headings, in small letters without accents, and what stands below them: a property above, or a decision point. */
    private static final Map<String, String> COLUMNS = new HashMap<>();

    /** What people write in a column of exposure for assets that the internet reaches, or does not. */
    private static final Map<String, String> REACHED = Map.ofEntries(
            Map.entry("public", "Y"),
            Map.entry("internet", "Y"),
            Map.entry("internet facing", "Y"),
            Map.entry("external", "Y"),
            Map.entry("externe", "Y"),
            Map.entry("publique", "Y"),
            Map.entry("not public", "N"),
            Map.entry("private", "N"),
            Map.entry("internal", "N"),
            Map.entry("interne", "N"),
            Map.entry("prive", "N"),
            Map.entry("privee", "N"),
            Map.entry("non publique", "N"));

    private static final Map<String, String> YES_OR_NO =
            Map.of("true", "Y", "1", "Y", "oui", "Y", "vrai", "Y", "false", "N", "0", "N", "non", "N", "faux", "N");

    private static final Set<String> NOT_STATED = Set.of("", "unknown", "inconnu", "inconnue", "?", "n a", "tbd");

    static {
        column(
                NAME,
                "asset",
                "assets",
                "name",
                "host",
                "hostname",
                "machine",
                "match",
                "pattern",
                "actif",
                "nom",
                "hote");
        column(LABELS, "label", "labels", "tag", "tags", "etiquette", "etiquettes");
        column(OWNER, "owner", "team", "proprietaire", "responsable", "equipe");
        column(DAY, "as of", "date", "checked", "au", "verifie le");
        column(EXPOSURE, EXPOSURE, "exposition");
        column(MISSION, MISSION, "mission impact", "impact mission");
        column(
                Points.PUBLICLY_EXPOSED,
                "public",
                "publicly exposed",
                "internet facing",
                "exposed",
                "expose",
                "cisa pe");
        column(Points.SYSTEM_EXPOSURE, "system exposure", "ssvc exp");
        column(Points.MISSION_IMPACT, "ssvc mi");
        column(Points.SAFETY_IMPACT, "safety", "safety impact", "surete", "ssvc si");
        column(Points.HUMAN_IMPACT, "human impact", "human", "impact humain", "ssvc hi");
        column(
                Points.MISSION_AND_WELL_BEING,
                "mission and well being",
                "mission and well being impact",
                "well being",
                "ssvc mwi");
        column(Points.VALUE_DENSITY, "value density", "density", "densite", "ssvc vd");
    }

    /** What a list of CVEs says besides: the points of a CVE, and when it was found. */
    private static final Map<String, String> OF_CVES = Map.ofEntries(
            Map.entry("exploitation", Points.EXPLOITATION),
            Map.entry("ssvc e", Points.EXPLOITATION),
            Map.entry("automatable", Points.AUTOMATABLE),
            Map.entry("automatisable", Points.AUTOMATABLE),
            Map.entry("ssvc a", Points.AUTOMATABLE),
            Map.entry("technical impact", Points.TECHNICAL_IMPACT),
            Map.entry("impact technique", Points.TECHNICAL_IMPACT),
            Map.entry("ssvc ti", Points.TECHNICAL_IMPACT),
            Map.entry("in kev", Points.IN_KEV),
            Map.entry("cisa kev", Points.IN_KEV),
            Map.entry("detected", DETECTED),
            Map.entry("detection date", DETECTED),
            Map.entry("first seen", DETECTED),
            Map.entry("first found", DETECTED),
            Map.entry("detecte le", DETECTED));

    private AssetsFile() {}

    /** What a row of a list of CVEs says, as far as it can be understood. */
    static Assets.Stated stated(Map<String, String> row) {
        Map<String, Set<String>> values = new HashMap<>();
        Set<String> notUnderstood = new LinkedHashSet<>();
        Optional<String> name = Optional.empty();
        List<String> labels = new ArrayList<>();
        Optional<LocalDate> detected = Optional.empty();
        for (Map.Entry<String, String> field : row.entrySet()) {
            String text = field.getValue().strip();
            String meaning = text.isEmpty() ? "" : OF_CVES.getOrDefault(plain(field.getKey()), meaning(field.getKey()));
            try {
                switch (meaning) {
                    case "", OWNER, DAY -> {}
                    case NAME -> name = Optional.of(text);
                    case LABELS -> labels.addAll(List.of(text.split(BETWEEN_LABELS)));
                    case DETECTED -> detected = Optional.of(day(text, 0));
                    default -> answer(meaning, field.getKey(), text, 0, values);
                }
            } catch (SsvcException e) {
                notUnderstood.add(field.getKey());
            }
        }
        return new Assets.Stated(name, labels, new AssetClass(values), detected, notUnderstood);
    }

    private static void column(String meaning, String... headings) {
        for (String heading : headings) {
            COLUMNS.put(heading, meaning);
        }
    }

    static Assets read(byte... file) {
        if (IdText.packed(file)) {
            throw new SsvcException("packed");
        }
        String decoded = IdText.decode(file);
        String text = decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded;
        String first = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
        List<Assets.Line> lines = first.startsWith("[[") ? toml(text) : csv(text, first);
        if (lines.isEmpty()) {
            throw new SsvcException("assets.empty");
        }
        return new Assets(lines);
    }

    private static String meaning(String heading) {
        return COLUMNS.getOrDefault(plain(heading), "");
    }

    private static String plain(String text) {
        return SearchWords.plain(text).replaceAll("[^a-z0-9?]+", " ").strip();
    }

    private static List<Assets.Line> csv(String text, String first) {
        char separator = ',';
        for (char one : new char[] {';', '\t'}) {
            separator = first.indexOf(one) >= 0 && first.indexOf(',') < 0 ? one : separator;
        }
        List<String> headings = new ArrayList<>();
        List<Assets.Line> lines = new ArrayList<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .fieldSeparator(separator)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new StringReader(text))) {
            for (CsvRecord row : rows) {
                boolean remark = row.getField(0).startsWith("#")
                        || row.getFields().stream().allMatch(String::isBlank);
                if (!remark && headings.isEmpty()) {
                    headings.addAll(row.getFields());
                    checkHeadings(headings);
                } else if (!remark) {
                    Map<String, List<String>> fields = new LinkedHashMap<>();
                    for (int i = 0; i < Math.min(headings.size(), row.getFieldCount()); i++) {
                        fields.put(headings.get(i), List.of(row.getField(i)));
                    }
                    add(lines, fields, row.getStartingLineNumber());
                }
            }
        } catch (CsvParseException e) {
            throw new SsvcException("assets.csv", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static void checkHeadings(List<String> headings) {
        List<String> meanings = headings.stream().map(AssetsFile::meaning).toList();
        if (!meanings.contains(NAME) && !meanings.contains(LABELS)) {
            throw new SsvcException("assets.headings");
        }
    }

    private static List<Assets.Line> toml(String text) {
        List<Assets.Line> lines = new ArrayList<>();
        JsonNode file;
        try {
            file = TOML.readTree(text);
        } catch (JacksonException e) {
            throw new SsvcException(
                    "assets.toml", e.getLocation() == null ? 0 : e.getLocation().getLineNr());
        }
        long number = 0;
        for (JsonNode one : file.path("asset")) {
            number++;
            Map<String, List<String>> fields = new LinkedHashMap<>();
            one.properties()
                    .forEach(field -> fields.put(
                            field.getKey(),
                            field.getValue().isArray()
                                    ? StreamSupport.stream(field.getValue().spliterator(), false)
                                            .map(JsonNode::asString)
                                            .toList()
                                    : List.of(field.getValue().asString())));
            List<String> names = fields.entrySet().stream()
                    .filter(field -> meaning(field.getKey()).equals(NAME))
                    .flatMap(field -> field.getValue().stream())
                    .toList();
            if (names.size() < 2) {
                add(lines, fields, number);
            } else {
                for (String name : names) {
                    Map<String, List<String>> single = new LinkedHashMap<>(fields);
                    single.keySet().removeIf(key -> meaning(key).equals(NAME));
                    single.put(NAME, List.of(name));
                    add(lines, single, number);
                }
            }
        }
        return lines;
    }

    private static void add(List<Assets.Line> lines, Map<String, List<String>> fields, long number) {
        String name = "";
        List<String> labels = new ArrayList<>();
        Map<String, Set<String>> values = new HashMap<>();
        Optional<String> owner = Optional.empty();
        Optional<LocalDate> day = Optional.empty();
        for (Map.Entry<String, List<String>> field : fields.entrySet()) {
            String text = String.join("|", field.getValue()).strip();
            String meaning = text.isEmpty() ? "" : meaning(field.getKey());
            switch (meaning) {
                case "" -> {}
                case NAME -> name = text;
                case LABELS -> labels.addAll(List.of(text.split(BETWEEN_LABELS)));
                case OWNER -> owner = Optional.of(text);
                case DAY -> day = Optional.of(day(text, number));
                default -> answer(meaning, field.getKey(), text, number, values);
            }
        }
        if (name.isEmpty() && labels.isEmpty()) {
            throw new SsvcException("assets.nameless", number);
        }
        if (lines.size() >= MOST_LINES) {
            throw new SsvcException("assets.lines", MOST_LINES);
        }
        lines.add(new Assets.Line(name, labels, values, owner, day));
    }

    private static LocalDate day(String text, long number) {
        try {
            return LocalDate.parse(text.substring(0, Math.min(10, text.length())));
        } catch (DateTimeException e) {
            throw new SsvcException("assets.day", number, text);
        }
    }

    /** Several values between bars are an answer that is not decided among them. */
    private static void answer(
            String meaning, String heading, String text, long number, Map<String, Set<String>> values) {
        for (String part : text.split("[|]")) {
            String said = plain(part);
            if (NOT_STATED.contains(said)) {
                continue;
            }
            if (meaning.equals(EXPOSURE) && REACHED.containsKey(said)) {
                put(values, Points.PUBLICLY_EXPOSED, REACHED.get(said));
            } else if (meaning.equals(EXPOSURE)) {
                put(values, Points.SYSTEM_EXPOSURE, value(Points.SYSTEM_EXPOSURE, part, heading, number));
            } else if (meaning.equals(MISSION)) {
                String point = SsvcWords.value(Points.MISSION_IMPACT, part).isPresent()
                        ? Points.MISSION_IMPACT
                        : Points.MISSION_AND_WELL_BEING;
                put(values, point, value(point, part, heading, number));
            } else if (meaning.equals(Points.PUBLICLY_EXPOSED) && YES_OR_NO.containsKey(said)) {
                put(values, meaning, YES_OR_NO.get(said));
            } else {
                put(values, meaning, value(meaning, part, heading, number));
            }
        }
    }

    private static void put(Map<String, Set<String>> values, String point, String value) {
        values.computeIfAbsent(point, any -> new LinkedHashSet<>()).add(value);
    }

    private static String value(String point, String text, String heading, long number) {
        return SsvcWords.value(point, text)
                .orElseThrow(() -> new SsvcException("assets.value", number, text.strip(), heading));
    }
}
