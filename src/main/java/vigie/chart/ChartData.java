package vigie.chart;

import java.util.List;
import java.util.Optional;

/**
 * A chart as numbers and words, for any way of drawing it. Positions are in cells of an axis: the middle of the first category
 * is at 0.5, its edges are 0 and 1, and so on. The first category of the upright axis is on top, except in a matrix, where both
 * axes ascend. On an axis with a scale, positions are values of that scale.
 *
 * @param id {@code cvss}
 * @param title title in the reader's language
 * @param form what is drawn
 * @param x axis from left to right; without categories it counts
 * @param y upright axis; without categories it counts
 * @param series what is on it, in the order in which it is drawn
 * @param zone a part that matters most
 * @param counted what is counted and how to read it, in the reader's language: distinct CVEs or publications, and where one
 *     counts twice
 * @param sentences what the data say, never empty
 */
public record ChartData(
        String id,
        String title,
        Form form,
        Axis x,
        Axis y,
        List<Series> series,
        Optional<Zone> zone,
        String counted,
        List<String> sentences) {

    /** What is drawn. */
    public enum Form {
        /** Columns without gaps, and a curve. */
        HISTOGRAM,
        /** A ring of shares. */
        RING,
        /** Bars from left to right, the first category on top. */
        BARS,
        /** Columns, those of several series on top of each other. */
        COLUMNS,
        /** Cells, the darker the more. */
        HEATMAP,
        /** Cells of two ordered quantities, with a zone and single points. */
        MATRIX,
        /** Lines, points with their intervals, and notes, over a scale upwards and a scale or categories across. */
        CURVES
    }

    /**
     * An axis; without categories and scale it counts from 0.
     *
     * @param categories names of its cells in order, may be empty
     * @param scale the values that it spans
     */
    public record Axis(String title, List<String> categories, Optional<Scale> scale) {

        /** An axis of categories, or one that counts. */
        public Axis(String title, List<String> categories) {
            this(title, categories, Optional.empty());
        }

        /** An axis of values. */
        public Axis(String title, Scale scale) {
            this(title, List.of(), Optional.of(scale));
        }
    }

    /**
     * The values that an axis spans.
     *
     * @param logarithmic whether powers of ten have the same distance
     * @param from least value shown, above 0 on a logarithmic scale
     * @param to greatest value shown
     * @param share whether values are shares of 1, written as percentages
     */
    public record Scale(boolean logarithmic, double from, double to, boolean share) {

        /** Shares from 0 to 1. */
        public static final Scale SHARE = new Scale(false, 0, 1, true);

        /** Shares from a value above 0 to 1, logarithmic. */
        public static Scale logarithmic(double from) {
            return new Scale(true, from, 1, true);
        }

        /** Where a value lies: 0 at the beginning to 1 at the end; a value outside lies on the edge. */
        public double at(double value) {
            double inside = within(value);
            return logarithmic ? Math.log(inside / from) / Math.log(to / from) : (inside - from) / (to - from);
        }

        /** The nearest value that is shown. */
        public double within(double value) {
            return Math.max(from, Math.min(to, value));
        }
    }

    /** What a series is made of. */
    public enum Kind {
        BAR,
        CURVE,
        CELL,
        POINT,
        /** Words above a place. */
        NOTE
    }

    /** A series: its name, what it is made of, its marks. */
    public record Series(String name, Kind kind, List<Mark> marks) {}

    /** What a mark means, which gives it its colour. */
    public enum Tone {
        PLAIN,
        CRITICAL,
        HIGH,
        MEDIUM,
        LOW,
        NONE,
        ALERT,
        MODEL,
        LOGISTIC,
        EPSS,
        CVSS,
        OTHER,
        /** What others are compared with, such as chance. */
        REFERENCE
    }

    /** An interval of a value, its ends in values of the upright axis. */
    public record Interval(double from, double to) {}

    /**
     * A mark.
     *
     * @param x place on the axis from left to right, in cells; 0 where that axis counts
     * @param y place on the upright axis, in cells; 0 where that axis counts
     * @param value how many, or the height of a curve
     * @param label what it stands for, complete: category, number and unit
     * @param href address of the list of what is counted here
     * @param interval how far the true value may be away
     */
    public record Mark(
            double x,
            double y,
            double value,
            String label,
            Tone tone,
            Optional<String> href,
            Optional<Interval> interval) {

        /** A mark without an interval. */
        public Mark(double x, double y, double value, String label, Tone tone, Optional<String> href) {
            this(x, y, value, label, tone, href, Optional.empty());
        }
    }

    /** A rectangle of a matrix, its edges in cells, and its name. */
    public record Zone(double left, double bottom, double right, double top, String label) {}

    /**
     * The cell of a column and a row.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public Mark cell(int column, int row) {
        return series.stream()
                .filter(s -> s.kind() == Kind.CELL)
                .flatMap(s -> s.marks().stream())
                .filter(mark -> (int) mark.x() == column && (int) mark.y() == row)
                .findFirst()
                .orElseThrow();
    }

    /** Whether there is nothing to be drawn. */
    public boolean empty() {
        return form != Form.CURVES
                && series.stream().allMatch(s -> s.marks().stream().allMatch(mark -> mark.value() == 0));
    }
}
