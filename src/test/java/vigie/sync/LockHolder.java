package vigie.sync;

import java.nio.file.Path;
import java.time.Duration;
import vigie.store.WriteLock;

/** A process that takes the lock of a home, says so, and keeps it until its standard input ends. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) throws Exception {
        try (WriteLock lock = WriteLock.take(Path.of(arguments[0]), Duration.ZERO, holder -> {})) {
            System.out.write('+');
            System.out.flush();
            System.in.read();
        }
    }
}
