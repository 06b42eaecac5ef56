package vigie.store.sqlite;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import vigie.model.Observation;
import vigie.store.Prepared;
import vigie.store.Preparer;
import vigie.text.Advisories;

/** {@link Preparer}, in SQLite. */
final class SqlitePreparer implements Preparer {

    private final Packing packing = new Packing();
    private byte[] minified = new byte[1 << 16];

    @Override
    public Prepared prepare(Observation observation) {
        if (observation instanceof Observation.CveSeen cve) {
            Packing.Form form = Packing.Form.of(cve.record().source());
            Set<String> advisories = new LinkedHashSet<>();
            SqlitePrepared.Document document =
                    document(form, cve.raw(), (json, from, end) -> Advisories.inText(json, from, end, advisories));
            return new SqlitePrepared.Record(CveRow.of(cve.record()), document, advisories);
        }
        if (observation instanceof Observation.BulletinSeen bulletin) {
            SqlitePrepared.Document document = document(Packing.Form.PLAIN, bulletin.raw(), (json, from, end) -> {});
            return new SqlitePrepared.Publication(bulletin.bulletin(), document);
        }
        return new SqlitePrepared.Plain(observation);
    }

    private SqlitePrepared.Document document(Packing.Form form, byte[] raw, Packing.Texts texts) {
        if (minified.length < raw.length) {
            minified = new byte[raw.length * 2];
        }
        int length = Packing.minify(raw, minified, texts);
        return new SqlitePrepared.Document(packing.pack(form, minified, length), hash(minified, length));
    }

    /** Two CRCs of different polynomials, both done in hardware; no protection against an attacker is meant. */
    private static long hash(byte[] bytes, int length) {
        CRC32C first = new CRC32C();
        first.update(bytes, 0, length);
        CRC32 second = new CRC32();
        second.update(bytes, 0, length);
        return first.getValue() << 32 ^ second.getValue();
    }

    @Override
    public void close() {
        packing.close();
    }
}
