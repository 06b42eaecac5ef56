package vigie.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import vigie.web.access.SecurityHeaders;

class WireTest {

    private static final byte[] BIG = new byte[900_000];
    private static final int MANY = 50;

    private Javalin server;

    static {
        new Random(1).nextBytes(BIG);
    }

    @BeforeEach
    void start() {
        start(Duration.ofSeconds(3), Duration.ofSeconds(2));
    }

    private void start(Duration patience, Duration deadline) {
        stop();
        Map<String, String> headers = SecurityHeaders.headers();
        server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            new Wire(headers, patience, deadline).configure(config, "127.0.0.1", 0);
            config.routes.get("/moved", c -> c.redirect("/page"));
            config.routes.get("/page", c -> c.result("page"));
            config.routes.get("/fail", c -> {
                throw new IllegalStateException("inside");
            });
            config.routes.get("/slow", c -> {
                Thread.sleep(2 * deadline.toMillis());
                c.result("slow");
            });
            config.routes.get("/big", c -> c.result(BIG));
            config.routes.get("/huge", c -> {
                for (int i = 0; i < 10; i++) {
                    c.outputStream().write(BIG);
                }
            });
            config.routes.get("/torn", c -> {
                c.outputStream().write(new byte[100_000]);
                c.outputStream().flush();
                throw new IllegalStateException("inside");
            });
            config.routes.post("/echo", c -> c.result("got " + c.formParam("x")));
            config.routes.post("/count", c -> c.result("got " + c.bodyAsBytes().length));
        });
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    private static void hasHeaders(Raw raw) {
        SecurityHeaders.headers()
                .forEach((name, value) -> assertThat(raw.header(name))
                        .as("%s of %s", name, raw.head())
                        .contains(value));
        assertThat(raw.header("Server")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/page, 200",
        "/none, 404",
        "/fail, 500",
        "/big, 200",
        "/huge, 200",
        "/../x, 400",
        "/%00, 400",
        "//page, 404"
    })
    void everyAnswerHasTheHeaders(String path, int status) {
        Raw raw = Raw.get(server.port(), path);
        assertThat(raw.status()).isEqualTo(status);
        hasHeaders(raw);
        assertThat(raw.body()).doesNotContain("inside", "Exception", "jetty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET /page HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET http://evil.example/page HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /page HTTP/1.1\r\nHost: localhost\r\nA b: c\r\n\r\n",
                "POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"
            })
    void whatIsNoRequestIsRefusedWithTheHeaders(String request) {
        Raw raw = Raw.send(server.port(), request);
        assertThat(raw.status()).isBetween(400, 505);
        hasHeaders(raw);
        assertThat(raw.header("Content-Type")).contains("application/problem+json");
        assertThat(JsonMapper.shared().readTree(raw.body()).path("status").asInt())
                .isEqualTo(raw.status());
        assertThat(raw.body()).hasSizeLessThan(200).doesNotContain("Exception");
    }

    @Test
    void aConnectionThatIsClosedAfterAnErrorIsAnnouncedAsSuch() throws IOException {
        try (Socket socket = Raw.open(server.port())) {
            socket.getOutputStream().write(Raw.request("GET", "/%00", "").getBytes(StandardCharsets.ISO_8859_1));
            Raw raw = Raw.of(socket);
            assertThat(raw.status()).isEqualTo(400);
            assertThat(raw.header("Connection")).contains("close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page", "/none", "/fail", "/big", "/moved"})
    void headGivesWhatGetGivesWithoutTheContent(String path) {
        Raw get = Raw.get(server.port(), path);
        Raw head = Raw.send(server.port(), Raw.request("HEAD", path, ""));
        assertThat(head.status()).isEqualTo(get.status());
        for (String name : List.of("Content-Length", "Content-Type", "Location")) {
            assertThat(head.header(name)).as(name).isEqualTo(get.header(name));
        }
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "x-http-method-override"})
    void noHeaderNamesAnotherMethod(String header) {
        assertThat(Raw.get(server.port(), "/echo", header + ": POST").status()).isNotEqualTo(200);
        assertThat(Raw.get(server.port(), "/page", header + ": POST").body()).isEqualTo("page");
    }

    @Test
    void headersHaveALimit() {
        assertThat(Raw.get(server.port(), "/page", "X: " + "x".repeat(15_000)).status())
                .isEqualTo(200);
        Raw long1 = Raw.get(server.port(), "/page", "X: " + "x".repeat(17_000));
        assertThat(long1.status()).isEqualTo(431);
        hasHeaders(long1);
        Raw long2 = Raw.get(server.port(), "/page?" + "x".repeat(17_000));
        assertThat(long2.status()).isEqualTo(414);
        hasHeaders(long2);
    }

    @Test
    void bodiesHaveALimit() {
        assertThat(Raw.post(server.port(), "/echo", "x=" + "y".repeat(1_000_000))
                        .status())
                .isEqualTo(200);
        String announced = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1050000\r\n\r\n";
        Raw tooLong = Raw.send(server.port(), announced);
        assertThat(tooLong.status()).isEqualTo(413);
        hasHeaders(tooLong);
        String chunk = "20000\r\n" + "y".repeat(0x20000) + "\r\n";
        String head = "POST /count HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(Raw.send(server.port(), head + chunk.repeat(7) + "0\r\n\r\n").body())
                .contains("got 917504");
        assertThat(Raw.send(server.port(), head + chunk.repeat(9) + "0\r\n\r\n").status())
                .isEqualTo(413);
    }

    @Test
    void largeBodiesAreTakenAFewAtATime() throws IOException {
        // Longer than any pause of the machine, in which the slow ones would be cut off.
        start(Duration.ofMinutes(1), Duration.ofMinutes(1));
        String head = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n";
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 24; i++) {
                Socket socket = new Socket("127.0.0.1", server.port());
                socket.getOutputStream().write((head + "y").getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                slow.add(socket);
            }
            await(() ->
                    Raw.post(server.port(), "/echo", "x=" + "y".repeat(100_000)).status() == 503);
            assertThat(Raw.post(server.port(), "/echo", "x=y").status()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        await(() -> Raw.post(server.port(), "/echo", "x=" + "y".repeat(100_000)).status() == 200);
    }

    private static void await(BooleanSupplier reached) {
        for (int i = 0; i < 100 && !reached.getAsBoolean(); i++) {
            LockSupport.parkNanos(50_000_000);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    @Test
    void anAnswerArrivesWholeHoweverLong() throws IOException {
        assertThat(Raw.get(server.port(), "/big").body()).isEqualTo(new String(BIG, StandardCharsets.ISO_8859_1));
        Raw huge = Raw.get(server.port(), "/huge");
        assertThat(huge.body()).hasSize(9_000_000);
        assertThat(Raw.send(server.port(), Raw.request("HEAD", "/big", "")).body())
                .isEmpty();
    }

    @Test
    void severalRequestsGoOverOneConnection() throws IOException {
        try (Socket socket = Raw.open(server.port())) {
            String two = Raw.request("GET", "/page", "").repeat(2)
                    + Raw.request("POST", "/echo", "x=1", "Connection: close");
            socket.getOutputStream().write(two.getBytes(StandardCharsets.ISO_8859_1));
            String all = Raw.of(socket).body();
            assertThat(all).contains("page", "got 1").containsPattern("(?s)200 OK.*200 OK");
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForWhole() {
        Raw torn = Raw.get(server.port(), "/torn");
        assertThat(torn.body()).doesNotEndWith("0\r\n\r\n");
    }

    @Test
    void slowReadersDoNotHoldUpOthers() throws Exception {
        start(Duration.ofSeconds(30), Duration.ofSeconds(20));
        List<Socket> readers = new ArrayList<>();
        try {
            // More of them than threads.
            for (int i = 0; i < 2 * MANY; i++) {
                Socket socket = Raw.open(server.port());
                readers.add(socket);
                String request = Raw.request("GET", "/big", "", "Connection: close");
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            }
            for (Socket reader : readers) {
                assertThat(reader.getInputStream().read()).isEqualTo('H');
            }
            for (int i = 0; i < 20; i++) {
                long from = System.nanoTime();
                assertThat(Raw.get(server.port(), "/page").body()).isEqualTo("page");
                assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(1));
            }
            Raw last = Raw.of(readers.get(readers.size() - 1));
            assertThat(last.body()).as("what is read late").isEqualTo(new String(BIG, StandardCharsets.ISO_8859_1));
        } finally {
            for (Socket reader : readers) {
                reader.close();
            }
        }
    }

    @Test
    void aReaderThatReadsNothingIsCutOff() throws Exception {
        try (Socket socket = Raw.open(server.port())) {
            socket.getOutputStream().write(Raw.request("GET", "/huge", "").getBytes(StandardCharsets.ISO_8859_1));
            Thread.sleep(6000);
            assertThat(Raw.of(socket).body()).hasSizeLessThan(9_000_000);
        }
    }

    @Test
    void headersByteByByteEndAtTheDeadlineAndHoldUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                slow.add(Raw.open(server.port()));
            }
            drip(slow, "GET /page HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(1000));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aBodyByteByByteEndsAtTheDeadlineAndHoldsUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * MANY; i++) {
                Socket socket = Raw.open(server.port());
                slow.add(socket);
                String head = Raw.request("POST", "/echo", "x=" + "y".repeat(5000));
                socket.getOutputStream()
                        .write(head.substring(0, head.length() - 4500).getBytes(StandardCharsets.ISO_8859_1));
            }
            drip(slow, "y".repeat(1000));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** A byte to each four times a second; all must be cut off within some seconds, and others be served meanwhile. */
    private void drip(List<Socket> slow, String text) throws Exception {
        List<Socket> alive = new ArrayList<>(slow);
        for (int i = 0; i < 40 && !alive.isEmpty(); i++) {
            byte next = (byte) text.charAt(i);
            alive.removeIf(socket -> cutOff(socket, next));
            long from = System.nanoTime();
            assertThat(Raw.get(server.port(), "/page").body()).isEqualTo("page");
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(1));
            Thread.sleep(250);
        }
        assertThat(alive.size()).isZero();
    }

    private static boolean cutOff(Socket socket, byte next) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(next);
            out.flush();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void workThatTakesItsTimeIsNotCutOff() {
        assertThat(Raw.get(server.port(), "/slow").body()).isEqualTo("slow");
    }

    @Test
    void aConnectionThatWaitsBetweenRequestsIsNotCutOffBeforeItsPatienceEnds() throws Exception {
        start(Duration.ofSeconds(20), Duration.ofSeconds(1));
        try (Socket socket = Raw.open(server.port())) {
            socket.getOutputStream().write(Raw.request("GET", "/page", "").getBytes(StandardCharsets.ISO_8859_1));
            Thread.sleep(3000);
            socket.getOutputStream()
                    .write(Raw.request("GET", "/page", "", "Connection: close").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(Raw.of(socket).body()).contains("200 OK");
        }
    }
}
