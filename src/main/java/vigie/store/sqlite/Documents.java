package vigie.store.sqlite;

import tools.jackson.databind.JsonNode;
import vigie.model.Bulletin;
import vigie.model.CveId;
import vigie.model.CveRecord;
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

    /** The whole record. */
    static CveRecord record(long key, byte[] packed) {
        return read(key, Json.parse(Packing.unpack(packed)));
    }

    /** The record without references, versions and CPE names. */
    static CveRecord lean(long key, byte[] packed) {
        return read(key, LeanTree.parse(Packing.unpack(packed)));
    }

    /** Of the record, the title and the descriptions only. */
    static CveRecord words(long key, byte[] packed) {
        return read(key, LeanTree.words(Packing.unpack(packed)));
    }

    private static CveRecord read(long key, JsonNode root) {
        return SOURCES[(int) (key % 4)] == CveRecord.Source.CVE_LIST ? CveJson.read(root) : NvdJson.read(root);
    }

    /** The publication. */
    static Bulletin bulletin(byte[] packed) {
        return BulletinJson.read(Packing.unpack(packed));
    }
}
