package vigie.store.sqlite;

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
            return new SqlitePrepared.Record(
                    CveRow.of(cve.record()), document(form, cve.raw()), Advisories.in(cve.raw(), cve.raw().length));
        }
        if (observation instanceof Observation.BulletinSeen bulletin) {
            return new SqlitePrepared.Publication(bulletin.bulletin(), document(Packing.Form.PLAIN, bulletin.raw()));
        }
        return new SqlitePrepared.Plain(observation);
    }

    private SqlitePrepared.Document document(Packing.Form form, byte[] raw) {
        if (minified.length < raw.length) {
            minified = new byte[raw.length * 2];
        }
        int length = Packing.minify(raw, minified);
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
