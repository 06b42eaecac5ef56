package vigie.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.store.Readers;
import vigie.web.access.SecurityHeaders;

class ClientsTest {

    private static final String REQUEST = "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final BlockingQueue<Readers.Asker> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> enough = new LinkedBlockingQueue<>();
    private Javalin server;

    @BeforeEach
    void start() {
        server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            Wire.of(SecurityHeaders.headers()).configure(config, "127.0.0.1", 0, new Clients());
            config.routes.get("/slow", c -> {
                asked.add(Clients.asking());
                enough.poll(20, TimeUnit.SECONDS);
                c.result("slow");
            });
        });
        server.start();
    }

    @AfterEach
    void stop() {
        enough.add(true);
        server.stop();
    }

    private Readers.Asker ask(Socket socket, String request) throws IOException, InterruptedException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return asked.poll(20, TimeUnit.SECONDS);
    }

    private static boolean left(Readers.Asker asker) throws InterruptedException {
        for (int i = 0; i < 200 && !asker.gone(); i++) {
            Thread.sleep(50);
        }
        return asker.gone();
    }

    @Test
    void aClientThatHangsUpIsNoticedWhileItsRequestIsHandled() throws Exception {
        Readers.Asker asker;
        try (Socket socket = Raw.open(server.port())) {
            asker = ask(socket, REQUEST);
            assertThat(asker.gone()).isFalse();
        }
        assertThat(left(asker)).isTrue();
    }

    @Test
    void aConnectionThatIsResetIsNoticed() throws Exception {
        Readers.Asker asker;
        try (Socket socket = Raw.open(server.port())) {
            asker = ask(socket, REQUEST);
            socket.setSoLinger(true, 0);
        }
        assertThat(left(asker)).isTrue();
    }

    @Test
    void aClientThatHasSentItsNextRequestAlreadyStillWaits() throws Exception {
        try (Socket socket = Raw.open(server.port())) {
            Readers.Asker asker = ask(socket, REQUEST + REQUEST);
            Thread.sleep(200);
            assertThat(asker.gone()).isFalse();
            enough.add(true);
            assertThat(asked.poll(20, TimeUnit.SECONDS)).isNotNull();
            enough.add(true);
            byte[] answer = socket.getInputStream().readNBytes(16);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aThreadWithoutARequestAsksForItself() {
        assertThat(Clients.asking().gone()).isFalse();
    }
}
