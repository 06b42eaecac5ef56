package vigie.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.model.CveId;
import vigie.model.KnownExploited;
import vigie.model.Observation;
import vigie.model.Plausible;
import vigie.record.Dates;
import vigie.record.Json;
import vigie.text.CveIds;

/** CISA's catalogue of known exploited vulnerabilities; its copy on GitHub is the fallback if cisa.gov refuses. */
public final class CisaKev implements Source {

    private static final String CATALOGUE = "cisa";
    private static final String CISA =
            "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json";
    private static final String COPY =
            "https://raw.githubusercontent.com/cisagov/kev-data/develop/known_exploited_vulnerabilities.json";

    /** The catalogue began with its first entries of 2021-11-03. */
    private static final Plausible EVER = Plausible.ANY.since(LocalDate.of(2021, 11, 3));

    /** What stands before the entries is shorter. */
    private static final int HEAD = 2000;

    private static final Pattern COUNT = Pattern.compile("^[^\\[]*\"count\"\\s*:\\s*(\\d{1,9})\\b");

    @Override
    public String name() {
        return "kev";
    }

    @Override
    public Pace pace() {
        return new Pace(1, 1);
    }

    @Override
    public Asking asking() {
        return Asking.every(Duration.ofHours(1));
    }

    /** Since 2023 additions were at most 18 days apart. */
    @Override
    public Optional<Duration> cadence() {
        return Optional.of(Duration.ofDays(21));
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        return List.of(Feed.of("catalogue", CISA, Format.JSON).orElse(COPY));
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        byte[] bytes = in.readAllBytes();
        Dated.stated(bytes, "dateReleased").ifPresent(at -> out.accept(new Observation.DataMoment(at, true)));
        long[] bad = {0};
        Consumer<Observation> counting = observation -> {
            bad[0] += observation instanceof Observation.Skipped ? 1 : 0;
            out.accept(observation);
        };
        long good = Records.each(
                new ByteArrayInputStream(bytes),
                2,
                "{\"cveID\":",
                "entry",
                counting,
                (entry, raw) -> listed(entry(entry), out));
        Records.requireSome(good);
        OptionalLong stated = stated(bytes);
        if (stated.isPresent() && stated.getAsLong() > good + bad[0]) {
            throw new IOException("the catalogue states " + stated.getAsLong() + " entries and has " + (good + bad[0]));
        }
        out.accept(new Observation.SnapshotEnd(CATALOGUE));
    }

    private static void listed(KnownExploited entry, Consumer<? super Observation> out) {
        out.accept(new Observation.KnownExploitedSeen(entry));
        entry.added().ifPresent(day -> out.accept(Dated.record(day)));
    }

    /** The number of entries that the catalogue states before them. */
    private static OptionalLong stated(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.UTF_8);
        Matcher count = COUNT.matcher(head);
        return count.find() ? OptionalLong.of(Long.parseLong(count.group(1))) : OptionalLong.empty();
    }

    private static KnownExploited entry(JsonNode entry) {
        CveId cve = CveIds.of(Json.text(entry, "cveID"));
        return new KnownExploited(
                cve,
                CATALOGUE,
                Dates.day(Json.text(entry, "dateAdded")).flatMap(EVER::day),
                Dates.day(Json.text(entry, "dueDate")),
                Json.text(entry, "knownRansomwareCampaignUse"),
                Json.text(entry, "vendorProject"),
                Json.text(entry, "product"),
                Json.text(entry, "vulnerabilityName"),
                Json.text(entry, "notes"));
    }
}
