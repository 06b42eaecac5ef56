package vigie.web.wire;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectableChannelEndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import vigie.store.Readers;

/**
 * Knows the client of the request that a thread handles, and notices when it has hung up. Jetty does not read a connection of
 * HTTP/1.1 while a request of it is handled, so it notices only when it writes. As in most proxies, a client that has closed
 * its own direction counts as gone.
 */
public final class Clients extends Handler.Wrapper {

    private static final ThreadLocal<Readers.Asker> CURRENT = ThreadLocal.withInitial(() -> Readers.Asker.WAITING);

    /** Who asks on this thread: the client of its request, if it handles one. */
    public static Readers.Asker asking() {
        return CURRENT.get();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
        if (end instanceof SelectableChannelEndPoint selectable
                && selectable.getChannel() instanceof SocketChannel channel) {
            CURRENT.set(() -> gone(channel));
        }
        try {
            return super.handle(request, response, callback);
        } finally {
            CURRENT.remove();
        }
    }

    /** Whether the connection would be read to its end at once: there is something to read, but no byte. */
    private static boolean gone(SocketChannel channel) {
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            return selector.selectNow() > 0 && channel.socket().getInputStream().available() == 0;
        } catch (IOException | RuntimeException e) {
            // Closed here, or reset by the client.
            return true;
        }
    }
}
