package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import vigie.model.Container;
import vigie.model.CveDay;
import vigie.model.CveRecord;
import vigie.model.DateOrigin;
import vigie.model.KnownDay;
import vigie.model.Versions;
import vigie.model.Versions.Version;
import vigie.record.RecordParts;
import vigie.store.StoreException;

/** Reads what {@link VersionWriter} kept of the records of a range of CVEs; asks nothing of those that did not change. */
final class VersionReader {

    private static final String RECORDS = " FROM record_version WHERE record ";
    private static final String VERSIONS = "SELECT part, since, origin, until, body" + RECORDS
            + "= ? AND (until IS NULL OR until > ?) ORDER BY until, id";

    private final Connection db;
    private final String from;
    private final Map<Long, LocalDate> firstSeen = new HashMap<>();
    private final Set<Long> changed;
    private final Reading reading;

    /** Reads a document as it was on the day that some dates tell. */
    interface Reading {
        CveRecord of(long key, byte[] text, Documents.Misdated dates);
    }

    /**
     * @param reading how much of the documents is read
     * @param first the lowest key of the CVEs
     * @param last the highest
     * @param from versions that no longer stood on this day are left out
     */
    VersionReader(Connection db, Reading reading, long first, long last, LocalDate from) throws SQLException {
        this.db = db;
        this.reading = reading;
        this.from = from.equals(LocalDate.MIN) ? "" : from.toString();
        Sql.list(
                db,
                "SELECT cve * 4 + source, first_seen FROM record WHERE first_seen IS NOT NULL AND cve BETWEEN ? AND ?",
                row -> firstSeen.put(row.getLong(1), LocalDate.parse(row.getString(2))),
                first,
                last);
        this.changed = new HashSet<>(Sql.list(
                db,
                "SELECT DISTINCT record" + RECORDS + "BETWEEN ? AND ?",
                row -> row.getLong(1),
                first * 4,
                last * 4 + 3));
    }

    /** A version as it is kept; {@code until} is empty for the one that stands. */
    private record Row(String part, KnownDay since, Optional<LocalDate> until, byte[] body) {

        Optional<LocalDate> seen() {
            return Optional.of(since.day()).filter(day -> since.origin() != DateOrigin.BEFORE);
        }
    }

    /**
     * The versions of a record; empty for one that did not change since the first load of its source.
     *
     * @param now the record as it stands
     * @param body its document, packed
     */
    Optional<Versions> of(long key, CveRecord now, byte[] body) throws SQLException {
        Optional<LocalDate> first = Optional.ofNullable(firstSeen.get(key));
        List<Row> rows = changed.contains(key) ? rows(key) : List.of();
        if (first.isEmpty() && rows.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Optional<LocalDate>> standing = new HashMap<>();
        List<Row> ended = new ArrayList<>();
        for (Row row : rows) {
            if (row.until().isPresent()) {
                ended.add(row);
            } else {
                standing.put(row.part(), row.seen());
            }
        }
        Optional<LocalDate> analysed = standing.getOrDefault(RecordParts.ANALYSED, Optional.empty());
        Past past = new Past(reading, key, first, ended, ended.isEmpty() ? Map.of() : parts(key, body));
        List<Version<CveRecord>> heads = new ArrayList<>();
        Map<String, List<Version<Container>>> containers = new LinkedHashMap<>();
        List<String> names = RecordParts.names(now);
        names.forEach(name -> containers.put(name, new ArrayList<>()));
        for (Row row : ended) {
            Optional<CveRecord> read = past.read(row);
            if (read.isEmpty()) {
                continue;
            }
            if (row.part().equals(RecordParts.HEAD)) {
                heads.add(new Version<>(read.get(), row.seen(), row.until()));
            } else {
                List<Container> all = read.get().containers();
                containers
                        .computeIfAbsent(row.part(), part -> new ArrayList<>())
                        .add(version(all.get(all.size() - 1), row.seen(), row.until(), analysed));
            }
        }
        heads.add(new Version<>(now, standing.getOrDefault(RecordParts.HEAD, first), Optional.empty()));
        for (int i = 0; i < names.size(); i++) {
            Optional<LocalDate> since = standing.getOrDefault(names.get(i), first);
            containers.get(names.get(i)).add(version(now.containers().get(i), since, Optional.empty(), analysed));
        }
        return Optional.of(new Versions(
                now.source(),
                heads,
                containers.values().stream().flatMap(List::stream).toList()));
    }

    /** What the first load held had been analysed by the day of the last change that it gave then. */
    private static Version<Container> version(
            Container said, Optional<LocalDate> since, Optional<LocalDate> until, Optional<LocalDate> analysed) {
        Container then = since.isPresent() || analysed.isEmpty()
                ? said
                : said.analysedBy(analysed.get().atStartOfDay(ZoneOffset.UTC).toInstant());
        return new Version<>(then, since, until);
    }

    private List<Row> rows(long key) throws SQLException {
        try (PreparedStatement statement = db.prepareStatement(VERSIONS)) {
            return Sql.list(
                    statement,
                    row -> new Row(
                            row.getString(1),
                            new KnownDay(LocalDate.parse(row.getString(2)), DateOrigin.at(row.getInt(3))),
                            Optional.ofNullable(row.getString(4)).map(LocalDate::parse),
                            row.getBytes(5)),
                    key,
                    from);
        }
    }

    private static Map<String, byte[]> parts(long key, byte[] body) {
        return RecordParts.of(Documents.source(key), Documents.raw(key, body));
    }

    /**
     * The earlier versions of one record.
     *
     * @param first the day on which it was first seen, if after the first load
     * @param ended in order of their ends
     * @param now the parts of the document that stands
     */
    private record Past(
            Reading reading, long key, Optional<LocalDate> first, List<Row> ended, Map<String, byte[]> now) {

        /** A record with this version as its head or last container; empty for one that is damaged, which takes no other with it. */
        Optional<CveRecord> read(Row row) {
            CveRecord.Source source = Documents.source(key);
            try {
                String said = row.part().equals(RecordParts.HEAD) ? RecordParts.main(source) : row.part();
                Map<String, byte[]> beside = new HashMap<>();
                for (String part : List.of(RecordParts.HEAD, RecordParts.main(source))) {
                    beside.put(part, at(part, row));
                }
                byte[] container = row.part().equals(RecordParts.HEAD) ? beside.get(said) : text(row);
                return Optional.of(reading.of(key, RecordParts.document(source, beside, said, container), dates(row)));
            } catch (StoreException | JacksonException e) {
                return Optional.empty();
            }
        }

        /** The text of a part on the last day on which a version of another, or of the same, stood; a later one for one that is damaged. */
        private byte[] at(String part, Row row) {
            LocalDate until = row.until().orElseThrow();
            for (Row other : ended) {
                if (other.part().equals(part) && !other.until().orElseThrow().isBefore(until)) {
                    try {
                        return text(other);
                    } catch (StoreException e) {
                        continue;
                    }
                }
            }
            return now.getOrDefault(part, new byte[0]);
        }

        private byte[] text(Row row) {
            return Documents.raw(key, row.body());
        }

        /** The dates that can be true on the day on which it was read. */
        private Documents.Misdated dates(Row row) {
            LocalDate read = row.since().origin() == DateOrigin.SOURCE
                    ? row.until().orElseThrow()
                    : row.since().day();
            LocalDate counts = first.orElse(row.since().day());
            return new Documents.Misdated(
                    read,
                    Optional.of(new Documents.Misdated.First(
                            counts.atStartOfDay(ZoneOffset.UTC).toInstant(),
                            first.isPresent() ? CveDay.FIRST_SEEN : CveDay.BEFORE)));
        }
    }
}
