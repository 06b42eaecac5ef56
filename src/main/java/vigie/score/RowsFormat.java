package vigie.score;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import vigie.model.CveId;

/**
 * Training rows as a file for other programs. A value that is missing is left out, since 0 is a value. Numbers are written
 * so that the same single precision number is read back. In UTF-8.
 */
public enum RowsFormat {
    /** RFC 4180 with a header: {@code cve,day,label,weight,split}, then every feature by its name. */
    CSV {
        @Override
        void write(TrainingRows rows, Writer to) throws IOException {
            List<String> header = new ArrayList<>(List.of("cve", "day", "label", "weight", "split"));
            header.addAll(rows.columns());
            // Not closed: that would close the file.
            CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.CRLF)
                    .build(to)
                    .writeRecord(header)
                    .flush();
            int width = rows.columns().size();
            StringBuilder line = new StringBuilder();
            for (int row = 0; row < rows.size(); row++) {
                line.setLength(0);
                line.append(cve(rows, row)).append(',').append(day(rows, row));
                line.append(',').append(number(rows.set().labels()[row]));
                line.append(',').append(number(rows.set().weights()[row]));
                line.append(',').append(split(rows, row));
                int[] written = {0};
                rows.set().rows().forEach(row, (column, value) -> {
                    line.append(",".repeat(column + 1 - written[0])).append(number(value));
                    written[0] = column + 1;
                });
                to.append(line.append(",".repeat(width - written[0]))).append("\r\n");
            }
        }
    },

    /**
     * The format of LIBSVM: {@code LABEL COLUMN:VALUE … # CVE DAY WEIGHT SPLIT}, columns from 0; their names are in another
     * file, as XGBoost takes a line that is a comment for an empty row.
     */
    LIBSVM {
        @Override
        void write(TrainingRows rows, Writer to) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int row = 0; row < rows.size(); row++) {
                line.setLength(0);
                line.append(number(rows.set().labels()[row]));
                rows.set()
                        .rows()
                        .forEach(
                                row,
                                (column, value) -> line.append(' ')
                                        .append(column)
                                        .append(':')
                                        .append(number(value)));
                line.append(" # ").append(cve(rows, row)).append(' ').append(day(rows, row));
                line.append(' ').append(number(rows.set().weights()[row]));
                line.append(' ').append(split(rows, row)).append('\n');
                to.append(line);
            }
        }
    };

    private static final String PACKED = ".gz";

    /** By the ending of the name, with or without {@code .gz}: {@code .svm} and {@code .libsvm}, CSV with any other. */
    private static RowsFormat of(String name) {
        String plain = unpacked(name.toLowerCase(Locale.ROOT));
        return plain.endsWith(".svm") || plain.endsWith(".libsvm") ? LIBSVM : CSV;
    }

    private static String unpacked(String name) {
        return packed(name) ? name.substring(0, name.length() - PACKED.length()) : name;
    }

    private static boolean packed(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(PACKED);
    }

    /** The file for the names of the columns, beside the file of the rows; empty if that has them itself. */
    public static Optional<Path> namesBeside(Path file) {
        String name = String.valueOf(file.getFileName());
        return of(name) == LIBSVM ? Optional.of(file.resolveSibling(unpacked(name) + ".features")) : Optional.empty();
    }

    /** Writes the names of the columns, a line each, in their order. */
    public static void writeNames(TrainingRows rows, OutputStream out) throws IOException {
        for (String name : rows.columns()) {
            // A line break in a name would shift those after it.
            out.write((name.replaceAll("\\p{Cntrl}|\\R", " ") + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Writes rows in the format that the name of the file asks for, packed if that ends in {@code .gz}.
     *
     * @param out takes the bytes and is left open
     */
    public static void write(TrainingRows rows, Path file, OutputStream out) throws IOException {
        String name = String.valueOf(file.getFileName());
        GZIPOutputStream packed = packed(name) ? new GZIPOutputStream(out, 1 << 16) : null;
        Writer writer = new BufferedWriter(
                new OutputStreamWriter(packed == null ? out : packed, StandardCharsets.UTF_8), 1 << 16);
        of(name).write(rows, writer);
        writer.flush();
        if (packed != null) {
            packed.finish();
        }
    }

    abstract void write(TrainingRows rows, Writer to) throws IOException;

    private static CveId cve(TrainingRows rows, int row) {
        return CveId.ofKey(rows.cves()[row]);
    }

    private static LocalDate day(TrainingRows rows, int row) {
        return LocalDate.ofEpochDay(rows.days()[row]);
    }

    private static String split(TrainingRows rows, int row) {
        return rows.heldOut(row) ? "held_out" : "train";
    }

    private static String number(float value) {
        return value == (int) value ? Integer.toString((int) value) : Float.toString(value);
    }
}
