package vigie.store.sqlite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import vigie.io.Sha256;

/**
 * A digest of what sources said and what was chosen from it, so that two homes can be compared. When it was fetched, in
 * which order and in how many tries does not count; nor, therefore, do the days of publications and catalogues, of which the day
 * of the download decides which can be true.
 */
public final class ContentHash {

    private static final Map<String, String> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("publications", "SELECT ref, kind, title, hash FROM bulletin ORDER BY ref");
        PARTS.put(
                "citations",
                "SELECT b.ref, c.cve FROM bulletin_cve c JOIN bulletin b ON b.id = c.bulletin ORDER BY b.ref, c.cve");
        PARTS.put(
                "records",
                "SELECT cve, source, state, published, modified, hash, cvss_score, cvss_version, cvss_vector,"
                        + " cvss_source, cwe, cwe_desc, cwe_source FROM record ORDER BY cve, source");
        PARTS.put(
                "cves",
                "SELECT id, state, published, modified, cvss_score, cvss_version, cvss_vector, cvss_source, cwe, cwe_desc,"
                        + " cwe_source FROM cve ORDER BY id");
        PARTS.put(
                "products",
                "SELECT a.cve, a.source, p.vendor, p.product, p.vendor_key, p.product_key FROM affects a"
                        + " JOIN product p ON p.id = a.product ORDER BY a.cve, a.source, p.vendor, p.product");
        PARTS.put("epss", "SELECT cve, since, score, percentile FROM epss ORDER BY cve");
        PARTS.put("epss history", "SELECT cve, since, score FROM epss_past ORDER BY cve, since");
        PARTS.put(
                "known exploited",
                "SELECT cve, catalogue, due, ransomware, vendor, product, name, notes, withdrawn IS NULL"
                        + " FROM kev ORDER BY cve, catalogue");
        PARTS.put(
                "evidence",
                "SELECT cve, kind, collection, source, ref, coalesce(date, given), url, withdrawn IS NULL FROM evidence"
                        + " ORDER BY cve, kind, collection, source, ref");
    }

    private final Connection db;

    ContentHash(Connection db) {
        this.db = db;
    }

    /** SHA-256 in hexadecimal for each part of the content and, last, for {@code all} of it. */
    public Map<String, String> parts() {
        Map<String, String> hashes = new LinkedHashMap<>();
        MessageDigest all = Sha256.digest();
        PARTS.forEach((name, sql) -> {
            byte[] hash = hash(sql);
            all.update(hash);
            hashes.put(name, HexFormat.of().formatHex(hash));
        });
        hashes.put("all", HexFormat.of().formatHex(all.digest()));
        return hashes;
    }

    private byte[] hash(String sql) {
        MessageDigest digest = Sha256.digest();
        try (PreparedStatement statement = db.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            StringBuilder line = new StringBuilder();
            while (row.next()) {
                line.setLength(0);
                for (int i = 1; i <= columns; i++) {
                    line.append(row.getString(i)).append('\u001f');
                }
                digest.update(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            }
            return digest.digest();
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }
}
