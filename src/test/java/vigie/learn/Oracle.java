package vigie.learn;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** What XGBoost itself says of rows. */
public final class Oracle {

    private Oracle() {}

    /** Skips the test, and says so, where XGBoost's native library is not there. */
    public static void need() {
        Samples.needXgBoost();
    }

    /** The contributions of each column to each row, and the bias as the last. */
    public static float[][] contributions(byte[] model, SparseRows rows) {
        try {
            Booster booster = XGBoost.loadModel(new ByteArrayInputStream(model));
            DMatrix matrix = NativeXgBoost.matrix(rows, 1);
            try {
                return booster.predictContrib(matrix, 0);
            } finally {
                matrix.dispose();
                booster.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
