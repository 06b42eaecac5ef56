package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.model.Evidence;
import vigie.model.EvidenceKind;
import vigie.model.Observation;
import vigie.record.Dates;
import vigie.record.Json;
import vigie.record.MalformedRecordException;
import vigie.text.CveIds;

/**
 * The module index of the Metasploit Framework (Rapid7), with the day on which the vulnerability was disclosed and that of
 * the last change of the module. It was disclosed before anyone wrote a module, so that a module counts as known from the second.
 */
public final class Metasploit implements Source {

    private static final String REPOSITORY = "rapid7/metasploit-framework/";
    private static final String INDEX =
            "https://raw.githubusercontent.com/" + REPOSITORY + "master/db/modules_metadata_base.json";

    @Override
    public String name() {
        return "metasploit";
    }

    @Override
    public Pace pace() {
        return GITHUB;
    }

    @Override
    public Asking asking() {
        return Asking.every(Duration.ofDays(1));
    }

    /** Modules change several times a week. */
    @Override
    public Optional<Duration> cadence() {
        return Optional.of(Duration.ofDays(45));
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        return List.of(Feed.of("index", INDEX, Format.JSON));
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        Records.requireSome(Records.each(in, 1, "{\"name\":", "module", out, (module, raw) -> module(module, out)));
        out.accept(new Observation.SnapshotEnd(name()));
    }

    private void module(JsonNode module, Consumer<? super Observation> out) {
        String path = Json.text(module, "path");
        String ref = Json.text(module, "fullname");
        if (ref.isEmpty()) {
            throw new MalformedRecordException("a module without a name");
        }
        for (String dated : List.of("mod_time", "disclosure_date")) {
            Dates.day(Json.text(module, dated)).ifPresent(day -> out.accept(Dated.record(day)));
        }
        String url = path.isEmpty() ? "" : "https://github.com/" + REPOSITORY + "blob/master" + path;
        CveIds.in(String.join(" ", Json.texts(module.path("references")))).forEach(cve -> {
            var date = Dates.day(Json.text(module, "disclosure_date"));
            var changed = Dates.day(Json.text(module, "mod_time"));
            Evidence evidence = new Evidence(cve, EvidenceKind.MODULE, name(), ref, date, url, changed);
            out.accept(new Observation.EvidenceSeen(name(), evidence));
        });
    }
}
