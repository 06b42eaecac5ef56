package vigie.web.page;

import java.util.List;
import java.util.Locale;
import vigie.explain.Waterfall;
import vigie.explain.Waterfall.Kind;
import vigie.explain.Waterfall.Part;
import vigie.explain.Waterfall.Step;
import vigie.text.Figures;

/**
 * A waterfall as a table with a bar in each row.
 *
 * @param waterfall the steps
 * @param figures the language of the numbers
 */
public record WaterfallTable(Waterfall waterfall, Figures figures) {

    /** Width of all bars together. */
    public static final int WIDTH = 200;

    /** Minimum width, so that every step is visible. */
    private static final double THINNEST = 1.5;

    /**
     * A bar in a drawing of {@link #WIDTH}.
     *
     * @param x left end
     * @param width from there to the right end
     * @param start where the running total stood before
     */
    public record Bar(String x, String width, String start) {}

    /** The steps but the last. */
    public List<Step> steps() {
        return waterfall.steps().stream()
                .filter(step -> step.kind() != Kind.END)
                .toList();
    }

    /** The score. */
    public Step end() {
        return waterfall.steps().get(waterfall.steps().size() - 1);
    }

    /** What a step adds, with its sign. */
    public String added(Step step) {
        return figures.signed(step.added(), Waterfall.DIGITS);
    }

    /** What a feature adds, with its sign. */
    public String added(Part part) {
        return figures.signed(part.added(), Waterfall.DIGITS);
    }

    /** By what a step multiplies or divides the odds; empty for a whole. */
    public String factor(Step step) {
        return step.adds() ? figures.factor(step.added()) : "";
    }

    /** The same for a feature. */
    public String factor(Part part) {
        return figures.factor(part.added());
    }

    /** The probability after a step. */
    public String probability(Step step) {
        return figures.percent(step.probability());
    }

    private boolean any(boolean raising) {
        return waterfall.steps().stream().anyMatch(step -> step.adds() && step.raises() == raising);
    }

    /** Which sentence tells of what raises the score and of what lowers it: an ending of its key. */
    public String sentence() {
        return any(true) ? any(false) ? "" : ".raised" : any(false) ? ".lowered" : ".same";
    }

    /** By what all that raises the score multiplies the odds, or all that lowers it divides them. */
    public String together(boolean raising) {
        double sum = waterfall.steps().stream()
                .filter(step -> step.adds() && step.raises() == raising)
                .mapToDouble(Step::added)
                .sum();
        return figures.factor(sum).substring(1);
    }

    /** The class of a step's bar. */
    public String side(Step step) {
        return !step.adds() || step.added() == 0 ? "whole" : step.raises() ? "up" : "down";
    }

    /** The bar of a step. A whole reaches from the left edge to its total. */
    public Bar bar(Step step) {
        double from = step.adds() ? at(Math.min(step.before(), step.after())) : 0;
        double to = at(Math.max(step.before(), step.after()));
        double width = Math.max(THINNEST, to - from);
        double x = Math.min(from, WIDTH - width);
        return new Bar(number(x), number(width), number(at(step.before())));
    }

    /** Totals stand between a tenth and the whole of the width, so that the base rate has a bar, too. */
    private double at(double total) {
        double share = (total - waterfall.lowest()) / Math.max(1e-9, waterfall.highest() - waterfall.lowest());
        return WIDTH * (0.08 + 0.92 * share);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
