package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntrustedHostTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    @Test
    void aCertificateThatIsNotTrustedIsTriedOnceAndToldInASentence() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        server.start();
        List<String> log = new CopyOnWriteArrayList<>();
        try {
            URI uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/feed.json");
            Request request = new Request(uri, Format.JSON, Validators.NONE, OptionalLong.empty(), 1 << 20);
            Fetched fetched = new HttpFetcher(folder, Mirror.NONE, Retry.DEFAULT, log::add)
                    .fetch(request, HttpFetching.PACE, bytes -> {});
            HttpFetching.assertFailed(fetched, "the certificate of localhost is not trusted");
            HttpFetching.assertFailed(fetched, "javax.net.ssl.trustStore");
            assertThat(log).hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    private SSLContext selfSigned() throws Exception {
        Path file = folder.resolve("keys.p12");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
