package vigie.store.sqlite;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import vigie.model.Bulletin;
import vigie.model.CveDay;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.Plausible;
import vigie.record.BulletinJson;
import vigie.record.CveJson;
import vigie.record.Json;
import vigie.record.LeanTree;
import vigie.record.MalformedRecordException;
import vigie.record.NvdJson;
import vigie.store.DamagedException;
import vigie.store.StoreException;

/**
 * Reads stored documents as records. All of these fail with {@link StoreException}, which names the record, where a document
 * is damaged.
 */
final class Documents {

    private static final CveRecord.Source[] SOURCES = CveRecord.Source.values();

    private Documents() {}

    /** Key of a record's document; those of one CVE are neighbours, in the order of their sources. */
    static long key(long cve, CveRecord.Source source) {
        return cve * 4 + source.ordinal();
    }

    /** The lowest key of a CVE's documents. */
    static long first(CveId cve) {
        return key(cve.key(), SOURCES[0]);
    }

    /** The highest key of a CVE's documents. */
    static long last(CveId cve) {
        return key(cve.key(), SOURCES[SOURCES.length - 1]);
    }

    /** The CVE of a document. */
    static long cve(long key) {
        return key / 4;
    }

    /** The same as an identifier. */
    static CveId id(long key) {
        return CveId.ofKey(cve(key));
    }

    /** The source of a document. */
    static CveRecord.Source source(long key) {
        return SOURCES[(int) (key % 4)];
    }

    /**
     * How a record is read of which some date cannot be true, or that gives none from which the CVE would count.
     *
     * @param seen the day on which it was read
     * @param first the day from which the CVE counts, where the record gives none
     */
    record Misdated(LocalDate seen, Optional<First> first) {

        /** A day, and how it is known. */
        record First(Instant day, CveDay how) {}

        private CveRecord of(CveRecord record) {
            return record.published().isPresent() || first.isEmpty() || record.state() == CveState.REJECTED
                    ? record
                    : record.knownFrom(first.get().day(), first.get().how());
        }
    }

    /** The whole record. */
    static CveRecord record(long key, byte[] packed, Optional<Misdated> dates) {
        return named(name(key), () -> read(key, Json.parse(Packing.unpack(packed)), dates));
    }

    /** The same from the text of a document. */
    static CveRecord record(long key, byte[] text, Misdated dates) {
        return named(name(key), () -> read(key, Json.parse(text), Optional.of(dates)));
    }

    /** The document as it was sent. */
    static byte[] raw(long key, byte[] packed) {
        return named(name(key), () -> Packing.unpack(packed));
    }

    private static String name(long key) {
        return id(key) + " of " + source(key).name();
    }

    /** A document that cannot be read was whole when it was stored: the failure says whose it is. */
    private static <T> T named(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (StoreException e) {
            throw new DamagedException("the record " + name + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new DamagedException("the record " + name + ": a stored document is damaged: " + shortened(e), e);
        }
    }

    private static String shortened(RuntimeException e) {
        return MalformedRecordException.shorten(
                String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }

    /** The parts of the record that {@link LeanTree#parse} reads: of versions their status only, neither references nor CPE names. */
    static CveRecord lean(long key, byte[] packed, Optional<Misdated> dates) {
        return named(name(key), () -> read(key, LeanTree.parse(Packing.unpack(packed)), dates));
    }

    /** The same from the text of a document. */
    static CveRecord lean(long key, byte[] text, Misdated dates) {
        return named(name(key), () -> read(key, LeanTree.parse(text), Optional.of(dates)));
    }

    /** Of the record, the title and the descriptions only. */
    static CveRecord words(long key, byte[] packed) {
        return named(name(key), () -> read(key, LeanTree.words(Packing.unpack(packed)), Optional.empty()));
    }

    private static CveRecord read(long key, JsonNode root, Optional<Misdated> dates) {
        Plausible seen = dates.map(found -> Plausible.on(found.seen())).orElse(Plausible.ANY);
        CveRecord read = source(key) == CveRecord.Source.CVE_LIST ? CveJson.read(root, seen) : NvdJson.read(root, seen);
        return dates.map(found -> found.of(read)).orElse(read);
    }

    /**
     * The publication as it was seen on a day.
     *
     * @param ref its reference, for failures
     */
    static Bulletin bulletin(String ref, byte[] packed, LocalDate seen) {
        return named(ref, () -> BulletinJson.read(Json.parse(Packing.unpack(packed)), Plausible.on(seen)));
    }
}
