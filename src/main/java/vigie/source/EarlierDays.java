package vigie.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tukaani.xz.XZInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vigie.model.CveId;
import vigie.model.EvidenceKind;
import vigie.model.Observation;
import vigie.model.Observation.ContainerStood;
import vigie.record.Dates;
import vigie.record.Json;
import vigie.record.MalformedRecordException;
import vigie.text.CveIds;

/**
 * What sources held on earlier days, which they do not say themselves, in one of two forms, packed with xz or not.
 *
 * <p>A CSV file with the columns of an evidence file says since when a source has held what it lists: {@code source} is its name, and
 * {@code url} the address that it gives the piece.
 *
 * <p>JSON lines say what CISA's container in the records of the CVE List said at each change: {@code cve}, and in {@code h}
 * {@code at}, a moment, and, where it changed, {@code adp}: {@code cvss} as version, vector and score, {@code cwe}, {@code affected} as
 * vendor, product and CPE names, {@code ssvc} as exploitation, automatable, technical impact and timestamp, and {@code updated};
 * {@code null} where there was none.
 */
final class EarlierDays {

    private static final String CISA = "CISA-ADP";
    private static final int[] XZ = {0xfd, '7', 'z', 'X', 'Z', 0};
    /** Of memory for unpacking, in KiB: more than the highest level of xz needs. */
    private static final int MOST_MEMORY = 80 << 10;

    private EarlierDays() {}

    static void read(InputStream file, Consumer<? super Observation> out) throws IOException {
        InputStream in = unpacked(new BufferedInputStream(file));
        in.mark(1);
        int first = in.read();
        in.reset();
        long good = first == '{' ? states(in, out) : days(in, out);
        Records.requireSome(good);
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        in.mark(XZ.length);
        boolean packed = true;
        for (int expected : XZ) {
            packed &= in.read() == expected;
        }
        in.reset();
        return packed ? new BufferedInputStream(new XZInputStream(in, MOST_MEMORY)) : in;
    }

    private static long days(InputStream in, Consumer<? super Observation> out) throws IOException {
        return new Csv(in, out).header("cve", "date", "kind", "source", "url").each(row -> {
            CveId cve = CveIds.one(row.get("cve"))
                    .orElseThrow(() -> new MalformedRecordException(
                            "no CVE id in '" + MalformedRecordException.shorten(row.get("cve")) + "'"));
            LocalDate day = Dates.typed(row.get("date"))
                    .orElseThrow(() -> new MalformedRecordException(
                            "'" + MalformedRecordException.shorten(row.get("date")) + "' is not a date"));
            out.accept(new Observation.EvidenceHeld(
                    row.get("source"), EvidenceKind.of(row.get("kind")), cve, row.get("url"), day));
        });
    }

    private static long states(InputStream in, Consumer<? super Observation> out) throws IOException {
        List<ContainerStood> all = new ArrayList<>();
        Lines lines = new Lines(in);
        LocalDate last = LocalDate.MIN;
        for (Optional<Lines.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
            Lines.Line line = next.get();
            if (!line.text().isBlank()) {
                Records.guard("line " + line.number(), out, () -> all.add(states(line)));
            }
        }
        for (ContainerStood one : all) {
            for (ContainerStood.State state : one.states()) {
                last = state.since().isAfter(last) ? state.since() : last;
            }
        }
        for (ContainerStood one : all) {
            out.accept(new ContainerStood(one.cve(), one.organisation(), one.states(), last));
        }
        return all.size();
    }

    private static ContainerStood states(Lines.Line line) {
        if (!line.whole()) {
            throw new MalformedRecordException("longer than " + Lines.LONGEST + " characters");
        }
        JsonNode root = Json.parse(line.text().getBytes(StandardCharsets.UTF_8));
        String id = Json.text(root, "cve");
        CveId cve = CveIds.one(id)
                .orElseThrow(() ->
                        new MalformedRecordException("no CVE id in '" + MalformedRecordException.shorten(id) + "'"));
        List<ContainerStood.State> states = new ArrayList<>();
        for (JsonNode state : Json.objects(root.path("h"))) {
            Optional<Instant> at = Dates.instant(Json.text(state, "at"));
            if (state.has("adp") && at.isPresent()) {
                JsonNode said = state.path("adp");
                states.add(new ContainerStood.State(
                        LocalDate.ofInstant(at.get(), ZoneOffset.UTC),
                        said.isObject() ? Optional.of(container(said)) : Optional.empty()));
            }
        }
        return new ContainerStood(cve, CISA, states, LocalDate.MIN);
    }

    /** The container as the CVE List writes it. */
    private static byte[] container(JsonNode said) {
        ObjectNode container = JsonNodeFactory.instance.objectNode();
        container.putObject("providerMetadata").put("shortName", CISA).put("dateUpdated", Json.text(said, "updated"));
        ArrayNode metrics = container.putArray("metrics");
        for (JsonNode cvss : said.path("cvss")) {
            String version = cvss.path(0).asString("");
            metrics.addObject()
                    .putObject("cvssV" + version.replace('.', '_'))
                    .put("version", version)
                    .put("vectorString", cvss.path(1).asString(""))
                    .set("baseScore", cvss.path(2));
        }
        JsonNode decided = said.path("ssvc");
        if (decided.isArray()) {
            ObjectNode content =
                    metrics.addObject().putObject("other").put("type", "ssvc").putObject("content");
            content.put("timestamp", decided.path(3).asString(""));
            ArrayNode options = content.putArray("options");
            List<String> points = List.of("Exploitation", "Automatable", "Technical Impact");
            for (int i = 0; i < points.size(); i++) {
                options.addObject().put(points.get(i), decided.path(i).asString(""));
            }
        }
        ArrayNode weaknesses = container.putArray("problemTypes").addObject().putArray("descriptions");
        for (JsonNode cwe : said.path("cwe")) {
            weaknesses.addObject().put("cweId", cwe.asString("")).put("lang", "en");
        }
        ArrayNode affected = container.putArray("affected");
        for (JsonNode entry : said.path("affected")) {
            affected.addObject()
                    .put("vendor", entry.path(0).asString(""))
                    .put("product", entry.path(1).asString(""))
                    .put("defaultStatus", "affected")
                    .set("cpes", entry.path(2));
        }
        return container.toString().getBytes(StandardCharsets.UTF_8);
    }
}
