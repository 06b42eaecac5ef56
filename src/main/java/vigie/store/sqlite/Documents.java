package vigie.store.sqlite;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.model.Bulletin;
import vigie.model.CveDay;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.Plausible;
import vigie.record.BulletinJson;
import vigie.record.CveJson;
import vigie.record.Json;
import vigie.record.LeanTree;
import vigie.record.NvdJson;

/**
 * Reads stored documents as records. All of these fail with {@link vigie.store.StoreException} where a document is damaged,
 * and as the readers in {@link vigie.record} do where it is not what it should be.
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
            return record.published().isPresent() || first.isEmpty()
                    ? record
                    : record.knownFrom(first.get().day(), first.get().how());
        }
    }

    /** The whole record. */
    static CveRecord record(long key, byte[] packed, Optional<Misdated> dates) {
        return read(key, Json.parse(Packing.unpack(packed)), dates);
    }

    /** The record without references, versions and CPE names. */
    static CveRecord lean(long key, byte[] packed, Optional<Misdated> dates) {
        return read(key, LeanTree.parse(Packing.unpack(packed)), dates);
    }

    /** Of the record, the title and the descriptions only. */
    static CveRecord words(long key, byte[] packed) {
        return read(key, LeanTree.words(Packing.unpack(packed)), Optional.empty());
    }

    private static CveRecord read(long key, JsonNode root, Optional<Misdated> dates) {
        Plausible seen = dates.map(found -> Plausible.on(found.seen())).orElse(Plausible.ANY);
        CveRecord read = SOURCES[(int) (key % 4)] == CveRecord.Source.CVE_LIST
                ? CveJson.read(root, seen)
                : NvdJson.read(root, seen);
        return dates.map(found -> found.of(read)).orElse(read);
    }

    /** The publication as it was seen on a day. */
    static Bulletin bulletin(byte[] packed, LocalDate seen) {
        return BulletinJson.read(Json.parse(Packing.unpack(packed)), Plausible.on(seen));
    }
}
