package vigie.learn;

/** XGBoost's native library cannot be loaded, so nothing can be trained here. The message says what to install. */
public final class BoostingUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    BoostingUnavailable(Throwable cause) {
        super(
                "XGBoost cannot be loaded on this machine, so no model can be trained (scoring and explaining work)."
                        + " It needs 64-bit Linux with glibc, macOS or Windows and the OpenMP runtime:"
                        + " libgomp1 on Debian and Ubuntu, libgomp on Fedora, libomp on macOS. Cause: "
                        + cause.getMessage(),
                cause);
    }
}
