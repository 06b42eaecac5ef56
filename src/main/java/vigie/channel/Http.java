package vigie.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.Timeout;
import vigie.fetch.HttpTimes;
import vigie.text.Program;

/**
 * Requests to hosts that the settings name. The host is resolved once and checked ({@link AddressCheck}), and the connection is made to
 * what was found; name of the host and certificate stay those of the address. No redirect is followed, no cookie kept, no proxy used:
 * a proxy would resolve the name again. Apache's client because the JDK's resolves names itself and takes no address in their place.
 */
final class Http {

    private static final int MOST_BYTES = 1_000_000;
    private static final int TOO_MANY = 429;
    private static final int TOO_EARLY = 425;
    private static final int TIMED_OUT = 408;
    private static final int GONE = 410;
    private static final int SERVER = 500;

    private final AddressCheck check;

    Http(AddressCheck check) {
        this.check = check;
    }

    /**
     * A request.
     *
     * @param headers by their names
     * @param body JSON, if it has one
     */
    record Call(String method, URI uri, Map<String, String> headers, Optional<byte[]> body) {}

    /**
     * An answer.
     *
     * @param pause what it asks to wait
     * @param body its beginning
     */
    record Answer(String host, int status, Optional<Duration> pause, byte[] body) {

        boolean good() {
            return status >= 200 && status < 300;
        }

        /** What becomes of what was sent. The status is told, not the body, which may repeat secrets. */
        Outcome outcome() {
            String said = host + " answers " + status;
            if (good()) {
                return new Outcome.Sent(said);
            }
            boolean later = status == TIMED_OUT || status == TOO_EARLY || status == TOO_MANY || status >= SERVER;
            return later
                    ? new Outcome.Later(said, pause)
                    : status == GONE ? new Outcome.Gone(said) : new Outcome.Refused(said);
        }
    }

    /** The request was sent, and no answer came. */
    static final class Unanswered extends IOException {

        private static final long serialVersionUID = 1;

        Unanswered(IOException cause) {
            super(cause);
        }
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @throws AddressCheck.Refused if the host may not be talked to
     * @throws Unanswered if the answer was lost
     * @throws IOException if it could not be sent
     */
    Answer send(Call call, ChannelSettings.Limits limits) throws IOException {
        InetAddress[] found =
                check.resolve(call.uri().getHost(), call.uri().getScheme().equals("https"));
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        call.headers().forEach(request::setHeader);
        boolean[] written = {false};
        call.body()
                .ifPresent(body -> request.setEntity(new HttpEntityWrapper(json(body)) {
                    @Override
                    public void writeTo(OutputStream out) throws IOException {
                        super.writeTo(out);
                        written[0] = true;
                    }
                }));
        request.setConfig(RequestConfig.custom()
                .setResponseTimeout(timeout(limits.read()))
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .build());
        // An answer that drips must not hold up others for ever.
        Duration all = limits.connect().plus(limits.write()).plus(limits.read());
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                request::cancel, CompletableFuture.delayedExecutor(all.toMillis(), TimeUnit.MILLISECONDS));
        try (CloseableHttpClient client = client(found, limits)) {
            return client.execute(request, response -> answer(call.uri().getHost(), response));
        } catch (IOException e) {
            throw written[0] ? new Unanswered(e) : e;
        } finally {
            end.cancel(false);
        }
    }

    private static HttpEntity json(byte[] body) {
        return new ByteArrayEntity(body, ContentType.APPLICATION_JSON);
    }

    private static CloseableHttpClient client(InetAddress[] found, ChannelSettings.Limits limits) {
        HttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Found(found))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(limits.connect()))
                        .setSocketTimeout(timeout(limits.read()))
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setUserAgent(Program.userAgent())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    private static Answer answer(String host, ClassicHttpResponse response) {
        return new Answer(host, response.getCode(), pause(response), body(response));
    }

    /** The status says what has become of the request, even where the body breaks off. */
    private static byte[] body(ClassicHttpResponse response) {
        if (response.getEntity() == null) {
            return new byte[0];
        }
        try (InputStream in = response.getEntity().getContent()) {
            return in.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** Seconds, or a moment that is held against the other side's own clock: without that clock every moment is over. */
    private static Optional<Duration> pause(ClassicHttpResponse response) {
        Instant now = header(response, "Date").flatMap(HttpTimes::moment).orElse(Instant.MAX);
        return header(response, "Retry-After")
                .flatMap(asked -> HttpTimes.pause(asked, now))
                .filter(pause -> !pause.isNegative());
    }

    private static Optional<String> header(ClassicHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name))
                .map(Header::getValue)
                .map(String::strip);
    }

    /** Gives what was found before for any name: there is only one host to connect to. */
    private record Found(InetAddress[] addresses) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) {
            return addresses.clone();
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return host;
        }
    }
}
