package vigie.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vigie.finding.Finding;
import vigie.finding.OwnNames;
import vigie.model.Severity;
import vigie.text.PlainJson;
import vigie.text.Program;
import vigie.triage.Ranked;
import vigie.triage.Ranking;
import vigie.triage.Why;

/**
 * Prioritised findings as VEX. What a scanner found is not yet examined: CycloneDX says {@code in_triage}; OpenVEX says {@code affected},
 * with what to do, since the affected version is what the scanner found.
 */
final class FindingVex {

    /** The property of a component that names the asset it is on: a bill of materials knows one asset only. */
    private static final String ASSET = "vigie:asset";

    private FindingVex() {}

    /** A component of one asset. */
    private record Place(String asset, String name, String version, String purl, String path) {

        static Place of(Ranked row) {
            Finding finding = row.finding();
            return new Place(
                    finding.asset(),
                    row.packageName(),
                    finding.component().version(),
                    finding.component().purl(),
                    finding.component().path());
        }
    }

    private record Nth(Place place, int time) {}

    private static final class Vulnerability {
        private final Map<Place, Integer> times = new HashMap<>();
        private final Map<String, Object> json = new LinkedHashMap<>();
        private final List<Object> affects = new ArrayList<>();
        private final LinkedHashMap<String, String> upgrades = new LinkedHashMap<>();
    }

    /** As CycloneDX 1.6 with the components that are concerned. */
    static Map<String, Object> cycloneDx(Ranking ranking, Why why, Instant at, long most) {
        Map<Nth, String> refs = new LinkedHashMap<>();
        Map<String, Vulnerability> vulnerabilities = new LinkedHashMap<>();
        ranking.each(most, row -> {
            Vulnerability one = vulnerabilities.computeIfAbsent(row.id(), any -> vulnerability(row, why));
            Place place = Place.of(row);
            // A vulnerability that is reported several times in one component affects as many components.
            int time = one.times.merge(place, 1, Integer::sum);
            String ref = refs.computeIfAbsent(new Nth(place, time), any -> "component-" + (refs.size() + 1));
            one.affects.add(Map.of("ref", ref));
            if (!row.finding().fixed().isEmpty()) {
                one.upgrades.put(
                        row.packageName(),
                        "Upgrade " + row.packageName() + " to version "
                                + row.finding().fixed());
            }
        });
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("timestamp", at.truncatedTo(ChronoUnit.SECONDS).toString());
        metadata.put(
                "tools",
                Map.of(
                        "components",
                        List.of(Map.of("type", "application", "name", "Vigie", "version", Program.version()))));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        document.put("bomFormat", "CycloneDX");
        document.put("specVersion", "1.6");
        document.put("version", 1);
        document.put("metadata", metadata);
        List<Object> components = new ArrayList<>();
        refs.forEach((nth, ref) -> components.add(component(nth.place(), ref)));
        document.put("components", components);
        List<Object> all = new ArrayList<>();
        vulnerabilities.values().forEach(one -> {
            if (!one.upgrades.isEmpty()) {
                one.json.put("recommendation", String.join("; ", one.upgrades.values()));
            }
            one.json.put("affects", one.affects);
            all.add(one.json);
        });
        document.put("vulnerabilities", all);
        return document;
    }

    private static Map<String, Object> component(Place place, String ref) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "library");
        json.put("bom-ref", ref);
        json.put("name", place.name().isEmpty() ? place.asset() : place.name());
        if (!place.version().isEmpty()) {
            json.put("version", place.version());
        }
        if (!place.purl().isEmpty()) {
            json.put("purl", place.purl());
        }
        List<Object> properties = new ArrayList<>();
        if (place.name().isEmpty()) {
            properties.add(Map.of("name", "vigie:unnamed", "value", "true"));
        }
        if (!place.asset().isEmpty()) {
            properties.add(Map.of("name", ASSET, "value", place.asset()));
        }
        if (!place.path().isEmpty()) {
            properties.add(Map.of("name", "vigie:path", "value", place.path()));
        }
        if (!properties.isEmpty()) {
            json.put("properties", properties);
        }
        return json;
    }

    private static Vulnerability vulnerability(Ranked row, Why why) {
        Vulnerability one = new Vulnerability();
        one.json.put("id", row.id());
        if (row.cve().isPresent()) {
            one.json.put("source", Map.of("name", "CVE", "url", "https://www.cve.org/CVERecord?id=" + row.id()));
            List<Object> references = new ArrayList<>();
            row.aliases()
                    .forEach(alias -> references.add(
                            Map.of("id", alias, "source", Map.of("name", alias.replaceFirst("-.*", "")))));
            if (!references.isEmpty()) {
                one.json.put("references", references);
            }
        }
        rating(row).ifPresent(rating -> one.json.put("ratings", List.of(rating)));
        Map<String, Object> analysis = new LinkedHashMap<>();
        analysis.put("state", "in_triage");
        analysis.put("detail", action(row) + " " + why.of(row));
        one.json.put("analysis", analysis);
        return one;
    }

    private static Optional<Map<String, Object>> rating(Ranked row) {
        Map<String, Object> rating = new LinkedHashMap<>();
        row.known().summary().cvssScore().ifPresent(score -> {
            rating.put("score", score);
            rating.put("severity", Severity.of(score).toString().toLowerCase(Locale.ROOT));
            method(row.known().summary().cvssVersion().orElse("")).ifPresent(method -> rating.put("method", method));
            row.known().summary().cvssVector().ifPresent(vector -> rating.put("vector", vector));
        });
        return rating.isEmpty() ? Optional.empty() : Optional.of(rating);
    }

    private static Optional<String> method(String version) {
        return switch (version) {
            case "2.0" -> Optional.of("CVSSv2");
            case "3.0" -> Optional.of("CVSSv3");
            case "3.1" -> Optional.of("CVSSv31");
            case "4.0" -> Optional.of("CVSSv4");
            default -> Optional.empty();
        };
    }

    /** What to do by when, in English, as programs read it: "3 days, until 2026-02-02. Upgrade openssl to 3.0.13." */
    private static String action(Ranked row) {
        StringBuilder action = new StringBuilder(
                row.decision().map(decision -> decision.worst().name()).orElse("Rejected"));
        row.due().ifPresent(due -> action.append(", until ").append(due.day()));
        action.append('.');
        if (!row.finding().fixed().isEmpty()) {
            action.append(" Upgrade ")
                    .append(row.packageName())
                    .append(" to ")
                    .append(row.finding().fixed())
                    .append('.');
        }
        return action.toString();
    }

    /** As OpenVEX 0.2.0. Its identifier is made of its content, so that the same findings give the same document. */
    static Map<String, Object> openVex(Ranking ranking, Why why, Instant at, long most) {
        String now = at.truncatedTo(ChronoUnit.SECONDS).toString();
        List<Object> statements = new ArrayList<>();
        ranking.each(most, row -> statements.add(statement(row, why)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@context", "https://openvex.dev/ns/v0.2.0");
        document.put("@id", "urn:uuid:" + uuid(now + PlainJson.MAPPER.writeValueAsString(statements)));
        document.put("author", "Vigie");
        document.put("role", "Document Creator");
        document.put("timestamp", now);
        document.put("version", 1);
        document.put("tooling", "Vigie " + Program.version());
        document.put("statements", statements);
        return document;
    }

    private static UUID uuid(String content) {
        return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> statement(Ranked row, Why why) {
        Map<String, Object> vulnerability = new LinkedHashMap<>();
        vulnerability.put("name", row.id());
        if (!row.aliases().isEmpty()) {
            vulnerability.put("aliases", row.aliases());
        }
        Place place = Place.of(row);
        String named = OwnNames.component(row.finding().component());
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("@id", named);
        if (!place.purl().isEmpty()) {
            component.put("identifiers", Map.of("purl", place.purl()));
        }
        Map<String, Object> product = new LinkedHashMap<>();
        if (place.asset().isEmpty() && !named.isEmpty()) {
            product.putAll(component);
        } else {
            product.put("@id", OwnNames.asset(place.asset()));
            if (!named.isEmpty()) {
                product.put("subcomponents", List.of(component));
            }
        }
        Map<String, Object> statement = new LinkedHashMap<>();
        // Two findings may differ in what a statement does not say, and no two statements may be the same.
        statement.put("@id", "urn:uuid:" + uuid(row.rank() + " " + row.id()));
        statement.put("vulnerability", vulnerability);
        statement.put("products", List.of(product));
        statement.put("status", "affected");
        statement.put("action_statement", action(row));
        statement.put("status_notes", why.of(row));
        return statement;
    }
}
