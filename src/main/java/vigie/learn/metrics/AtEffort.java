package vigie.learn.metrics;

/**
 * The result of checking the top of a list (the terms are those of the EPSS papers, Jacobs et al. 2021).
 *
 * @param effort share of all rows looked at, above 0 to 1
 * @param coverage share of the positive rows that are among them (recall); NaN without positive rows
 * @param efficiency share of positive rows among those looked at (precision)
 */
public record AtEffort(double effort, double coverage, double efficiency) {}
