package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.testing.ServedHome;
import vigie.testing.TestHome;
import vigie.watch.WatchList;
import vigie.watch.WatchLists;
import vigie.web.access.AccessOptions;
import vigie.web.access.Listen;
import vigie.web.access.Secret;
import vigie.web.access.Token;
import vigie.web.access.TokenFile;

/** Watch lists are written through the API by the owner of a token, as the document of the API says. */
class WatchApiTest {

    private static final String ALL = "/api/v1/watches";
    private static final String LIST =
            "{\"name\": \"mine\", \"owner\": \"carol\", \"products\": [\"Anvil\"], \"addresses\": [\"mail:a@example.org\"]}";

    private final TestHome home = TestHome.make();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String alice = Secret.newToken();
    private final String carol = Secret.newToken();
    private ServedHome served;
    private Contract contract;
    private int status;

    @BeforeEach
    void serve() throws Exception {
        home.ingest(
                "2026-01-20",
                cve("CVE-2026-0001")
                        .published("2026-01-20T08:00:00Z")
                        .product("Acme", "Anvil", "1", "affected")
                        .cvss(3.0)
                        .listed());
        home.writer().settle();
        Path file = home.dir().resolve("tokens");
        LocalDate day = LocalDate.of(2026, 1, 1);
        new TokenFile(file).add(new Token("alice", Secret.hash(alice), day, Optional.empty()));
        new TokenFile(file).add(new Token("carol", Secret.hash(carol), day, Optional.empty()));
        served = ServedHome.of(
                home.dir(),
                new ServerOptions(
                        new AccessOptions(
                                new Listen("127.0.0.1", 0), Optional.of(file), false, List.of(), Optional.empty()),
                        "en"));
        contract = Contract.read(ask("GET", "/api/v1/openapi.json", "", alice).body());
    }

    @AfterEach
    void close() {
        served.close();
        home.close();
    }

    private HttpResponse<byte[]> ask(String method, String address, String body, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + served.server().port() + address))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Asks as alice, and holds the answer against the document. */
    private JsonNode alice(String method, String address, String body) {
        return asked(method, address, body, alice);
    }

    private JsonNode asked(String method, String address, String body, String token) {
        HttpResponse<byte[]> answer = ask(method, address, body, token);
        status = answer.statusCode();
        String path =
                address.equals(ALL + "/trial") ? address : address.replaceFirst("^(/api/v1/watches/)[^/]+", "$1{name}");
        contract.check(contract.document().path("paths").path(path).path(method.toLowerCase()), answer);
        return answer.body().length == 0
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(answer.body());
    }

    private WatchList kept(String name) {
        return WatchLists.named(home.reader(), name).orElseThrow();
    }

    @Test
    void aListIsMadeReadChangedPausedAndRemoved() {
        JsonNode made = alice("POST", ALL, LIST);
        assertThat(status).isEqualTo(201);
        assertThat(made.path("list").path("owner").asString()).isEqualTo("alice");
        assertThat(kept("mine").to().addresses()).containsExactly("mail:a@example.org");
        assertThat(alice("GET", ALL + "/mine", "").path("items").size()).isEqualTo(1);
        alice("PATCH", ALL + "/mine", "{\"when\": {\"cvss\": 9}, \"addresses\": null, \"lang\": \"fr\"}");
        assertThat(status).isEqualTo(200);
        assertThat(kept("mine").to().addresses()).isEmpty();
        assertThat(kept("mine").rules()).hasSize(1);
        assertThat(kept("mine").to().language().getLanguage()).isEqualTo("fr");
        alice("PATCH", ALL + "/mine", "{\"when\": null}");
        assertThat(kept("mine").when()).isEqualTo(vigie.watch.Condition.ALWAYS);
        alice("POST", ALL + "/mine/pause", "");
        assertThat(kept("mine").paused()).isTrue();
        alice("POST", ALL + "/mine/resume", "");
        assertThat(kept("mine").paused()).isFalse();
        alice("PUT", ALL + "/mine", "{\"vendors\": [\"Acme\"], \"paused\": true}");
        assertThat(status).isEqualTo(200);
        assertThat(kept("mine").rules().get(0).line().text()).isEqualTo("Acme");
        assertThat(kept("mine").paused()).isTrue();
        alice("PUT", ALL + "/other", "{\"products\": [\"Anvil\"]}");
        assertThat(status).isEqualTo(201);
        alice("DELETE", ALL + "/mine", "");
        assertThat(status).isEqualTo(204);
        alice("DELETE", ALL + "/mine", "");
        assertThat(status).isEqualTo(404);
    }

    @Test
    void whatIsAnsweredIsAcceptedAgain() {
        alice("POST", ALL, LIST);
        WatchList before = kept("mine");
        JsonNode shown = alice("GET", ALL + "/mine", "").path("list");
        alice("PUT", ALL + "/mine", shown.toString());
        assertThat(kept("mine")).isEqualTo(before);
    }

    @Test
    void peopleWriteTheirOwnListsOnly() {
        alice("POST", ALL, LIST);
        for (String method : List.of("GET", "PATCH", "DELETE")) {
            asked(method, ALL + "/mine", method.equals("PATCH") ? "{\"products\": [\"x\"]}" : "", carol);
            assertThat(status).as(method).isEqualTo(404);
        }
        for (String path : List.of("/mine/pause", "/mine/resume")) {
            asked("POST", ALL + path, "", carol);
            assertThat(status).as(path).isEqualTo(404);
        }
        asked("GET", ALL + "/mine/trial", "", carol);
        assertThat(status).isEqualTo(404);
        for (String method : List.of("PUT", "POST")) {
            asked(method, method.equals("PUT") ? ALL + "/mine" : ALL, LIST, carol);
            assertThat(status).as(method).isEqualTo(409);
        }
        assertThat(kept("mine").to().owner()).isEqualTo("alice");
        asked("POST", ALL, LIST, "");
        assertThat(status).isEqualTo(401);
    }

    @Test
    void aListIsTriedBeforeAndAfterItIsSaved() {
        JsonNode unsaved = alice("POST", ALL + "/trial", "{\"products\": [\"Anvil\", \"Anvel\"]}");
        assertThat(unsaved.path("alerts").asInt()).isEqualTo(1);
        assertThat(unsaved.path("unknown").path(0).path("nearest").path(0).asString())
                .isEqualTo("Acme Anvil");
        assertThat(WatchLists.all(home.reader()).lists()).isEmpty();
        alice("POST", ALL, LIST);
        JsonNode saved = alice("GET", ALL + "/mine/trial", "");
        assertThat(saved.path("events").path(0).path("matter").asString()).isEqualTo("CVE-2026-0001");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name": "x"}                                                | Name at least one thing
            {"name": "../x", "products": ["a"]}                          | not a valid name
            {"products": ["a"]}                                          | not a valid name
            {"name": "x", "products": ["a"], "addresses": ["mail:a@@b"]} | not a mail address
            {"name": "x", "products": ["a"], "addresses": ["nowhere"]}   | CHANNEL:ADDRESS
            {"name": "x", "products": ["a"], "colour": "red"}            | Unknown key 'colour'
            {"name": "x", "products": ["a"], "delivery": {"at": "noon"}} | not a time of day
            {"name": "x", "products": ["a"], "delivery": {"other": "x"}} | not a pace
            {"name": "x", "products": ["a"], "zone": "Mars"}             | Unknown time zone
            []                                                           | not valid JSON
            {"name":                                                     | not valid JSON
            """)
    void whatCannotBeKeptIsRefusedWithTheSentenceOfTheCommand(String body, String sentence) {
        JsonNode problem = alice("POST", ALL, body);
        assertThat(status).isEqualTo(400);
        assertThat(problem.path("errors").path(0).path("message").asString()).contains(sentence);
        assertThat(WatchLists.all(home.reader()).lists()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "{\"products\": null}", "{\"name\": \"other\"}", "7"})
    void aPatchThatLeavesNoListIsRefused(String patch) {
        alice("POST", ALL, LIST);
        WatchList before = kept("mine");
        alice("PATCH", ALL + "/mine", patch);
        assertThat(status).isEqualTo(400);
        assertThat(kept("mine")).isEqualTo(before);
    }

    @Test
    void anAddressSaysWhatItTakes() {
        HttpResponse<byte[]> answer = ask("PUT", "/api/v1/cves", "", alice);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(ask("PATCH", ALL, "", alice).headers().firstValue("Allow").orElse(""))
                .contains("GET, HEAD", "POST");
    }
}
