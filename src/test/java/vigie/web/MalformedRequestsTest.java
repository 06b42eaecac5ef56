package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.testing.CveText;
import vigie.testing.ServedHome;
import vigie.testing.TestHome;
import vigie.web.wire.Raw;

/** Whatever a client sends, the fault is told as the client's, and nothing is logged as the server's. */
class MalformedRequestsTest {

    private static final String CVE = "/api/v1/cves/CVE-2026-0001";

    private final TestHome home = TestHome.make();
    private ServedHome served;
    private int port;

    @BeforeEach
    void serve() {
        home.ingest("2026-01-30", CveText.cve("CVE-2026-0001").listed());
        served = ServedHome.of(home.dir());
        served.server().ready();
        port = served.server().port();
    }

    @AfterEach
    void stop() {
        served.close();
        home.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "--", "-;q=1", ";", ",", "fr-;q=x", "*", "\u00e9"})
    void anyLanguageIsTaken(String language) {
        for (String path : new String[] {"/cves", "/none", "/api/v1/cves?since=x", "/session"}) {
            assertThat(Raw.get(port, path, "Accept-Language: " + language).status())
                    .as(path)
                    .isIn(200, 400, 404);
        }
        assertThat(served.trouble()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multipart/form-data; boundary=x | --y broken",
                "multipart/form-data | --y broken",
                "multipart/form-data; boundary= | x",
                "application/x-www-form-urlencoded | token=%zz",
                "application/x-www-form-urlencoded | token=%f",
                "application/x-www-form-urlencoded | token=%ff%fe",
                "application/x-www-form-urlencoded; charset=bogus | token=x",
                "application/x-www-form-urlencoded; charset=utf-16 | token=x",
                "text/plain | token=x"
            })
    void aFormThatCannotBeReadIsTheClientsFault(String type, String body) {
        String request = "POST /session HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Type: "
                + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        assertThat(Raw.send(port, request).status()).isBetween(400, 499);
        assertThat(served.trouble()).isEmpty();
    }

    @Test
    void aBodyThatNeverComesIsNoFaultOfTheServer() throws IOException {
        String head = "POST /session HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\ntok";
        for (int i = 0; i < 5; i++) {
            try (Socket socket = Raw.open(port)) {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                Raw.of(socket);
            }
        }
        assertThat(Raw.get(port, "/metrics").body()).doesNotContain("status=\"5xx\"");
        assertThat(served.trouble()).isEmpty();
    }

    @Test
    void aGetIsNoPostWhateverItsHeadersSay() {
        Raw raw = Raw.get(port, "/session/end", "X-HTTP-Method-Override: POST");
        assertThat(raw.status()).isIn(404, 405);
        assertThat(raw.header("Set-Cookie")).isEmpty();
    }

    @Test
    void aKeptAnswerIsGivenForItsOwnPathOnly() {
        assertThat(Raw.get(port, CVE + ";x=1").status()).isIn(308, 400, 404);
        assertThat(Raw.get(port, CVE).status()).isEqualTo(200);
        assertThat(Raw.get(port, CVE).status()).isEqualTo(200);
        assertThat(Raw.get(port, CVE + ";x=1").status()).isIn(308, 400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/today", "/cves", "/publications", "/sources", "/session", "/none", "/cves/CVE-1999-1"})
    void headOfAPageIsAsGet(String path) {
        Raw get = Raw.get(port, path);
        Raw head = Raw.send(port, Raw.request("HEAD", path, ""));
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.header("Location")).isEqualTo(get.header("Location"));
        assertThat(head.body()).isEmpty();
    }
}
