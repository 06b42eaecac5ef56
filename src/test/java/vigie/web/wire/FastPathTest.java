package vigie.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.web.access.Access;
import vigie.web.access.Gate;

class FastPathTest {

    private static final FastPath.Ready READY =
            new FastPath.Ready("application/json", "W/\"1\"", "{}".getBytes(StandardCharsets.UTF_8), Optional.empty());

    private final Server server = new Server();
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();

    /** Grants what does not say that it is a stranger's. */
    private final class Decides extends Handler.Wrapper {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (request.getHeaders().get("Stranger") == null) {
                request.setAttribute(Gate.DECIDED, new Access.Granted(Optional.empty(), Optional.empty()));
            }
            return super.handle(request, response, callback);
        }
    }

    /** Works until it is told to go on. */
    private final class Works extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (!request.getHttpURI().getPath().equals("/healthz")) {
                working.countDown();
                go.await(20, TimeUnit.SECONDS);
            }
            response.setStatus(request.getHeaders().get("Stranger") == null ? 200 : 401);
            response.write(true, null, callback);
            return true;
        }
    }

    @BeforeEach
    void start() throws Exception {
        FastPath.Kept kept = new FastPath.Kept() {
            @Override
            public Optional<FastPath.Ready> find(String path) {
                return path.equals("/kept") ? Optional.of(READY) : Optional.empty();
            }

            @Override
            public void given(int status, long begun) {}
        };
        FastPath fast = new FastPath(kept, 1, 1);
        fast.setHandler(new Works());
        Handler.Wrapper decides = new Decides();
        decides.setHandler(fast);
        server.setHandler(decides);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        go.countDown();
        server.stop();
    }

    private CompletableFuture<HttpResponse<String>> ask(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whatIsKeptIsGivenThoughAllThreadsAreBusyAndWhatFindsNoRoomIsToldWhenToComeBack() throws Exception {
        CompletableFuture<HttpResponse<String>> first = ask("/work");
        assertThat(working.await(20, TimeUnit.SECONDS)).isTrue();
        HttpResponse<String> refused = null;
        for (int i = 0; i < 100 && refused == null; i++) {
            CompletableFuture<HttpResponse<String>> third = ask("/work");
            refused = third.completeOnTimeout(null, 200, TimeUnit.MILLISECONDS).get();
        }
        assertThat(refused).isNotNull();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(ask("/kept").get(20, TimeUnit.SECONDS).body()).isEqualTo("{}");
        go.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void probesAreAnsweredThoughAllThreadsAreBusyAndOthersWait() throws Exception {
        CompletableFuture<HttpResponse<String>> first = ask("/work");
        assertThat(working.await(20, TimeUnit.SECONDS)).isTrue();
        ask("/work");
        assertThat(ask("/healthz").get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(first).isNotDone();
    }

    @Test
    void whoIsNotSurelyGrantedAccessGetsNothingFromMemory() throws Exception {
        go.countDown();
        HttpResponse<String> answer = ask("/kept", "Stranger", "yes").get(20, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void whoHasItIsTold() throws Exception {
        HttpResponse<String> answer =
                ask("/kept", HttpHeader.IF_NONE_MATCH.asString(), "\"1\"").get(20, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(304);
    }

    @Test
    void theWholeServerIsToldThatNothingWaits() {
        assertThat(server.getInvocationType()).isEqualTo(Invocable.InvocationType.NON_BLOCKING);
    }
}
