package vigie.learn;

import java.util.Arrays;

/**
 * Rows of floats of which most are absent, in compressed sparse row form. Absent means missing, not 0; a 0 that was put
 * in is a value. Immutable.
 */
public final class SparseRows {

    private final int width;
    private final long[] starts;
    private final int[] columns;
    private final float[] values;

    private SparseRows(int width, long[] starts, int[] columns, float[] values) {
        this.width = width;
        this.starts = starts;
        this.columns = columns;
        this.values = values;
    }

    /**
     * Starts without a row.
     *
     * @param width number of columns, at least 1
     */
    public static Builder builder(int width) {
        return new Builder(width);
    }

    /** Number of columns. */
    public int width() {
        return width;
    }

    /** Number of rows. */
    public int size() {
        return starts.length - 1;
    }

    /** Number of values that are there, in all rows. */
    public int entries() {
        return values.length;
    }

    /** Calls back for each value of a row, by ascending column. */
    public void forEach(int row, Entry action) {
        for (int at = (int) starts[row]; at < starts[row + 1]; at++) {
            action.accept(columns[at], values[at]);
        }
    }

    /**
     * Writes a row into an array, NaN where a value is missing.
     *
     * @param dense at least {@link #width} long; all of it is overwritten
     */
    public void copyRow(int row, float[] dense) {
        Arrays.fill(dense, Float.NaN);
        for (int at = (int) starts[row]; at < starts[row + 1]; at++) {
            dense[columns[at]] = values[at];
        }
    }

    /** A row as an array of {@link #width} values, NaN where one is missing. */
    public float[] row(int row) {
        float[] dense = new float[width];
        copyRow(row, dense);
        return dense;
    }

    /** The given rows in the given order; a row may occur more than once. */
    public SparseRows select(int... rows) {
        long total = 0;
        for (int row : rows) {
            total += starts[row + 1] - starts[row];
        }
        long[] newStarts = new long[rows.length + 1];
        int[] newColumns = new int[Math.toIntExact(total)];
        float[] newValues = new float[(int) total];
        for (int i = 0; i < rows.length; i++) {
            int from = (int) starts[rows[i]];
            int length = (int) (starts[rows[i] + 1] - from);
            System.arraycopy(columns, from, newColumns, (int) newStarts[i], length);
            System.arraycopy(values, from, newValues, (int) newStarts[i], length);
            newStarts[i + 1] = newStarts[i] + length;
        }
        return new SparseRows(width, newStarts, newColumns, newValues);
    }

    /** The same places with other values. */
    SparseRows mapped(Replacement replacement) {
        float[] others = new float[values.length];
        for (int at = 0; at < others.length; at++) {
            others[at] = replacement.of(columns[at], values[at]);
        }
        return new SparseRows(width, starts, columns, others);
    }

    /** Gives the value that stands in place of another. */
    @FunctionalInterface
    interface Replacement {
        /** Finite. */
        float of(int column, float value);
    }

    /** Where each row starts in {@link #columns}, and the end of the last. Not a copy: XGBoost reads it. */
    long[] starts() {
        return starts;
    }

    /** The columns of all values. Not a copy: XGBoost reads it. */
    int[] columns() {
        return columns;
    }

    /** All values. Not a copy: XGBoost reads it. */
    float[] values() {
        return values;
    }

    /** Receives a value. */
    @FunctionalInterface
    public interface Entry {
        /**
         * @param column from 0
         * @param value finite
         */
        void accept(int column, float value);
    }

    /** Takes rows one after the other, and the values of a row by ascending column. */
    public static final class Builder {

        private final int width;
        private long[] starts = new long[1 << 10];
        private int[] columns = new int[1 << 12];
        private float[] values = new float[1 << 12];
        private int rows;
        private int entries;

        private Builder(int width) {
            if (width < 1) {
                throw new IllegalArgumentException("no columns");
            }
            this.width = width;
        }

        /**
         * Adds a value to the row that is open.
         *
         * @param column above those already in the row, less than the width
         * @param value NaN is taken for missing and left out
         * @throws IllegalArgumentException if the column is out of order or range, or the value infinite
         */
        public Builder put(int column, float value) {
            if (column < 0 || column >= width || (entries > starts[rows] && column <= columns[entries - 1])) {
                throw new IllegalArgumentException("column " + column + " is out of order or range");
            }
            if (Float.isInfinite(value)) {
                throw new IllegalArgumentException("column " + column + " has an infinite value");
            }
            if (Float.isNaN(value)) {
                return this;
            }
            if (entries == columns.length) {
                int longer = Math.addExact(entries, entries >> 1);
                columns = Arrays.copyOf(columns, longer);
                values = Arrays.copyOf(values, longer);
            }
            columns[entries] = column;
            values[entries++] = value;
            return this;
        }

        /** Closes the row that is open, which may be empty, and opens the next. */
        public Builder endRow() {
            if (++rows == starts.length) {
                starts = Arrays.copyOf(starts, rows + (rows >> 1));
            }
            starts[rows] = entries;
            return this;
        }

        /** Adds a row and closes it: the values of an array as long as the matrix is wide, NaN for missing. */
        public Builder addRow(float[] dense) {
            if (dense.length != width) {
                throw new IllegalArgumentException(dense.length + " values for " + width + " columns");
            }
            for (int column = 0; column < width; column++) {
                put(column, dense[column]);
            }
            return endRow();
        }

        /**
         * The rows so far; the builder can still be used.
         *
         * @throws IllegalStateException if a row is open
         */
        public SparseRows build() {
            if (entries > starts[rows]) {
                throw new IllegalStateException("the last row is still open");
            }
            return new SparseRows(
                    width,
                    Arrays.copyOf(starts, rows + 1),
                    Arrays.copyOf(columns, entries),
                    Arrays.copyOf(values, entries));
        }
    }
}
