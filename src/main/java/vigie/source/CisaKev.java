package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.model.CveId;
import vigie.model.KnownExploited;
import vigie.model.Observation;
import vigie.record.Dates;
import vigie.record.Json;
import vigie.record.MalformedRecordException;
import vigie.text.CveIds;

/** CISA's catalogue of known exploited vulnerabilities; its copy on GitHub is the fallback if cisa.gov refuses. */
public final class CisaKev implements Source {

    private static final String CATALOGUE = "cisa";
    private static final String CISA =
            "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json";
    private static final String COPY =
            "https://raw.githubusercontent.com/cisagov/kev-data/develop/known_exploited_vulnerabilities.json";

    @Override
    public String name() {
        return "kev";
    }

    @Override
    public Pace pace() {
        return new Pace(1, 1);
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        return List.of(Feed.of("catalogue", CISA, Format.JSON).orElse(COPY));
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        Records.requireSome(Records.each(
                in,
                2,
                "{\"cveID\":",
                "entry",
                out,
                (entry, raw) -> out.accept(new Observation.KnownExploitedSeen(entry(entry)))));
        out.accept(new Observation.SnapshotEnd(CATALOGUE));
    }

    private static KnownExploited entry(JsonNode entry) {
        CveId cve = CveIds.of(Json.text(entry, "cveID"));
        return new KnownExploited(
                cve,
                CATALOGUE,
                Dates.day(Json.text(entry, "dateAdded"))
                        .orElseThrow(() -> new MalformedRecordException(cve + " has no dateAdded")),
                Dates.day(Json.text(entry, "dueDate")),
                Json.text(entry, "knownRansomwareCampaignUse"),
                Json.text(entry, "vendorProject"),
                Json.text(entry, "product"),
                Json.text(entry, "vulnerabilityName"),
                Json.text(entry, "notes"));
    }
}
