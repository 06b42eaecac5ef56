package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import vigie.model.Observation;
import vigie.record.CveJson;
import vigie.record.LeanTree;
import vigie.record.MalformedRecordException;

/** Reads the zips that the CVE List releases, as streams. */
final class CveListZip {

    private CveListZip() {}

    /** Reads the zip of all records, which lies in another zip; returns how many were good. */
    static long readFull(InputStream in, Consumer<? super Observation> out) throws IOException {
        ZipInputStream outer = new ZipInputStream(in);
        ZipEntry inner = outer.getNextEntry();
        if (inner == null || !inner.getName().endsWith(".zip")) {
            throw new IOException("expected a zip within a zip");
        }
        return read(outer, out);
    }

    /** Reads the records of a zip, which holds a change log too; returns how many were good. */
    static long read(InputStream in, Consumer<? super Observation> out) throws IOException {
        long[] good = {0};
        Zips.each(in, ".json", out, (name, bytes) -> {
            int at = name.lastIndexOf("CVE-");
            if (at >= 0) {
                String cve = name.substring(at, name.length() - ".json".length());
                good[0] += Records.guard(
                                MalformedRecordException.shorten(name),
                                out,
                                () -> out.accept(CveJson.seen(LeanTree.parse(bytes), cve, bytes)))
                        ? 1
                        : 0;
            }
        });
        return good[0];
    }
}
