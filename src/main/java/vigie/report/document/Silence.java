package vigie.report.document;

import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.XRLogger;
import java.util.logging.Level;

/** A log that keeps nothing: what goes wrong with a report is told by the program itself. */
final class Silence implements XRLogger {

    @Override
    public void log(String where, Level level, String message) {
        // Kept by nobody.
    }

    @Override
    public void log(String where, Level level, String message, Throwable thrown) {
        // Kept by nobody.
    }

    @Override
    public void setLevel(String logger, Level level) {
        // There is nothing to be set.
    }

    @Override
    public boolean isLogLevelEnabled(Diagnostic diagnostic) {
        return false;
    }
}
