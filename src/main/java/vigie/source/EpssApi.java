package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.model.CveId;
import vigie.model.EpssScore;
import vigie.model.Observation;
import vigie.record.Dates;
import vigie.record.Json;
import vigie.record.MalformedRecordException;
import vigie.text.CveIds;

/** The EPSS API (FIRST): queried for cited CVEs missing from the daily file. */
public final class EpssApi implements Source {

    private static final String API = "https://api.first.org/data/v1/epss?cve=";

    /** The API takes up to 2,000 characters of identifiers. */
    private static final int AT_ONCE = 80;

    @Override
    public String name() {
        return "epss-api";
    }

    @Override
    public Pace pace() {
        return new Pace(1, 1);
    }

    /** It is asked only for CVEs that were cited anew, each once a day. */
    @Override
    public Asking asking() {
        return Asking.every(Duration.ofHours(1));
    }

    @Override
    public boolean completes() {
        return true;
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        List<CveId> missing = state.citedWithoutEpss();
        List<Feed> feeds = new ArrayList<>();
        for (int from = 0; from < missing.size(); from += AT_ONCE) {
            String ids = missing.subList(from, Math.min(from + AT_ONCE, missing.size())).stream()
                    .map(CveId::toString)
                    .collect(Collectors.joining(","));
            feeds.add(Feed.of(ids, API + ids, Format.JSON));
        }
        return feeds;
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        JsonNode data = Json.whole(in.readAllBytes()).path("data");
        if (!data.isArray()) {
            throw new IOException("the answer has no data");
        }
        Set<String> asked = new LinkedHashSet<>(List.of(feed.name().split(",")));
        for (JsonNode row : Json.objects(data)) {
            String id = Json.text(row, "cve");
            Records.guard(id, out, () -> {
                LocalDate day =
                        Dates.day(Json.text(row, "date")).orElseThrow(() -> new MalformedRecordException("no date"));
                CveId cve = CveIds.of(id);
                EpssScore score = new EpssScore(
                        cve,
                        Double.parseDouble(Json.text(row, "epss")),
                        Double.parseDouble(Json.text(row, "percentile")));
                out.accept(new Observation.EpssDay(day, ""));
                out.accept(new Observation.EpssSeen(score));
                asked.remove(cve.toString());
            });
        }
        asked.forEach(id -> CveId.parse(id).ifPresent(cve -> out.accept(new Observation.EpssAbsent(cve))));
    }

    /** A mirror may have no API: then there are no scores. */
    @Override
    public boolean absent(Feed feed, Consumer<? super Observation> out) {
        for (String id : feed.name().split(",")) {
            out.accept(new Observation.EpssAbsent(CveId.of(id)));
        }
        return true;
    }
}
