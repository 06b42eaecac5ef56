package vigie.store.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import vigie.model.CveRecord;
import vigie.model.DateOrigin;
import vigie.model.KnownDay;
import vigie.model.Plausible;
import vigie.record.Dates;
import vigie.record.Json;
import vigie.record.RecordParts;
import vigie.store.Ingest;
import vigie.store.StoreException;

/**
 * Keeps what records said before, part by part ({@link RecordParts}), each version with the days on which it stood: known as of the
 * end of a day, so that a version that stood for less than a day is not kept. Each is packed on its own: one that is damaged takes no
 * other with it.
 */
final class VersionWriter {

    /** A tenth less than the fastest; the highest level takes off a hundredth more in six times the time. */
    private static final int LEVEL = 9;

    private final Tx tx;
    private final LocalDate today;
    private final boolean firstLoad;

    VersionWriter(Tx tx, Ingest.Origin origin) {
        this.tx = tx;
        this.today = origin.today();
        this.firstLoad = !origin.logged();
    }

    /** What stands of a part without being in the table. */
    private record Standing(long row, KnownDay since) {}

    /**
     * Keeps what differs in the document that takes the place of the one that is held. Before it is written.
     *
     * @param key key of both
     * @param seen the day on which the one that is held was read
     * @param firstSeen the day on which the record was first seen; empty where the first load held it
     * @param next the new one, packed
     */
    void replaced(long key, LocalDate seen, Optional<LocalDate> firstSeen, byte[] next) throws SQLException {
        Map<String, Standing> standing = standing(key);
        if (firstLoad && firstSeen.isEmpty() && standing.isEmpty()) {
            // The first load goes on.
            return;
        }
        CveRecord.Source source = Documents.source(key);
        Map<String, byte[]> held = held(key, source);
        Map<String, byte[]> now = RecordParts.of(source, Packing.unpack(next));
        Set<String> all = new LinkedHashSet<>(held.keySet());
        all.addAll(now.keySet());
        KnownDay otherwise = firstSeen
                .map(day -> new KnownDay(day, DateOrigin.FIRST_SEEN))
                .orElseGet(() -> new KnownDay(seen, DateOrigin.BEFORE));
        if (source == CveRecord.Source.NVD && firstSeen.isEmpty() && !standing.containsKey(RecordParts.ANALYSED)) {
            stands(key, RecordParts.ANALYSED, new KnownDay(changed(key, held, seen), DateOrigin.SOURCE));
        }
        for (String part : all) {
            Optional<byte[]> was = Optional.ofNullable(held.get(part));
            Optional<byte[]> is = Optional.ofNullable(now.get(part));
            if (was.isPresent() && is.isPresent() && RecordParts.same(part, was.get(), is.get())) {
                continue;
            }
            Optional<Standing> row = Optional.ofNullable(standing.get(part));
            KnownDay since = row.map(Standing::since).orElse(otherwise);
            if (was.isPresent() && is.isPresent() && RecordParts.added(part)) {
                Optional<LocalDate> said = redated(key, was.get(), is.get(), seen);
                if (said.isPresent()) {
                    if (since.origin() == DateOrigin.BEFORE) {
                        stands(key, part, new KnownDay(said.get(), DateOrigin.SOURCE));
                    }
                    continue;
                }
            }
            if (row.isPresent()) {
                tx.run("DELETE FROM record_version WHERE id = ?", row.get().row());
            }
            if (was.isPresent()) {
                stood(key, part, since, today, was.get());
            }
            if (is.isPresent()) {
                stands(key, part, new KnownDay(today, DateOrigin.FIRST_SEEN));
            }
        }
    }

    /**
     * Takes a version of a part that no longer stands.
     *
     * @param key key of the record's document
     * @param part its name ({@link RecordParts})
     * @param since from when on it stood, and how that is known; {@link DateOrigin#BEFORE} if its own dates tell it
     * @param until the first day on which it no longer stood
     * @param text its JSON, without white space outside texts
     */
    void stood(long key, String part, KnownDay since, LocalDate until, byte[] text) throws SQLException {
        if (since.origin() != DateOrigin.BEFORE && !since.day().isBefore(until)) {
            return;
        }
        byte[] packed;
        try (Packing packing = new Packing(LEVEL, true)) {
            packed = packing.pack(Packing.Form.of(Documents.source(key)), text, text.length);
        }
        insert(key, part, since, Optional.of(until), Optional.of(packed));
    }

    /** Writes down since when the version of a part that is in the record's document stands. */
    void stands(long key, String part, KnownDay since) throws SQLException {
        insert(key, part, since, Optional.empty(), Optional.empty());
    }

    private void insert(long key, String part, KnownDay since, Optional<LocalDate> until, Optional<byte[]> packed)
            throws SQLException {
        tx.run(
                "INSERT INTO record_version (record, part, since, origin, until, body) VALUES (?, ?, ?, ?, ?, ?)",
                key,
                part,
                since.day(),
                since.origin().ordinal(),
                until,
                packed);
    }

    /** The day on which an NVD record was last changed; where it gives none that can be true, that on which it was read. */
    private static LocalDate changed(long key, Map<String, byte[]> held, LocalDate seen) {
        return Optional.ofNullable(held.get(RecordParts.HEAD))
                .flatMap(head -> Dates.instant(Json.text(Json.parse(head), "lastModified")))
                .flatMap(Plausible.on(seen).of(Documents.id(key))::moment)
                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                .orElse(seen);
    }

    /** The day that a container gave itself, where nothing else of it changed and the day can be true. */
    private static Optional<LocalDate> redated(long key, byte[] was, byte[] is, LocalDate seen) {
        return RecordParts.redated(was, is)
                .flatMap(Plausible.on(seen).of(Documents.id(key))::moment)
                .map((Instant at) -> LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    private Map<String, Standing> standing(long key) throws SQLException {
        Map<String, Standing> found = new HashMap<>();
        Sql.list(
                tx.prepare("SELECT id, part, since, origin FROM record_version WHERE record = ? AND until IS NULL"),
                row -> found.put(
                        row.getString(2),
                        new Standing(
                                row.getLong(1),
                                new KnownDay(LocalDate.parse(row.getString(3)), DateOrigin.at(row.getInt(4))))),
                key);
        return found;
    }

    /** Nothing of a document that is damaged: what it said nobody knows, and what replaces it counts as new. */
    private Map<String, byte[]> held(long key, CveRecord.Source source) throws SQLException {
        Optional<byte[]> packed =
                Sql.first(tx.prepare("SELECT body FROM raw WHERE id = ?"), row -> row.getBytes(1), key);
        try {
            return packed.map(body -> RecordParts.of(source, Packing.unpack(body)))
                    .orElse(Map.of());
        } catch (StoreException | JacksonException e) {
            return Map.of();
        }
    }
}
