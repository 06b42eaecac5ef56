package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.model.CveId;
import vigie.model.Evidence;
import vigie.model.EvidenceKind;
import vigie.model.Observation;
import vigie.record.Dates;
import vigie.record.MalformedRecordException;
import vigie.text.CveIds;

/**
 * The user's own evidence files, {@code cve,date,kind,source,url}: dated reports from a team, a partner, a paid feed; and files that
 * say what sources held on earlier days ({@link EarlierDays}).
 */
public final class EvidenceFiles implements Source {

    private static final String EARLIER = "earlier:";

    private final List<Path> files;
    private final List<Path> earlier;

    /**
     * @param files CSV files with a header line
     * @param earlier files of what sources held on earlier days
     */
    public EvidenceFiles(List<Path> files, List<Path> earlier) {
        this.files = files;
        this.earlier = earlier;
    }

    /** Earlier days are told of what other sources hold. */
    @Override
    public boolean completes() {
        return !earlier.isEmpty();
    }

    @Override
    public String name() {
        return "evidence";
    }

    @Override
    public Pace pace() {
        return new Pace(100, 1);
    }

    /** They are files of this machine. */
    @Override
    public Asking asking() {
        return Asking.every(Duration.ofHours(1));
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        return Stream.concat(
                        files.stream().map(file -> feed(name(file), file)),
                        earlier.stream().map(file -> feed(EARLIER + name(file), file)))
                .toList();
    }

    private static Feed feed(String name, Path file) {
        return Feed.of(name, file.toAbsolutePath().toUri().toString(), Format.TEXT);
    }

    /** The whole path: files of the same name in different directories are different collections. */
    private static String name(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        if (feed.name().startsWith(EARLIER)) {
            EarlierDays.read(in, out);
            return;
        }
        String collection = "file:" + feed.name();
        Csv file = new Csv(in, out).header("cve", "date", "kind");
        long good = file.each(row -> evidence(row, collection, out));
        if (file.rows() > 0) {
            Records.requireSome(good);
        }
        out.accept(new Observation.SnapshotEnd(collection));
    }

    private static void evidence(Csv.Row row, String collection, Consumer<? super Observation> out) {
        String named = row.get("cve");
        List<CveId> cves = CveIds.in(named);
        if (cves.isEmpty()) {
            throw new MalformedRecordException("no CVE id in '" + MalformedRecordException.shorten(named) + "'");
        }
        String url = row.get("url");
        EvidenceKind kind = EvidenceKind.of(row.get("kind"));
        Optional<LocalDate> date = Dates.typed(row.get("date"));
        if (date.isEmpty() && !row.get("date").isEmpty() && !Dates.placeholder(row.get("date"))) {
            throw new MalformedRecordException(
                    "'" + MalformedRecordException.shorten(row.get("date")) + "' is not a date");
        }
        for (CveId cve : cves) {
            String day = Dates.day(row.get("date")).isPresent()
                    ? row.get("date")
                    : date.map(LocalDate::toString).orElse("");
            String ref = url.isEmpty() ? day : url;
            Evidence evidence = new Evidence(cve, kind, row.get("source"), ref, date, url);
            out.accept(new Observation.EvidenceSeen(collection, evidence));
        }
    }
}
