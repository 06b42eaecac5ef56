package vigie.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import vigie.feed.FeedModel;
import vigie.feed.Publisher;
import vigie.job.JobProgress;
import vigie.score.ModelStore;
import vigie.score.Scope;
import vigie.score.ScoreRunner;
import vigie.score.Work;
import vigie.store.Reader;
import vigie.store.Writer;
import vigie.store.sqlite.SqliteStore;
import vigie.web.Server;
import vigie.web.ServerOptions;

/** A server on a home, asked over its own connection. */
public final class ServedHome implements AutoCloseable {

    private static final Clock CLOCK = Clock.fixed(Sample.DAY.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);

    private final Server server;
    private final List<String> trouble = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private ServedHome(Path home, ServerOptions options) {
        server = Server.start(home, SqliteStore.at(home), options, CLOCK, new JobProgress(), trouble::add);
    }

    /** A server on a home, for whoever the options say. */
    public static ServedHome of(Path home, ServerOptions options) {
        return new ServedHome(home, options);
    }

    /** A server on a home as it is. */
    public static ServedHome of(Path home) {
        return new ServedHome(home, new ServerOptions("127.0.0.1", 0));
    }

    /** A server on the sample, scored and published with the model that came with the program. */
    public static ServedHome sample(Path home) throws InterruptedException {
        Sample.shippedModel(home);
        Sample.into(home);
        ModelStore models = new ModelStore(home);
        try (Writer store = SqliteStore.at(home).unlockedWriter()) {
            new ScoreRunner(SqliteStore.at(home), models.current().model(), Scope.FIRST, CLOCK, new Work(2)).all(store);
        }
        try (Reader reader = SqliteStore.at(home).reader()) {
            FeedModel.Source source = id -> {
                ModelStore.Kept model = models.read(id);
                return new FeedModel(model.id(), model.file(), model.card().bytes(), Optional.empty());
            };
            new Publisher(source, CLOCK).publish(reader, home.resolve("feed"), Optional.empty());
        }
        return new ServedHome(home, new ServerOptions("127.0.0.1", 0));
    }

    /** The server. */
    public Server server() {
        return server;
    }

    /** What a person who runs the server was told. */
    public List<String> trouble() {
        return trouble;
    }

    /** Gets an address; names and values of headers in turn. */
    public HttpResponse<byte[]> get(String address, String... headers) {
        return ask("GET", address, headers);
    }

    /** Asks with any method. */
    public HttpResponse<byte[]> ask(String method, String address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + address))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
