package vigie.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
    public List<Feed> feeds(SyncState state) {
        return List.of(Feed.of("list", LIST, Format.JSON));
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        boolean lastGood = true;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String text = line;
            if (!text.isBlank()) {
                lastGood = Records.guard("line " + number, out, () -> template(text, out));
            }
        }
        if (!lastGood) {
            throw new IOException("the last line is broken: the file is cut");
        }
        out.accept(new Observation.SnapshotEnd(name()));
    }

    private void template(String line, Consumer<? super Observation> out) {
        JsonNode template = Json.parse(line.getBytes(StandardCharsets.UTF_8));
        String path = Json.text(template, "file_path");
        List<String> cves = CveIds.in(Json.text(template, "ID"));
        if (cves.isEmpty()) {
            throw new Malformed("no CVE id in '" + Records.shorten(Json.text(template, "ID")) + "'");
        }
        Evidence evidence = new Evidence(
                CveId.of(cves.get(0)), EvidenceKind.TEMPLATE, name(), path, Optional.empty(), TEMPLATE + path);
        out.accept(new Observation.EvidenceSeen(name(), evidence));
    }
}
