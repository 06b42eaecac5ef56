package vigie.learn;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Access to XGBoost's native library, which is loaded only for training. */
final class NativeXgBoost {

    /** A task that uses XGBoost. */
    @FunctionalInterface
    interface Task<T> {
        T run(DMatrix matrix) throws XGBoostError;
    }

    /** A task that may need the native library. */
    @FunctionalInterface
    interface Probe {
        void run() throws XGBoostError;
    }

    private NativeXgBoost() {}

    /**
     * Gives the task XGBoost's copy of the rows and frees it afterwards.
     *
     * @throws BoostingUnavailable if the native library cannot be loaded
     * @throws IllegalArgumentException if XGBoost refuses the parameters or the rows
     */
    static <T> T call(TrainingSet set, int threads, Task<T> task) {
        require(NativeXgBoost::probe);
        try {
            DMatrix matrix = matrix(set.rows(), threads);
            try {
                matrix.setLabel(set.labels());
                matrix.setWeight(set.weights());
                return task.run(matrix);
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalArgumentException("XGBoost: " + e.getMessage(), e);
        }
    }

    static DMatrix matrix(SparseRows rows, int threads) throws XGBoostError {
        return new DMatrix(
                rows.starts(), rows.columns(), rows.values(), DMatrix.SparseType.CSR, rows.width(), Float.NaN, threads);
    }

    /** @throws BoostingUnavailable if the native library cannot be loaded */
    static void require(Probe probe) {
        try {
            probe.run();
        } catch (LinkageError | XGBoostError e) {
            throw new BoostingUnavailable(e);
        }
    }

    /** A minimal call, to check that the library works. */
    static void probe() throws XGBoostError {
        new DMatrix(new float[] {0}, 1, 1, Float.NaN).dispose();
    }
}
