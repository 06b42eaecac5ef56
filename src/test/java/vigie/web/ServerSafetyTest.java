package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.job.JobProgress;
import vigie.testing.TestHome;
import vigie.web.access.AccessOptions;
import vigie.web.access.Listen;
import vigie.web.access.Secret;
import vigie.web.access.SecurityHeaders;
import vigie.web.access.Token;
import vigie.web.access.TokenFile;
import vigie.web.wire.Raw;

/** What the server does with requests that mean no good, over real sockets. */
class ServerSafetyTest {

    private static final LocalDate DAY = LocalDate.parse("2026-01-30");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-30T12:00:00Z"), ZoneOffset.UTC);
    private static final Listen FREE = new Listen("127.0.0.1", 0);
    private static final String SECRET = Secret.newToken();
    private static final String PAGE = "Accept: text/html";
    private static final String OWN = "Sec-Fetch-Site: same-origin";

    @TempDir
    private Path dir;

    private TokenFile file() {
        return new TokenFile(dir.resolve("tokens"));
    }

    private AccessOptions guarded() {
        file().add(new Token("ana", Secret.hash(SECRET), DAY, Optional.empty()));
        return new AccessOptions(FREE, Optional.of(file().path()), false, List.of(), Optional.empty());
    }

    private static AccessOptions open() {
        return new AccessOptions(FREE, Optional.empty(), false, List.of(), Optional.empty());
    }

    private static void on(AccessOptions options, Consumer<Integer> work) {
        try (TestHome home = TestHome.make();
                Server server = Server.start(
                        home.dir(),
                        home.store(),
                        new ServerOptions(options, "en"),
                        CLOCK,
                        new JobProgress(),
                        e -> {})) {
            work.accept(server.port());
        }
    }

    private static void hasHeaders(Raw raw) {
        SecurityHeaders.headers()
                .forEach((name, value) -> assertThat(raw.header(name))
                        .as("%s of %s", name, raw.head())
                        .contains(value));
        assertThat(raw.header("Server")).isEmpty();
    }

    private static Raw refused(Raw raw, int status) {
        assertThat(raw.status()).as(raw.head() + raw.body()).isEqualTo(status);
        hasHeaders(raw);
        assertThat(raw.header("Cache-Control")).contains("no-store");
        return raw;
    }

    private static JsonNode problem(Raw raw) {
        assertThat(raw.header("Content-Type")).contains("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(raw.body());
        assertThat(problem.get("status").asInt()).isEqualTo(raw.status());
        assertThat(problem.get("type").asString()).isEqualTo("about:blank");
        return problem;
    }

    @Test
    void onLoopbackReadingIsOpenAndEveryKindOfAnswerHasTheHeaders() {
        on(open(), port -> {
            for (String path : List.of("/", "/today", "/cves", "/cves?q=%3Cscript%3E", "/session", "/nosuchpage")) {
                hasHeaders(Raw.get(port, path, PAGE));
            }
            Raw page = Raw.get(port, "/today", PAGE);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Cache-Control")).contains("private, no-cache");
            String asset = page.body().replaceFirst("(?s).*href=\"(/assets/[^\"]+css)\".*", "$1");
            Raw css = Raw.get(port, asset);
            assertThat(css.status()).isEqualTo(200);
            assertThat(css.header("Cache-Control"))
                    .hasValueSatisfying(c -> assertThat(c).contains("immutable"));
            hasHeaders(css);
        });
    }

    @Test
    void aServerOfAnotherNameIsNotThisOne() {
        on(open(), port -> {
            problem(refused(Raw.get(port, "/cves", "Host: evil.example:" + port), 421));
            problem(refused(Raw.get(port, "/cves", "Host: 127.0.0.1.evil.example"), 421));
            assertThat(Raw.get(port, "/cves", "Host: 127.0.0.1:" + port).status())
                    .isEqualTo(200);
            assertThat(Raw.get(port, "/cves", "Host: [::1]:" + port).status()).isEqualTo(200);
            assertThat(Raw.send(port, "GET http://evil.example/cves HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .status())
                    .isBetween(400, 421);
            assertThat(Raw.send(port, "GET http://evil.example/cves HTTP/1.1\r\nHost: evil.example\r\n\r\n")
                            .status())
                    .isBetween(400, 421);
            assertThat(Raw.send(port, "GET /cves HTTP/1.0\r\nX: y\r\n\r\n").status())
                    .isEqualTo(421);
        });
    }

    @Test
    void withTokensProgramsNeedOneAndPeopleAreLedToSignIn() {
        on(guarded(), port -> {
            Raw none = refused(Raw.get(port, "/api/v1/cves", PAGE), 401);
            problem(none);
            assertThat(none.header("WWW-Authenticate")).contains("Bearer realm=\"Vigie\"");
            Raw wrong = refused(Raw.get(port, "/cves", "Authorization: Bearer " + Secret.newToken()), 401);
            assertThat(problem(wrong).get("detail").asString()).contains("Unknown token");
            assertThat(wrong.header("WWW-Authenticate")).contains("Bearer realm=\"Vigie\", error=\"invalid_token\"");
            Raw page = refused(Raw.get(port, "/cves?kev=1", PAGE), 303);
            assertThat(page.header("Location")).contains("/session?next=%2Fcves%3Fkev%3D1");
            Raw part = refused(Raw.get(port, "/cves", "HX-Request: true"), 401);
            assertThat(part.header("HX-Redirect")).contains("/session");
            assertThat(Raw.get(port, "/cves", "Authorization: Bearer " + SECRET).status())
                    .isEqualTo(200);
            assertThat(Raw.get(port, "/session", PAGE).status()).isEqualTo(200);
            Raw french = Raw.get(port, "/api/v1/cves", "Accept-Language: fr");
            assertThat(problem(french).get("detail").asString()).contains("Un jeton est");
        });
    }

    @Test
    void aTokenIsRefusedFromTheMomentItIsRevokedOrExpires() {
        on(guarded(), port -> {
            String bearer = "Authorization: Bearer " + SECRET;
            assertThat(Raw.get(port, "/cves", bearer).status()).isEqualTo(200);
            file().revoke("ana");
            refused(Raw.get(port, "/cves", bearer), 401);
            file().add(new Token("bob", Secret.hash("old"), DAY, Optional.of(DAY.minusDays(1))));
            Raw expired = refused(Raw.get(port, "/cves", "Authorization: Bearer old"), 401);
            assertThat(problem(expired).get("detail").asString()).contains("expired");
        });
    }

    @Test
    void aPersonSignsInReadsAndSignsOut() {
        on(guarded(), port -> {
            Raw in = refused(Raw.post(port, "/session", "token=" + SECRET + "&next=%2Fcves%3Fkev%3D1", OWN), 303);
            assertThat(in.header("Location")).contains("/cves?kev=1");
            String cookie = in.header("Set-Cookie").orElseThrow();
            assertThat(cookie).matches("vigie=[A-Za-z0-9_-]{43}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
            String session = "Cookie: " + cookie.replaceFirst(";.*", "");
            assertThat(Raw.get(port, "/cves", PAGE, session).status()).isEqualTo(200);
            Raw page = Raw.get(port, "/session", PAGE, session);
            assertThat(page.body()).contains("ana").doesNotContain(SECRET);
            String form = page.body().replaceFirst("(?s).*name=\"form-token\" value=\"([^\"]+)\".*", "$1");
            refused(Raw.post(port, "/session/end", "form-token=x" + form, OWN, session), 403);
            refused(Raw.post(port, "/session/end", "form-token=" + form, "Sec-Fetch-Site: cross-site", session), 403);
            Raw out = refused(Raw.post(port, "/session/end", "form-token=" + form, OWN, session), 303);
            assertThat(out.header("Set-Cookie"))
                    .hasValueSatisfying(c -> assertThat(c).startsWith("vigie=; Path=/; Max-Age=0"));
            refused(Raw.get(port, "/cves", PAGE, session), 303);
        });
    }

    @Test
    void signingInWithAWrongTokenOrFromAnotherSiteOpensNothing() {
        on(guarded(), port -> {
            Raw wrong = refused(Raw.post(port, "/session", "token=vigie_x", OWN, PAGE), 403);
            assertThat(wrong.body()).contains("Unknown token");
            assertThat(wrong.header("Set-Cookie")).isEmpty();
            refused(Raw.post(port, "/session", "token=" + SECRET, "Origin: http://evil.example"), 403);
            refused(Raw.post(port, "/session", "token=" + SECRET), 403);
            refused(Raw.post(port, "/session", "token=" + SECRET, "Origin: null"), 403);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "%2F%2Fevil.example",
                "/%5Cevil.example",
                "https://evil.example",
                "/%0D%0ASet-Cookie:%20a=b",
                "%0d%0aLocation:%20http://evil.example",
                "javascript:alert(1)",
                "/%09/evil.example"
            })
    void nobodyIsLedToAnotherSite(String next) {
        on(guarded(), port -> {
            Raw in = Raw.post(port, "/session", "token=" + SECRET + "&next=" + next, OWN);
            assertThat(in.status()).isEqualTo(303);
            assertThat(in.header("Location")).contains("/");
            assertThat(in.head().lines().filter(line -> line.startsWith("Set-Cookie")))
                    .hasSize(1);
            Raw page = Raw.get(port, "/session?next=" + next, PAGE);
            assertThat(page.body()).contains("name=\"next\" value=\"/\"");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lang", "theme", "q", "next", "sort", "vendor"})
    void lineEndsInAParameterMakeNoHeaders(String name) {
        on(open(), port -> {
            for (String path : List.of("/today", "/cves", "/session", "/")) {
                Raw raw = Raw.get(port, path + "?" + name + "=fr%0d%0aX-Evil:%201%0d%0a%0d%0a%3Cscript%3E", PAGE);
                assertThat(raw.head()).doesNotContainIgnoringCase("X-Evil");
                assertThat(raw.body()).doesNotContain("<script>");
                hasHeaders(raw);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X"})
    void otherMethodsAreRefused(String method) {
        on(guarded(), port -> {
            Raw raw = Raw.send(port, Raw.request(method, "/cves", "", "Authorization: Bearer " + SECRET));
            assertThat(raw.status()).isIn(400, 405, 501);
            assertThat(raw.body()).doesNotContain(SECRET);
            hasHeaders(raw);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../vigie.db",
                "/assets/x/../../vigie.db",
                "/assets/%2e%2e/vigie.db",
                "/assets/x/%2e%2e%2f%2e%2e%2fvigie.db",
                "/assets/..%5c..%5cvigie.db",
                "/assets/x/..;/vigie.db",
                "/assets/x/vigie.db",
                "/assets/x/messages.properties",
                "/assets/%252e%252e/vigie.db",
                "/../../etc/passwd",
                "/assets/x/%00vigie.css",
                "/feed/../vigie.db",
                "/feed/%2e%2e/vigie.db",
                "/feed/..%2fvigie.db",
                "/assets//vigie.db"
            })
    void noFileIsReachedThatIsNotForThePublic(String path) {
        on(open(), port -> {
            Raw raw = Raw.get(port, path);
            assertThat(raw.status()).isIn(400, 404);
            assertThat(raw.body()).doesNotContain("SQLite", "root:");
            hasHeaders(raw);
        });
        on(guarded(), port -> {
            assertThat(Raw.get(port, path, "Accept: */*").status()).isIn(400, 401, 404);
        });
    }

    @Test
    void queriesHaveLimits() {
        on(open(), port -> {
            refused(Raw.get(port, "/cves?q=" + "x".repeat(2001)), 400);
            refused(Raw.get(port, "/cves?" + "a=1&".repeat(50)), 400);
            assertThat(Raw.get(port, "/cves?" + "a=1&".repeat(49)).status()).isEqualTo(200);
            assertThat(Raw.get(port, "/cves?q=%zz").status()).isEqualTo(400);
            assertThat(Raw.get(port, "/cves?q=%ff%fe").status()).isIn(200, 400);
        });
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() {
        on(new AccessOptions(FREE, Optional.empty(), true, List.of(), Optional.of(1)), port -> {
            Raw last = Raw.get(port, "/session", "X-Forwarded-For: 192.0.2.1");
            for (int i = 0; i < 30 && last.status() == 200; i++) {
                last = Raw.get(port, "/session", "X-Forwarded-For: 192.0.2." + i + ", 192.0.2.1");
            }
            refused(last, 429);
            assertThat(last.header("Retry-After")).contains("1");
            assertThat(Raw.get(port, "/session", "X-Forwarded-For: 192.0.2.1, 192.0.2.2")
                            .status())
                    .isEqualTo(200);
        });
    }

    @Test
    void writingNeedsAFormOfThisServer() throws IOException {
        try (Guarded server = new Guarded(open(), CLOCK)) {
            int port = server.port();
            problem(refused(Raw.post(port, "/change", "a=b", OWN), 403));
            Raw form = Raw.get(port, "/form");
            String cookie = "Cookie: " + form.header("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
            assertThat(Raw.post(port, "/change", "form-token=" + form.body(), OWN, cookie)
                            .body())
                    .isEqualTo("changed");
            assertThat(Raw.send(port, Raw.request("DELETE", "/change", "", OWN, cookie, "X-Form-Token: " + form.body()))
                            .body())
                    .isEqualTo("deleted");
            refused(Raw.post(port, "/change", "form-token=", OWN, cookie), 403);
            refused(Raw.post(port, "/change", "form-token=" + form.body(), cookie), 403);
            refused(Raw.post(port, "/change", "form-token=" + form.body(), OWN), 403);
            refused(Raw.send(port, Raw.request("DELETE", "/change", "", OWN, cookie)), 403);
        }
        try (Guarded server = new Guarded(guarded(), CLOCK)) {
            int port = server.port();
            assertThat(Raw.post(port, "/change", "a=b", "Authorization: Bearer " + SECRET)
                            .body())
                    .isEqualTo("changed");
            refused(Raw.post(port, "/change", "a=b", OWN), 401);
            assertThat(Raw.get(port, "/assets/x").body()).isEqualTo("asset");
            refused(Raw.get(port, "/assets/..;/form"), 400);
        }
    }

    @Test
    void whoFindsNoPlaceAmongExpensiveWorkIsToldWhenToComeBack() throws IOException, InterruptedException {
        try (Guarded server = new Guarded(open(), CLOCK);
                Socket first = Raw.open(server.port())) {
            first.getOutputStream()
                    .write(Raw.request("GET", "/long", "", "Connection: close").getBytes(StandardCharsets.ISO_8859_1));
            Thread.sleep(500);
            Raw busy = refused(Raw.get(server.port(), "/long"), 503);
            assertThat(busy.header("Retry-After")).contains("7");
            problem(busy);
            assertThat(Raw.of(first).body()).isEqualTo("done");
        }
    }

    /** Where any name will do, the one in a request may be anybody's: links are then relative to the feed. */
    @Test
    void aForeignHostIsNotRepeatedInFeeds() {
        file().add(new Token("ana", Secret.hash(SECRET), DAY, Optional.empty()));
        AccessOptions any = new AccessOptions(
                new Listen("0.0.0.0", 0), Optional.of(file().path()), false, List.of(), Optional.empty());
        String token = "Authorization: Bearer " + SECRET;
        on(any, port -> {
            for (String name : List.of("publications", "exploited", "changes")) {
                Raw feed = Raw.get(port, "/feeds/" + name + ".atom", "Host: evil.example", token);
                assertThat(feed.status()).as(feed.head()).isEqualTo(200);
                assertThat(feed.body()).doesNotContain("evil.example").contains("href=\"/feeds/" + name + ".atom\"");
            }
        });
        on(
                open(),
                port -> assertThat(Raw.get(port, "/feeds/changes.atom").body())
                        .contains("href=\"http://localhost/feeds/changes.atom\""));
    }
}
