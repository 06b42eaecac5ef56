package vigie.source;

import java.io.IOException;
import java.io.InputStream;
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

/** PoC-in-GitHub (nomi-sec): repositories with proofs of concept, with the day on which each was made. */
public final class PocInGithub implements Source {

    private static final String ARCHIVE = "https://github.com/nomi-sec/PoC-in-GitHub/archive/refs/heads/master.zip";

    @Override
    public String name() {
        return "poc-in-github";
    }

    @Override
    public Pace pace() {
        return GITHUB;
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        return List.of(Feed.of("archive", ARCHIVE, Format.ZIP).large());
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        Zips.each(in, ".json", out, (name, bytes) -> {
            String file = name.substring(name.lastIndexOf('/') + 1);
            Optional<CveId> cve = CveId.parse(file.substring(0, file.length() - ".json".length()));
            if (cve.isPresent()) {
                Records.guard(Records.shorten(name), out, () -> repositories(cve.get(), bytes, out));
            }
        });
        out.accept(new Observation.SnapshotEnd(name()));
    }

    private void repositories(CveId cve, byte[] bytes, Consumer<? super Observation> out) {
        for (JsonNode repository : Json.objects(Json.parse(bytes))) {
            String ref = Json.text(repository, "full_name");
            Evidence evidence = new Evidence(
                    cve,
                    EvidenceKind.POC,
                    name(),
                    ref.isEmpty() ? Json.text(repository, "id") : ref,
                    Dates.day(Json.text(repository, "created_at")),
                    Json.text(repository, "html_url"));
            out.accept(new Observation.EvidenceSeen(name(), evidence));
        }
    }
}
