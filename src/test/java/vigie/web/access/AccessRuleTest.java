package vigie.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.testing.MovableClock;

class AccessRuleTest {

    private static final String SECRET = Secret.newToken();
    private static final LocalDate DAY = LocalDate.parse("2026-01-30");
    private static final Token TOKEN = new Token("ana", Secret.hash(SECRET), DAY, Optional.of(DAY.plusDays(30)));

    @TempDir
    private Path dir;

    private final MovableClock clock = new MovableClock();
    private final Sessions sessions = new Sessions(clock, 3);
    private TokenFile file;
    private AccessRule open;
    private AccessRule guarded;

    @BeforeEach
    void make() {
        file = new TokenFile(dir.resolve("tokens"));
        file.add(TOKEN);
        open = rule(Optional.empty(), Optional.empty(), false);
        guarded = rule(Optional.of(new Tokens(file, clock, e -> {})), Optional.empty(), false);
    }

    private AccessRule rule(Optional<Tokens> tokens, Optional<RateLimit> rate, boolean proxy) {
        HostCheck hosts = AccessOptions.DEFAULT.hostCheck();
        return new AccessRule(hosts, rate, tokens, sessions, List.of("/assets/"), proxy);
    }

    private static void granted(Access access) {
        assertThat(access).isInstanceOf(Access.Granted.class);
    }

    @Test
    void aQuestionTooLongForAnAddressReadsThoughItIsPosted() {
        granted(open.decide(Asked.post("/api/v1/lookup")));
        granted(open.decide(Asked.post("/lookup")));
        granted(open.decide(Asked.post("/api/v1/watches/trial")));
        granted(guarded.decide(Asked.post("/api/v1/lookup").with("Authorization", "Bearer " + SECRET)));
        assertThat(guarded.decide(Asked.post("/api/v1/lookup"))).isInstanceOf(Access.NoToken.class);
        for (String other :
                List.of("/api/v1/lookup/", "/api/v1/lookup;x=1", "/api/v1/Lookup", "/lookup/x", "/api/v1/sync")) {
            assertThat(open.decide(Asked.post(other))).as(other).isInstanceOf(Access.NoSession.class);
        }
        assertThat(open.decide(Asked.post("/api/v1/lookup").by("DELETE"))).isInstanceOf(Access.NoSession.class);
    }

    private Asked form(Sessions.Opened opened) {
        return Asked.post("/api/v1/sync")
                .showing("vigie", opened.secret())
                .with("Origin", "http://localhost:8080")
                .filledIn(AccessRule.FORM_TOKEN, opened.session().formToken());
    }

    @Test
    void withoutTokensReadingIsOpen() {
        granted(open.decide(Asked.get("/api/v1/cves?q=x")));
        granted(open.decide(Asked.page("/").by("HEAD")));
        granted(open.decide(Asked.get("/").bearing("whatever")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void writingNeedsATokenOrASession(String method) {
        assertThat(open.decide(Asked.get("/api/v1/watches/x").by(method))).isInstanceOf(Access.NoSession.class);
        assertThat(guarded.decide(Asked.get("/api/v1/watches/x").by(method))).isInstanceOf(Access.NoToken.class);
        granted(guarded.decide(Asked.get("/api/v1/watches/x").by(method).bearing(SECRET)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS", "CONNECT", "get", "PROPFIND"})
    void otherMethodsAreRefused(String method) {
        assertThat(open.decide(Asked.get("/").by(method))).isEqualTo(new Access.WrongMethod());
        assertThat(guarded.decide(Asked.get("/").by(method).bearing(SECRET))).isEqualTo(new Access.WrongMethod());
    }

    @Test
    void aServerOfAnotherNameIsNotThisOne() {
        assertThat(open.decide(Asked.get("/").with("Host", "evil.example"))).isEqualTo(new Access.WrongHost());
        assertThat(open.decide(Asked.get("/").without("Host"))).isEqualTo(new Access.WrongHost());
        granted(open.decide(Asked.get("/healthz").with("Host", "10.0.0.7:8080")));
    }

    @Test
    void whatIsTooLongIsNotEvenLookedAt() {
        assertThat(open.decide(Asked.get("/cves?q=" + "x".repeat(2001)))).isEqualTo(new Access.BadQueryException());
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBackAndOthersAreServed() {
        AccessRule limited = rule(Optional.empty(), Optional.of(new RateLimit(1, 10, () -> 0)), false);
        for (int i = 0; i < 20; i++) {
            granted(limited.decide(Asked.get("/")));
        }
        assertThat(limited.decide(Asked.get("/"))).isEqualTo(new Access.TooMany(1));
        granted(limited.decide(Asked.get("/").from("127.0.0.2")));
        assertThat(limited.decide(Asked.get("/").with("X-Forwarded-For", "192.0.2.1")))
                .isEqualTo(new Access.TooMany(1));
    }

    @Test
    void withTokensEverythingButTheDoorIsShut() {
        for (String path : List.of("/healthz", "/readyz", "/session", "/assets/vigie.css", "/session?next=%2Fcves")) {
            granted(guarded.decide(Asked.get(path)));
        }
        for (String path : List.of("/", "/api/v1/cves", "/metrics", "/feed/manifest.json", "/assets", "/healthz/x")) {
            assertThat(guarded.decide(Asked.get(path))).isEqualTo(new Access.NoToken(Access.Reason.MISSING));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../api/v1/cves",
                "/assets//api",
                "/assets/./x",
                "/assets/..;/api",
                "/assets/%2e%2e/api",
                "/assets/\\..\\x"
            })
    void aPathThatARouterMayReadOtherwiseIsNotOpen(String path) {
        assertThat(guarded.decide(Asked.get(path))).isEqualTo(new Access.NoToken(Access.Reason.MISSING));
    }

    @Test
    void aGoodTokenOpensEverythingAndWrites() {
        granted(guarded.decide(Asked.get("/api/v1/cves").bearing(SECRET)));
        granted(guarded.decide(Asked.get("/").with("Authorization", "bearer " + SECRET)));
        assertThat(guarded.decide(Asked.post("/api/v1/sync").bearing(SECRET)))
                .isEqualTo(new Access.Granted(Optional.of(TOKEN), Optional.empty()));
    }

    @Test
    void aBadTokenOpensNothingNotEvenWithAGoodSession() throws IOException {
        Access unknown = new Access.NoToken(Access.Reason.UNKNOWN);
        Sessions.Opened opened = sessions.open(Optional.of(TOKEN));
        Asked page = Asked.page("/").showing("vigie", opened.secret());
        granted(guarded.decide(page));
        for (String bad : List.of("", "x", Secret.newToken(), SECRET + "x", TOKEN.hash(), SECRET + "," + SECRET)) {
            assertThat(guarded.decide(page.bearing(bad))).isEqualTo(unknown);
        }
        file.revoke("ana");
        assertThat(guarded.decide(Asked.get("/api/v1/cves").bearing(SECRET))).isEqualTo(unknown);
        assertThat(guarded.decide(page)).as("its session ends with it").isInstanceOf(Access.ToSignIn.class);
    }

    @Test
    void anExpiredTokenSaysSoAndItsSessionEnds() {
        Sessions.Opened opened = sessions.open(Optional.of(TOKEN));
        clock.pass(Duration.ofDays(31));
        assertThat(guarded.decide(Asked.get("/api/v1/cves").bearing(SECRET)))
                .isEqualTo(new Access.NoToken(Access.Reason.EXPIRED));
        assertThat(guarded.decide(Asked.get("/api/v1/cves").showing("vigie", opened.secret())))
                .isEqualTo(new Access.NoToken(Access.Reason.MISSING));
    }

    @Test
    void aSessionLastsTwelveHours() {
        Asked page = Asked.page("/")
                .showing("vigie", sessions.open(Optional.of(TOKEN)).secret());
        clock.pass(Duration.ofHours(12).minusSeconds(1));
        granted(guarded.decide(page));
        clock.pass(Duration.ofSeconds(1));
        assertThat(guarded.decide(page)).isInstanceOf(Access.ToSignIn.class);
    }

    @Test
    void theOldestSessionsMakePlace() {
        Sessions.Opened first = sessions.open(Optional.of(TOKEN));
        Sessions.Opened second = sessions.open(Optional.of(TOKEN));
        sessions.open(Optional.of(TOKEN));
        sessions.open(Optional.of(TOKEN));
        assertThat(sessions.find(first.secret())).isEmpty();
        assertThat(sessions.find(second.secret())).isPresent();
        sessions.end(second.secret());
        assertThat(sessions.find(second.secret())).isEmpty();
    }

    @Test
    void aSessionThatNeededNoTokenIsWorthNothingWhereOneIsNeeded() {
        assertThat(guarded.decide(Asked.get("/")
                        .showing("vigie", sessions.open(Optional.empty()).secret())))
                .isEqualTo(new Access.NoToken(Access.Reason.MISSING));
    }

    @Test
    void peopleAreLedToTheSignInPageAndBack() {
        assertThat(guarded.decide(Asked.page("/cves?q=a%20b&kev=1")))
                .isEqualTo(new Access.ToSignIn("/session?next=%2Fcves%3Fq%3Da%2520b%26kev%3D1"));
        assertThat(guarded.decide(Asked.page("/"))).isEqualTo(new Access.ToSignIn("/session"));
        assertThat(guarded.decide(Asked.page("/api/v1/cves"))).isInstanceOf(Access.NoToken.class);
        assertThat(guarded.decide(Asked.get("/part")
                        .with("HX-Request", "true")
                        .with("HX-Current-URL", "http://localhost:8080/cves?kev=1")))
                .isEqualTo(new Access.ToSignIn("/session?next=%2Fcves%3Fkev%3D1"));
        assertThat(guarded.decide(Asked.get("/part")
                        .with("HX-Request", "true")
                        .with("HX-Current-URL", "http://evil.example//evil.example/x")))
                .isEqualTo(new Access.ToSignIn("/session"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "x", "//evil.example", "/\\evil.example", "https://evil.example/", "/\t/evil.example",
                        "\n//evil.example", "/a\r\nSet-Cookie: x=1",
                "/a b", "javascript:alert(1)", "/é", "/session", "/session/end", "\\/evil.example", " /cves", "/a\\b"
            })
    void nobodyIsLedElsewhere(String next) {
        assertThat(SignIn.local(next)).isEqualTo("/");
    }

    @Test
    void pagesOfThisServerAreLedTo() {
        assertThat(SignIn.local("/cves?q=a%20b&next=//x#y")).isEqualTo("/cves?q=a%20b&next=//x#y");
        assertThat(SignIn.local("/" + "x".repeat(2000))).isEqualTo("/");
    }

    @Test
    void writingNeedsASessionAndAFormOfThisServer() {
        Sessions.Opened mine = sessions.open(Optional.empty());
        Sessions.Opened other = sessions.open(Optional.empty());
        Access forged = new Access.Forged();
        granted(open.decide(form(mine)));
        granted(open.decide(Asked.get("/x")
                .by("DELETE")
                .showing("vigie", mine.secret())
                .with("Sec-Fetch-Site", "same-origin")
                .with(AccessRule.FORM_TOKEN_HEADER, mine.session().formToken())));
        assertThat(open.decide(Asked.post("/api/v1/sync"))).isEqualTo(new Access.NoSession());
        assertThat(open.decide(Asked.post("/api/v1/sync").bearing(SECRET))).isEqualTo(new Access.NoSession());
        assertThat(guarded.decide(Asked.post("/api/v1/sync"))).isEqualTo(new Access.NoToken(Access.Reason.MISSING));
        assertThat(open.decide(form(mine).filledIn(AccessRule.FORM_TOKEN, ""))).isEqualTo(forged);
        assertThat(open.decide(form(mine)
                        .filledIn(AccessRule.FORM_TOKEN, other.session().formToken())))
                .isEqualTo(forged);
        assertThat(open.decide(form(mine).without("Origin"))).isEqualTo(forged);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://localhost:8080, true",
        "Origin, HTTP://LOCALHOST:8080, false",
        "Origin, http://evil.example, false",
        "Origin, http://localhost:8081, false",
        "Origin, null, false",
        "Origin, http://localhost:8080@evil.example, false",
        "Origin, ::, false",
        "Referer, http://localhost:8080/cves?q=1, true",
        "Referer, http://evil.example/http://localhost:8080/, false",
        "Referer, http://localhost:8080.evil.example/, false",
        "Referer, '', false",
        "Sec-Fetch-Site, same-origin, true",
        "Sec-Fetch-Site, same-site, false",
        "Sec-Fetch-Site, cross-site, false",
        "Sec-Fetch-Site, none, false"
    })
    void formsOfOtherSitesAreRefused(String header, String value, boolean own) {
        Asked form = form(sessions.open(Optional.empty())).without("Origin").with(header, value);
        assertThat(open.decide(form)).isInstanceOf(own ? Access.Granted.class : Access.Forged.class);
        Asked signIn = Asked.post(SignIn.PATH).with(header, value);
        assertThat(guarded.decide(signIn)).isInstanceOf(own ? Access.Granted.class : Access.Forged.class);
    }

    @Test
    void whatTheBrowserSaysOfTheSiteOutweighsTheAddresses() {
        Asked form = form(sessions.open(Optional.empty()));
        assertThat(open.decide(form.with("Sec-Fetch-Site", "cross-site"))).isEqualTo(new Access.Forged());
        granted(open.decide(form.with("Sec-Fetch-Site", "same-origin").with("Origin", "https://vigie.example")));
    }

    @Test
    void overHttpsTheCookieIsBoundToTheHost() {
        String secret = sessions.open(Optional.of(TOKEN)).secret();
        Asked plain = Asked.page("/").showing("vigie", secret);
        Asked bound = Asked.page("/").showing("__Host-vigie", secret);
        granted(guarded.decide(plain));
        assertThat(guarded.decide(plain.overTls())).isInstanceOf(Access.ToSignIn.class);
        granted(guarded.decide(bound.overTls()));
        Asked claimed = bound.with("X-Forwarded-Proto", "https");
        assertThat(guarded.decide(claimed)).as("no proxy said so").isInstanceOf(Access.ToSignIn.class);
        granted(rule(Optional.of(new Tokens(file, clock, e -> {})), Optional.empty(), true)
                .decide(claimed));
        assertThat(SessionCookie.opening("s", true))
                .isEqualTo("__Host-vigie=s; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure");
        assertThat(SessionCookie.opening("s", false))
                .isEqualTo("vigie=s; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
        assertThat(SessionCookie.ending(false)).contains("vigie=; Path=/; Max-Age=0");
    }
}
