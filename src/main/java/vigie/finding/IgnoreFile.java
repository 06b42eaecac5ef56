package vigie.finding;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;
import vigie.text.IdText;
import vigie.text.Wildcards;

/**
 * A file of findings that are known and accepted for a time, in TOML: tables {@code [[ignore]]} with {@code id}, {@code package} or
 * {@code asset} or both, {@code reason} and {@code expires}. A table that lacks one of them is refused, as nobody could answer for it.
 *
 * @param rules those that have not expired
 * @param expired those that have, which count no more
 * @param faults tables that are refused
 */
public record IgnoreFile(List<Rule> rules, List<Rule> expired, List<Fault> faults) {

    private static final TomlMapper TOML = new TomlMapper();
    private static final Set<String> KEYS = Set.of("id", "package", "asset", "reason", "expires");
    private static final String ANY = "*";

    /**
     * What is accepted.
     *
     * @param id identifier of the vulnerability
     * @param component package URL or name of the package, {@code *} for any
     * @param asset name of the asset, {@code *} in it for any characters, {@code ?} for one
     * @param reason why
     * @param expires last day on which it holds
     * @param file where it stands
     */
    public record Rule(String id, String component, String asset, String reason, LocalDate expires, String file) {

        boolean holds(ProductName.Subject subject) {
            boolean same = component.equals(ANY) || ProductName.of(component).isComponent(subject);
            return same && Wildcards.match(asset, subject.asset());
        }
    }

    /** Copies the lists. */
    public IgnoreFile {
        rules = List.copyOf(rules);
        expired = List.copyOf(expired);
        faults = List.copyOf(faults);
    }

    /**
     * Reads a file.
     *
     * @param name what it is called in results
     * @param today a rule that expired before this day counts no more
     * @throws MalformedReportException if it is not TOML, or has no table of rules
     */
    public static IgnoreFile read(String name, byte[] file, LocalDate today) {
        JsonNode root;
        try {
            root = TOML.readTree(IdText.decode(file));
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            Position position = Position.line(line);
            throw new MalformedReportException("broken TOML", position);
        }
        if (!root.path("ignore").isArray()) {
            throw new MalformedReportException("there is no table [[ignore]]");
        }
        List<Rule> rules = new ArrayList<>();
        List<Rule> expired = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        int number = 0;
        for (JsonNode one : root.path("ignore")) {
            number++;
            try {
                Rule rule = rule(one, number, name);
                (rule.expires().isBefore(today) ? expired : rules).add(rule);
            } catch (MalformedReportException e) {
                faults.add(new Fault(Position.NOWHERE, e.getMessage()));
            }
        }
        return new IgnoreFile(rules, expired, faults);
    }

    private static Rule rule(JsonNode one, int number, String name) {
        for (String key : one.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw new MalformedReportException("table " + number + ": there is no setting " + key);
            }
        }
        String component = one.path("package").asString("");
        String asset = one.path("asset").asString("");
        for (String key : List.of("id", "reason", "expires")) {
            if (one.path(key).asString("").isBlank()) {
                throw new MalformedReportException("table " + number + ": " + key + " is missing");
            }
        }
        if (component.isBlank() && asset.isBlank()) {
            throw new MalformedReportException("table " + number + ": package or asset is missing");
        }
        try {
            return new Rule(
                    one.path("id").asString().strip(),
                    component.isBlank() ? ANY : component.strip(),
                    asset.isBlank() ? ANY : asset.strip(),
                    one.path("reason").asString().strip(),
                    LocalDate.parse(one.path("expires").asString()),
                    name);
        } catch (DateTimeException e) {
            throw new MalformedReportException("table " + number + ": expires is not a day");
        }
    }
}
