package vigie.learn;

/** The global importance of features. */
public final class Importance {

    private Importance() {}

    /**
     * Mean absolute contribution of each column over the rows, in log-odds (Lundberg et al. 2020, "From local
     * explanations to global understanding with explainable AI for trees").
     */
    public static double[] of(TreeShap shap, SparseRows rows) {
        TreeShap.Explainer explainer = shap.explainer();
        float[] dense = new float[rows.width()];
        double[] contributions = new double[rows.width() + 1];
        double[] mean = new double[rows.width()];
        for (int row = 0; row < rows.size(); row++) {
            rows.copyRow(row, dense);
            explainer.explain(dense, contributions);
            for (int column = 0; column < mean.length; column++) {
                mean[column] += Math.abs(contributions[column]) / rows.size();
            }
        }
        return mean;
    }
}
