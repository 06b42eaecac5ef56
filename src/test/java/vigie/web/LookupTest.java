package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.testing.ServedHome;

/** The page and the API that take a list of CVEs. */
class LookupTest {

    private static final String API = "/api/v1/lookup";
    private static final String LIST =
            "CVE-2021-44228;x\ncve-2024-3400 and CVE-2099-12345, CVE-2024-12, CERTFR-2026-AVI-0110";

    @TempDir
    private static Path home;

    private static ServedHome served;
    private static Contract contract;
    private static JsonNode operation;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void serve() throws InterruptedException {
        served = ServedHome.sample(home);
        served.server().ready();
        contract = Contract.read(served.get("/api/v1/openapi.json").body());
        operation = contract.document().path("paths").path(API).path("post");
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private HttpResponse<byte[]> post(String address, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + served.server().port() + address))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> ask(String type, String body) throws Exception {
        HttpResponse<byte[]> answer = post(API, type, body);
        contract.check(operation, answer);
        return answer;
    }

    private Document page(Map<String, String> fields) throws Exception {
        String form = fields.entrySet().stream()
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return Jsoup.parse(text(post("/lookup", "application/x-www-form-urlencoded", form)));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void whatIsKnownComesByUrgencyAndTheRestApart() throws Exception {
        JsonNode answer = JsonMapper.shared().readTree(ask("text/plain", LIST).body());

        assertThat(answer.path("items").valueStream().map(i -> i.path("cve").asString()))
                .containsExactlyInAnyOrder("CVE-2024-3400", "CVE-2021-44228");
        String byUrgency = text(served.get("/api/v1/cves?id=CVE-2024-3400,CVE-2021-44228"));
        assertThat(answer.path("items"))
                .isEqualTo(JsonMapper.shared().readTree(byUrgency).path("items"));
        assertThat(texts(answer.path("unknown"))).containsExactly("CVE-2099-12345");
        assertThat(texts(answer.path("unreadable"))).containsExactly("CVE-2024-12");
        assertThat(texts(answer.path("publications"))).containsExactly("CERTFR-2026-AVI-0110");
    }

    @Test
    void anArrayIsReadAsText() throws Exception {
        JsonNode answer = JsonMapper.shared()
                .readTree(ask("application/json", "[\"cve-2024-3400\", \"https://x/CVE-2021-44228\", \"log4j\"]")
                        .body());

        assertThat(answer.path("total").asInt()).isEqualTo(2);
        assertThat(texts(answer.path("unreadable"))).containsExactly("log4j");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[1]", "[[\"CVE-2024-3400\"]]", "\"CVE-2024-3400\"", "null", "[]", "\u0000"})
    void whatIsNoArrayOfStringsIsRefused(String body) throws Exception {
        assertThat(ask("application/json", body).statusCode()).isEqualTo(400);
    }

    @Test
    void aTextWithoutIdentifiersOrWithTooManyIsRefused() throws Exception {
        assertThat(ask("text/plain", "nothing").statusCode()).isEqualTo(400);
        String many =
                IntStream.range(10_000, 30_001).mapToObj(n -> "CVE-2020-" + n).collect(Collectors.joining("\n"));
        HttpResponse<byte[]> answer = ask("text/plain", many);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains("20000");
        assertThat(page(Map.of("text", many)).select("[role=alert]").text()).contains("20001", "20000");
        assertThat(post(API + "?format=xml", "text/plain", LIST).statusCode()).isEqualTo(400);
    }

    /** By hand, as a client that goes on sending may not come to read the answer before the connection is closed. */
    @Test
    void aContentThatIsTooLargeIsRefusedBeforeItIsRead() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), served.server().port())) {
            String head = "POST " + API + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\n"
                    + "Content-Length: 1100000\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void allOfALongListIsAnswered() throws Exception {
        String list =
                IntStream.range(10_000, 15_000).mapToObj(n -> "CVE-2098-" + n).collect(Collectors.joining("\r\n"));
        JsonNode answer =
                JsonMapper.shared().readTree(ask("text/csv", list + "\n" + LIST).body());

        assertThat(answer.path("total").asInt() + answer.path("unknown").size()).isEqualTo(5_003);
        assertThat(page(Map.of("text", list)).select("#found details").text()).contains("5,000", "4,500");
    }

    @Test
    void theFileHasAll() throws Exception {
        HttpResponse<byte[]> csv = post(API + "?format=csv", "text/plain", LIST);
        contract.check(operation, csv);

        assertThat(text(csv).lines().map(l -> l.replaceAll("^([^,]*),.*,([^,]*)$", "$1 $2")))
                .containsExactlyInAnyOrder(
                        "cve found",
                        "CVE-2024-3400 known",
                        "CVE-2021-44228 known",
                        "CVE-2099-12345 unknown",
                        "CVE-2024-12 unreadable");
        String form = "as=csv&text=" + URLEncoder.encode(LIST, StandardCharsets.UTF_8);
        HttpResponse<byte[]> ofPage = post("/lookup", "application/x-www-form-urlencoded", form);
        assertThat(text(ofPage)).isEqualTo(text(csv));
        assertThat(ofPage.headers().firstValue("Content-Disposition").orElse(""))
                .contains("cves.csv");
    }

    @Test
    void thePageShowsTheSameInBothLanguages() throws Exception {
        Document page = page(Map.of("text", LIST));

        assertThat(page.select("#found tbody a.cve").eachText())
                .containsExactlyInAnyOrder("CVE-2024-3400", "CVE-2021-44228");
        assertThat(page.select("#found").text()).contains("CVE-2099-12345", "CVE-2024-12", "CERTFR-2026-AVI-0110");
        assertThat(page.select("textarea").first().wholeText()).isEqualTo(LIST);
        assertThat(text(served.get("/lookup?lang=fr"))).contains("Rechercher une liste de CVE");
        assertThat(page(Map.of("text", "</textarea><script>alert(1)</script> CVE-2024-\"><b>"))
                        .select("script[src=''], textarea b, main script:not([src])"))
                .isEmpty();
        assertThat(served.trouble()).isEmpty();
    }
}
