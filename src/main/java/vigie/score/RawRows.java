package vigie.score;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import vigie.feature.Sink;
import vigie.model.CveId;

/** Rows with all features, before the columns are selected. */
final class RawRows {

    private final Names names;
    private int[] starts = new int[1024];
    private int[] features = new int[1 << 16];
    private float[] values = new float[1 << 16];
    private float[] labels = new float[1024];
    private float[] weights = new float[1024];
    private int[] days = new int[1024];
    private long[] cves = new long[1024];
    private int size;
    private int entries;

    RawRows(Names names) {
        this.names = names;
    }

    /** Feature numbers by name, shared by threads. */
    static final class Names {
        private final Map<String, Integer> ids = new java.util.concurrent.ConcurrentHashMap<>();
        private final AtomicInteger next = new AtomicInteger();

        int id(String name) {
            Integer id = ids.get(name);
            return id != null ? id : ids.computeIfAbsent(name, n -> next.getAndIncrement());
        }

        int size() {
            return next.get();
        }

        Map<String, Integer> all() {
            return ids;
        }
    }

    /** Starts a row and returns the sink for its features. */
    Sink open(CveId cve, RowPlan.Planned planned) {
        if (size + 1 == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            labels = Arrays.copyOf(labels, size * 2);
            weights = Arrays.copyOf(weights, size * 2);
            days = Arrays.copyOf(days, size * 2);
            cves = Arrays.copyOf(cves, size * 2);
        }
        labels[size] = planned.positive() ? 1 : 0;
        weights[size] = planned.weight();
        days[size] = (int) planned.day().toEpochDay();
        cves[size] = cve.key();
        size++;
        starts[size] = entries;
        return this::add;
    }

    private void add(String name, double value) {
        if (entries == features.length) {
            features = Arrays.copyOf(features, entries * 2);
            values = Arrays.copyOf(values, entries * 2);
        }
        features[entries] = names.id(name);
        values[entries++] = (float) value;
        starts[size] = entries;
    }

    int size() {
        return size;
    }

    float label(int row) {
        return labels[row];
    }

    /** The epoch day as of which the row is. */
    int day(int row) {
        return days[row];
    }

    /** The key of the row's CVE. */
    long cve(int row) {
        return cves[row];
    }

    float weight(int row) {
        return weights[row];
    }

    /** Receives a feature of a row. */
    interface Entry {
        void accept(int feature, float value);
    }

    void forEach(int row, Entry action) {
        for (int at = starts[row]; at < starts[row + 1]; at++) {
            action.accept(features[at], values[at]);
        }
    }
}
