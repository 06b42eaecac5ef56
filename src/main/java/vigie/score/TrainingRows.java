package vigie.score;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import vigie.io.Sha256;
import vigie.learn.TrainingSet;

/**
 * The training rows with their columns. The arrays are not copied and must not change.
 *
 * @param until the last day that counts as known
 * @param columns names of the columns
 * @param set rows, labels and weights
 * @param cves the key of each row's CVE
 * @param days the epoch day as of which each row is
 * @param exploited how many CVEs have a positive row
 */
public record TrainingRows(
        LocalDate until, List<String> columns, TrainingSet set, long[] cves, int[] days, int exploited) {

    /** Number of rows. */
    public int size() {
        return days.length;
    }

    /** Number of rows after which exploitation became known. */
    public int positive() {
        int positive = 0;
        for (float label : set.labels()) {
            positive += label > 0 ? 1 : 0;
        }
        return positive;
    }

    /** Whether the model of the held-out test was trained without this row. */
    boolean heldOut(int row) {
        return days[row] > until.minusDays(Trainer.HELD_OUT + RowPlan.HORIZON).toEpochDay();
    }

    /** SHA-256 of columns, rows, labels and weights, in hexadecimal digits. */
    public String hash() {
        MessageDigest digest = Sha256.digest();
        columns.forEach(name -> digest.update((name + "\n").getBytes(StandardCharsets.UTF_8)));
        ByteBuffer eight = ByteBuffer.allocate(Long.BYTES);
        for (int row = 0; row < set.rows().size(); row++) {
            set.rows()
                    .forEach(
                            row,
                            (column, value) -> digest.update(
                                    eight.clear().putInt(column).putFloat(value).array()));
            digest.update(eight.clear()
                    .putFloat(set.labels()[row])
                    .putFloat(set.weights()[row])
                    .array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
