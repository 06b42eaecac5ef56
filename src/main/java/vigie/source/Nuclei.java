package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.model.CveId;
import vigie.model.Evidence;
import vigie.model.EvidenceKind;
import vigie.model.Observation;
import vigie.record.Json;
import vigie.record.MalformedRecordException;
import vigie.text.CveIds;

/** The list of Nuclei templates for CVEs (ProjectDiscovery): JSON lines without dates. */
public final class Nuclei implements Source {

    private static final String REPOSITORY = "projectdiscovery/nuclei-templates";
    private static final String LIST = "https://raw.githubusercontent.com/" + REPOSITORY + "/main/cves.json";
    private static final String TEMPLATE = "https://github.com/" + REPOSITORY + "/blob/main/";

    @Override
    public String name() {
        return "nuclei";
    }

    @Override
    public Pace pace() {
        return GITHUB;
    }

    @Override
    public Asking asking() {
        return Asking.every(Duration.ofDays(1));
    }

    /** Templates for CVEs are added every week; it bears no dates, so the last change seen counts. */
    @Override
    public Optional<Duration> cadence() {
        return Optional.of(Duration.ofDays(30));
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        return List.of(Feed.of("list", LIST, Format.JSON));
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        Lines lines = new Lines(in);
        boolean lastGood = true;
        long good = 0;
        for (Optional<Lines.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
            Lines.Line line = next.get();
            if (!line.text().isBlank()) {
                lastGood = Records.guard("line " + line.number(), out, () -> template(line, out));
                good += lastGood ? 1 : 0;
            }
        }
        if (!lastGood && !lines.ended()) {
            throw new IOException("the file is cut: its last line is broken");
        }
        Records.requireSome(good);
        out.accept(new Observation.SnapshotEnd(name()));
    }

    private void template(Lines.Line line, Consumer<? super Observation> out) {
        if (!line.whole()) {
            throw new MalformedRecordException("longer than " + Lines.LONGEST + " characters");
        }
        JsonNode template = Json.parse(line.text().getBytes(StandardCharsets.UTF_8));
        String path = Json.text(template, "file_path");
        List<CveId> cves = CveIds.in(Json.text(template, "ID"));
        if (cves.isEmpty()) {
            throw new MalformedRecordException(
                    "no CVE id in '" + MalformedRecordException.shorten(Json.text(template, "ID")) + "'");
        }
        Evidence evidence =
                new Evidence(cves.get(0), EvidenceKind.TEMPLATE, name(), path, Optional.empty(), TEMPLATE + path);
        out.accept(new Observation.EvidenceSeen(name(), evidence));
    }
}
