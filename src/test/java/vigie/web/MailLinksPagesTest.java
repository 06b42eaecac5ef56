package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.alert.Alert;
import vigie.alert.AlertJson;
import vigie.alert.AlertKind;
import vigie.channel.ChannelSettings;
import vigie.channel.MailLinks;
import vigie.job.JobProgress;
import vigie.store.AlertQuery;
import vigie.store.AlertWriter;
import vigie.store.KeptWatchList;
import vigie.store.Reader;
import vigie.store.Writer;
import vigie.testing.TestHome;
import vigie.watch.WatchFile;
import vigie.watch.WatchList;
import vigie.watch.WatchLists;
import vigie.web.access.AccessOptions;
import vigie.web.access.Listen;
import vigie.web.access.Secret;
import vigie.web.access.Token;
import vigie.web.access.TokenFile;

class MailLinksPagesTest {

    private static final Instant NOW = Instant.parse("2026-01-30T12:00:00Z");

    private TestHome home;
    private Server server;

    @BeforeEach
    void start() throws InterruptedException {
        home = TestHome.make();
        try (Writer writer = home.store().writer(java.time.Duration.ofSeconds(5), waiting -> {})) {
            writer.keep(new KeptWatchList("perimeter", "alice", false, NOW, 0, "{}"));
            writer.keep(new KeptWatchList("other", "bob", false, NOW, 0, "{}"));
        }
        Path tokens = home.dir().resolve("tokens");
        new TokenFile(tokens)
                .add(new Token("any", Secret.hash(Secret.newToken()), LocalDate.of(2026, 1, 1), Optional.empty()));
        ChannelSettings settings = new ChannelSettings(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(new ChannelSettings.SecretPlace(true, "KEY")),
                List.of());
        ServerOptions options = new ServerOptions(
                        new AccessOptions(
                                new Listen("127.0.0.1", 0), Optional.of(tokens), false, List.of(), Optional.empty()),
                        "en")
                .with(MailLinks.of(settings, Map.of("KEY", "k3y")));
        server = Server.start(
                home.dir(), home.store(), options, Clock.fixed(NOW, ZoneOffset.UTC), new JobProgress(), trouble -> {});
    }

    @AfterEach
    void stop() {
        server.close();
        home.close();
    }

    private static String token(String list) throws Exception {
        return token("pause", list);
    }

    private static String token(String purpose, String subject) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("k3y".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal((purpose + "\n" + subject).getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .method(method, HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private List<String> paused() {
        try (Reader reader = home.store().reader()) {
            return reader.watchLists().stream()
                    .filter(KeptWatchList::paused)
                    .map(KeptWatchList::name)
                    .toList();
        }
    }

    private static String main(HttpResponse<String> answer) {
        return Jsoup.parse(answer.body()).select("main").text();
    }

    @Test
    void aProgramOfMailPausesTheListOfTheLinkAndNoOther() throws Exception {
        String path = "/unsubscribe/" + token("perimeter");
        assertThat(ask("GET", path).statusCode()).isEqualTo(200);
        assertThat(paused()).isEmpty();
        assertThat(ask("POST", path).statusCode()).isEqualTo(200);
        for (int i = 0; i < 200 && paused().isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(paused()).containsExactly("perimeter");
    }

    @Test
    void aWrongLinkIsAnsweredAsARightOne() throws Exception {
        HttpResponse<String> wrong = ask("POST", "/unsubscribe/" + token("nobody"));
        HttpResponse<String> right = ask("POST", "/unsubscribe/" + token("other"));
        assertThat(wrong.statusCode()).isEqualTo(right.statusCode());
        assertThat(main(wrong)).isEqualTo(main(right)).doesNotContain("other");
        assertThat(wrong.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
    }

    /** A letter of one alert to the list "perimeter". */
    private void letter() throws InterruptedException {
        WatchList list = WatchFile.empty("perimeter", "alice", NOW, 0);
        Alert alert = new Alert(
                "perimeter",
                7,
                NOW,
                AlertKind.NEW,
                true,
                "CVE-2026-1001",
                List.of(),
                new Alert.Facts(
                        "A flaw",
                        List.of("Acme Router"),
                        new Alert.Movement(OptionalDouble.empty(), OptionalDouble.empty()),
                        List.of(),
                        new Alert.Movement(OptionalDouble.empty(), OptionalDouble.empty()),
                        OptionalDouble.of(9.8),
                        Optional.of("CRITICAL"),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
        try (Writer writer = home.store().writer(java.time.Duration.ofSeconds(5), waiting -> {})) {
            WatchLists.keep(writer, list);
            writer.alerts()
                    .evaluated(
                            7,
                            List.of(new AlertQuery.KeptAlert(
                                    1,
                                    "perimeter",
                                    7,
                                    NOW,
                                    NOW,
                                    "NEW",
                                    true,
                                    "CVE-2026-1001",
                                    AlertJson.bytes(alert),
                                    Optional.empty())),
                            List.of(),
                            List.of());
        }
        long id;
        try (Reader reader = home.store().reader()) {
            id = reader.alerts().waiting().get(0).id();
        }
        try (Writer writer = home.store().writer(java.time.Duration.ofSeconds(5), waiting -> {})) {
            writer.alerts()
                    .composed(
                            "b1",
                            List.of(id),
                            List.of(new AlertWriter.Composed(
                                    new AlertQuery.KeptLetter(
                                            "l1",
                                            "perimeter",
                                            "mail:alice@example.org",
                                            NOW,
                                            "ALERT",
                                            "b1",
                                            Optional.empty(),
                                            OptionalInt.empty()),
                                    List.of(new AlertWriter.NewPacket("l1", Optional.of(new byte[] {1}), "")))),
                            NOW);
        }
    }

    @Test
    void theFilesOfALetterAreBehindItsLinkUntilItsLastDay() throws Exception {
        letter();
        String link = "/letters/l1/2026-01-30/" + token("files", "l1\n2026-01-30") + "/";
        HttpResponse<String> csv = ask("GET", link + "alerts.csv");
        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.body().lines()).hasSize(2).last().asString().startsWith("CVE-2026-1001,");
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(ask("GET", link + "alerts.pdf").body()).startsWith("%PDF");
        String over = "/letters/l1/2026-01-29/" + token("files", "l1\n2026-01-29") + "/alerts.csv";
        String other = "/letters/l2/2026-01-30/" + token("files", "l2\n2026-01-30") + "/alerts.csv";
        String wrong = "/letters/l1/2099-01-01/" + token("files", "l1\n2026-01-30") + "/alerts.csv";
        String noDay = "/letters/l1/soon/" + token("files", "l1\n2026-01-30") + "/alerts.csv";
        assertThat(List.of(over, other, wrong, noDay))
                .allSatisfy(path -> assertThat(ask("GET", path).statusCode()).isEqualTo(404));
    }

    @Test
    void nothingElseIsOpenedByIt() throws Exception {
        assertThat(ask("POST", "/letters/l1/2026-01-30/x/alerts.csv").statusCode())
                .isNotEqualTo(200);
        assertThat(ask("POST", "/unsubscribe/../signout").statusCode()).isNotEqualTo(200);
        assertThat(ask("POST", "/unsubscribe/%2e%2e/lookup").statusCode()).isNotEqualTo(200);
        assertThat(ask("GET", "/cves").statusCode()).isNotEqualTo(200);
        assertThat(ask("POST", "/lookup").statusCode()).isNotEqualTo(200);
    }
}
