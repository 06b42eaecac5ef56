package vigie.web.wire;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose request takes too long to arrive: with the idle timeout alone, each byte would
 * count as progress ("slowloris").
 */
final class RequestTimeout extends AbstractLifeCycle implements Connection.Listener {

    private static final int SWEEPS = 4;

    /** What is known of a connection; told by the threads of its requests, looked at by the sweep. */
    private static final class Arrival {
        /** Whether a request is here whole and worked on. */
        private volatile boolean whole;
        /** Bytes that had come in when the last request was over. */
        private volatile long over;
        /** Whether bytes of a request have been seen since, and when first. */
        private volatile boolean seen;

        private volatile long since;
    }

    private final Duration deadline;
    private final Map<Connection, Arrival> open = new ConcurrentHashMap<>();
    private final Scheduler scheduler = new ScheduledExecutorScheduler("vigie-arrivals", true);

    RequestTimeout(Duration deadline) {
        this.deadline = deadline;
    }

    @Override
    protected void doStart() throws Exception {
        scheduler.start();
        sweepLater();
    }

    @Override
    protected void doStop() throws Exception {
        scheduler.stop();
    }

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, new Arrival());
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    /** The headers of a request are here. */
    void begun(Request request) {
        Arrival arrival = of(request);
        if (!arrival.seen) {
            arrival.since = NanoTime.now();
            arrival.seen = true;
        }
    }

    /** The last handler before the work. */
    Handler.Wrapper whole() {
        return new Handler.Wrapper() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                of(request).whole = true;
                return super.handle(request, response, callback);
            }
        };
    }

    /** A request is answered. */
    void done(Request request) {
        Connection connection = request.getConnectionMetaData().getConnection();
        Arrival arrival = of(request);
        arrival.over = connection.getBytesIn();
        arrival.seen = false;
        arrival.whole = false;
    }

    private Arrival of(Request request) {
        // Unknown only if it closes at this very moment.
        return open.getOrDefault(request.getConnectionMetaData().getConnection(), new Arrival());
    }

    private void sweepLater() {
        scheduler.schedule(this::sweep, Math.max(1, deadline.toMillis() / SWEEPS), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        open.forEach((connection, arrival) -> {
            if (arrival.whole) {
                return;
            }
            if (arrival.seen) {
                if (NanoTime.since(arrival.since) > deadline.toNanos()) {
                    connection.getEndPoint().close();
                }
            } else if (connection.getBytesIn() > arrival.over) {
                arrival.since = NanoTime.now();
                arrival.seen = true;
            }
        });
        if (isRunning()) {
            sweepLater();
        }
    }
}
