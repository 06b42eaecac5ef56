package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
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
import vigie.model.Plausible;
import vigie.record.Dates;
import vigie.record.Json;
import vigie.record.MalformedRecordException;
import vigie.text.CveIds;

/** PoC-in-GitHub (nomi-sec): repositories with proofs of concept, with the day on which each was made. */
public final class PocInGithub implements Source {

    private static final String ARCHIVE = "https://github.com/nomi-sec/PoC-in-GitHub/archive/refs/heads/master.zip";

    /** GitHub began in 2008. */
    private static final Plausible EVER = Plausible.ANY.since(LocalDate.of(2008, 1, 1));

    @Override
    public String name() {
        return "poc-in-github";
    }

    @Override
    public Pace pace() {
        return GITHUB;
    }

    @Override
    public Asking asking() {
        return Asking.every(Duration.ofDays(1));
    }

    /** Repositories are added every few hours. */
    @Override
    public Optional<Duration> cadence() {
        return Optional.of(Duration.ofDays(7));
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        return List.of(Feed.of("archive", ARCHIVE, Format.ZIP).upTo(1024));
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        long[] good = {0};
        Zips.each(in, ".json", out, (name, bytes, committed) -> {
            committed.ifPresent(day -> out.accept(Dated.record(day)));
            String file = name.substring(name.lastIndexOf('/') + 1);
            if (file.regionMatches(true, 0, "CVE", 0, 3)) {
                Records.guard(
                        MalformedRecordException.shorten(name),
                        out,
                        () -> good[0] += repositories(CveIds.of(file), bytes, out));
            }
        });
        Records.requireSome(good[0]);
        out.accept(new Observation.SnapshotEnd(name()));
    }

    private int repositories(CveId cve, byte[] bytes, Consumer<? super Observation> out) {
        JsonNode list = Json.parse(bytes);
        if (!list.isArray()) {
            throw new MalformedRecordException("not a list of repositories");
        }
        int good = 0;
        for (JsonNode repository : list) {
            good += Records.guard(cve.toString(), out, () -> repository(cve, repository, out)) ? 1 : 0;
        }
        return good;
    }

    private void repository(CveId cve, JsonNode repository, Consumer<? super Observation> out) {
        String name = Json.text(repository, "full_name");
        String ref = name.isEmpty() ? Json.text(repository, "id") : name;
        if (ref.isEmpty()) {
            throw new MalformedRecordException("a repository without a name");
        }
        for (String dated : List.of("created_at", "updated_at", "pushed_at")) {
            Dates.day(Json.text(repository, dated)).ifPresent(day -> out.accept(Dated.record(day)));
        }
        Optional<LocalDate> made =
                Dates.day(Json.text(repository, "created_at")).flatMap(EVER::day);
        Evidence evidence = new Evidence(cve, EvidenceKind.POC, name(), ref, made, Json.text(repository, "html_url"));
        out.accept(new Observation.EvidenceSeen(name(), evidence));
    }
}
