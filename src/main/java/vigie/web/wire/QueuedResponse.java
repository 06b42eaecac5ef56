package vigie.web.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * A response with a queue: what is written is copied and sent when the connection is ready, so
 * that no thread waits for a slow reader. Only beyond {@value #MOST} queued bytes does the writer wait.
 */
final class QueuedResponse extends Response.Wrapper {

    /** Most bytes that wait to be sent. */
    static final int MOST = 1 << 20;

    /** A part of the answer. */
    private record Part(boolean last, ByteBuffer bytes, int length) {}

    private final Callback whole;
    private final Pump pump = new Pump();
    private final Queue<Part> parts = new ArrayDeque<>();
    private int waiting;
    private Optional<Callback> held = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();
    private Optional<Callback> ending = Optional.empty();

    /**
     * @param whole told when the answer is sent, or cannot be
     */
    QueuedResponse(Request request, Response response, Callback whole) {
        super(request, response);
        this.whole = whole;
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        Part part = new Part(last, copy(content), content == null ? 0 : content.remaining());
        Optional<Throwable> failed;
        boolean full;
        synchronized (this) {
            failed = failure;
            waiting += part.length();
            full = waiting > MOST;
            if (failed.isEmpty()) {
                parts.add(part);
                held = full ? Optional.of(callback) : held;
            }
        }
        if (failed.isPresent()) {
            callback.failed(failed.get());
            return;
        }
        if (content != null) {
            content.position(content.limit());
        }
        pump.iterate();
        if (!full) {
            callback.succeeded();
        }
    }

    private static ByteBuffer copy(ByteBuffer content) {
        if (content == null) {
            return null;
        }
        ByteBuffer copy = ByteBuffer.allocate(content.remaining());
        return copy.put(content.slice()).flip();
    }

    /** The completion of the handlers: passed on when everything is sent. */
    Callback end() {
        return Callback.from(() -> ended(whole), whole::failed);
    }

    private void ended(Callback then) {
        Optional<Throwable> failed;
        synchronized (this) {
            failed = failure;
            if (failed.isEmpty() && (waiting > 0 || !parts.isEmpty() || pump.busy)) {
                ending = Optional.of(then);
                return;
            }
        }
        failed.ifPresentOrElse(then::failed, then::succeeded);
    }

    /** Sends one part after the other. */
    private final class Pump extends IteratingCallback {

        private boolean busy;
        private int sending;

        @Override
        protected Action process() {
            Part part;
            Optional<Callback> then;
            synchronized (QueuedResponse.this) {
                part = parts.poll();
                busy = part != null;
                then = busy ? Optional.empty() : ending;
                ending = busy ? ending : Optional.empty();
                sending = busy ? part.length() : 0;
            }
            if (part == null) {
                then.ifPresent(Callback::succeeded);
                return Action.IDLE;
            }
            QueuedResponse.super.write(part.last(), part.bytes(), this);
            return Action.SCHEDULED;
        }

        @Override
        protected void onSuccess() {
            Optional<Callback> go;
            synchronized (QueuedResponse.this) {
                waiting -= sending;
                sending = 0;
                go = waiting > MOST ? Optional.empty() : held;
                held = go.isPresent() ? Optional.empty() : held;
            }
            go.ifPresent(Callback::succeeded);
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            Optional<Callback> stopped;
            Optional<Callback> then;
            synchronized (QueuedResponse.this) {
                failure = Optional.of(cause);
                parts.clear();
                stopped = held;
                then = ending;
                held = Optional.empty();
                ending = Optional.empty();
            }
            stopped.ifPresent(callback -> callback.failed(cause));
            then.ifPresent(callback -> callback.failed(cause));
        }
    }
}
