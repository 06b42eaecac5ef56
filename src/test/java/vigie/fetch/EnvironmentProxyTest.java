package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxyTest extends HttpFetching {

    @Test
    void downloadsGoThroughTheProxyOfTheEnvironment() throws Exception {
        server.answers(ScriptedServer.body("[]"));
        URI feed = URI.create("http://feeds.invalid/feed.json");
        Request request = new Request(feed, Format.JSON, Validators.NONE, OptionalLong.empty(), 1 << 20);
        Map<String, String> environment = Map.of("HTTP_PROXY", server.uri("").toString());
        Fetched fetched =
                new HttpFetcher(folder, Mirror.NONE, RETRY, line -> {}, environment).fetch(request, PACE, bytes -> {});
        assertBody(fetched, "[]");
        assertThat(server.asked().get(0).header("Host")).contains("feeds.invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "https://nvd.nist.gov/feeds, secure.example:3128",
        "http://nvd.nist.gov/feeds, plain.example:80",
        "https://mirror.corp.example/nvd, ''",
        "https://corp.example/nvd, ''",
        "https://notcorp.example/nvd, secure.example:3128",
        "http://127.0.0.1:8099/nvd, ''",
        "http://localhost:8099/nvd, ''",
    })
    void theSchemeAndTheHostDecide(URI uri, String expected) {
        Map<String, String> environment = Map.of(
                "https_proxy",
                "http://secure.example:3128/",
                "HTTP_PROXY",
                "plain.example",
                "NO_PROXY",
                " .corp.example,x");
        Proxy proxy = EnvironmentProxy.of(environment).orElseThrow().select(uri).get(0);
        String address = proxy.type() == Proxy.Type.DIRECT
                ? ""
                : proxy.address().toString().replace("/<unresolved>", "");
        assertThat(address).isEqualTo(expected);
    }

    @Test
    void anEmptyVariableNamesNoProxy() {
        assertThat(EnvironmentProxy.of(Map.of("HTTPS_PROXY", "", "http_proxy", " ")))
                .isEmpty();
    }
}
