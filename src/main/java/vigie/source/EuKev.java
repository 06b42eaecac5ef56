package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.model.CveId;
import vigie.model.KnownExploited;
import vigie.model.Observation;
import vigie.record.Dates;
import vigie.record.Json;
import vigie.text.CveIds;

/** The EU's catalogue of known exploited vulnerabilities (ENISA and the CSIRTs Network). */
public final class EuKev implements Source {

    private static final String CATALOGUE = "eu";
    private static final String ENISA = "https://raw.githubusercontent.com/enisaeu/CNW/main/eukev/eukev.json";

    @Override
    public String name() {
        return "eukev";
    }

    @Override
    public Pace pace() {
        return GITHUB;
    }

    @Override
    public Asking asking() {
        return Asking.every(Duration.ofHours(1));
    }

    /** Additions were up to five months apart. */
    @Override
    public Optional<Duration> cadence() {
        return Optional.of(Duration.ofDays(180));
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        return List.of(Feed.of("catalogue", ENISA, Format.JSON));
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        Records.requireSome(Records.each(in, 1, "{\"cveID\":", "entry", out, (entry, raw) -> {
            KnownExploited listed = entry(entry);
            out.accept(new Observation.KnownExploitedSeen(listed));
            listed.added().ifPresent(day -> out.accept(Dated.record(day)));
        }));
        out.accept(new Observation.SnapshotEnd(CATALOGUE));
    }

    private static boolean ransomware(JsonNode entry) {
        return Json.texts(entry.path("exploitationType")).stream()
                .anyMatch(type -> type.toLowerCase(Locale.ROOT).contains("ransomware"));
    }

    private static KnownExploited entry(JsonNode entry) {
        CveId cve = CveIds.of(Json.text(entry, "cveID"));
        return new KnownExploited(
                cve,
                CATALOGUE,
                Dates.day(Json.text(entry, "dateReported")),
                Optional.empty(),
                ransomware(entry) ? "Known" : "",
                Json.text(entry, "vendorProject"),
                Json.text(entry, "product"),
                "",
                Json.text(entry, "notes"));
    }
}
