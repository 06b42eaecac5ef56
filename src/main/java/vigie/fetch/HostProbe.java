package vigie.fetch;

import com.github.mizosoft.methanol.Methanol;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vigie.text.Program;

/** Asks hosts whether they answer: one request each, of which the head is read and the body is not. */
public final class HostProbe {

    private final Methanol client;
    private final Mirror mirror;
    private final Paces paces;
    private final Duration patience;

    /**
     * @param mirror where to ask instead of the hosts
     * @param patience longest time to connect, and longest time until the head of the answer is there
     */
    public HostProbe(Mirror mirror, Duration patience) {
        this.mirror = mirror;
        this.patience = patience;
        this.paces = new Paces(mirror.base().isPresent());
        Methanol.Builder builder = Methanol.newBuilder()
                .connectTimeout(patience)
                .headersTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .autoAcceptEncoding(false)
                .userAgent(Program.userAgent());
        EnvironmentProxy.of(System.getenv()).ifPresent(builder::proxy);
        this.client = builder.build();
    }

    /** What became of the request. */
    public sealed interface Answer {}

    /**
     * The host has answered.
     *
     * @param status HTTP status
     * @param ahead by how much its clock is ahead of that of this machine; negative if behind, empty if it does not say
     */
    public record Answered(int status, Optional<Duration> ahead) implements Answer {

        /** Whether it refuses what a synchronisation asks for: no right, too many requests, or an error of its own. */
        public boolean refused() {
            return status == 401 || status == 403 || status == 407 || status == 429 || status >= 500;
        }
    }

    /**
     * There was no answer.
     *
     * @param reason for a person
     */
    public record Silent(String reason) implements Answer {}

    /**
     * Asks for one address. Failures are answers, not exceptions.
     *
     * @param uri the public address; a mirror rewrites it
     * @param pace how hard its host may be asked
     * @throws InterruptedException if the thread is asked to stop
     */
    public Answer ask(URI uri, Pace pace) throws InterruptedException {
        URI at = mirror.rewrite(uri);
        // A server that knows ranges sends one byte; of any other the answer is broken off.
        HttpRequest.Builder request = HttpRequest.newBuilder(at)
                .GET()
                .header("Accept-Encoding", "identity")
                .header("Range", "bytes=0-0");
        if ("http".equals(at.getScheme())) {
            request.version(HttpClient.Version.HTTP_1_1);
        }
        try (Paces.Place place = paces.enter(uri.getHost(), pace, patience)) {
            Instant sent = Instant.now();
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            Instant middle = sent.plus(Duration.between(sent, Instant.now()).dividedBy(2));
            response.body().close();
            return new Answered(
                    response.statusCode(),
                    response.headers()
                            .firstValue("Date")
                            .flatMap(HttpTimes::moment)
                            .map(date -> Duration.between(middle, date)));
        } catch (IOException e) {
            return new Silent(HttpFetcher.reason(at.getHost(), e));
        }
    }
}
