package vigie.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningTest {

    private static final Optional<Path> FILE = Optional.of(Path.of("tokens"));

    private static AccessOptions options(String listen, Optional<Path> file, boolean proxy, String... names) {
        return new AccessOptions(Listen.parse(listen).orElseThrow(), file, proxy, List.of(names), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, true, 127.0.0.1:8080",
        "127.9.9.9:80, true, 127.9.9.9:80",
        "[::1]:0, true, [::1]:0",
        "localhost:8080, true, localhost:8080",
        "0.0.0.0:8080, false, 0.0.0.0:8080",
        "[::]:8080, false, [::]:8080",
        "192.0.2.1:65535, false, 192.0.2.1:65535",
        "[::ffff:127.0.0.1]:1, true, [::ffff:127.0.0.1]:1"
    })
    void anAddressToListenOnIsUnderstood(String text, boolean loopback, String authority) {
        Listen listen = Listen.parse(text).orElseThrow();
        assertThat(listen.loopback()).isEqualTo(loopback);
        assertThat(listen.authority()).isEqualTo(authority);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8080",
                "localhost",
                ":8080",
                "localhost:65536",
                "::1:8080",
                "[::1]",
                "http://x:80",
                "a b:80",
                "x:80/"
            })
    void anythingElseIsNot(String text) {
        assertThat(Listen.parse(text)).isEmpty();
    }

    @Test
    void onlyLoopbackIsOpenWithoutFurtherWords() {
        assertThat(AccessOptions.DEFAULT.missing()).isEmpty();
        assertThat(options("0.0.0.0:80", Optional.empty(), false).missing()).contains(AccessOptions.Missing.GUARD);
        assertThat(options("0.0.0.0:80", Optional.empty(), false, "vigie.example")
                        .missing())
                .contains(AccessOptions.Missing.GUARD);
        assertThat(options("0.0.0.0:80", FILE, false).missing()).isEmpty();
        assertThat(options("0.0.0.0:80", Optional.empty(), true).missing()).contains(AccessOptions.Missing.HOST_NAME);
        assertThat(options("0.0.0.0:80", Optional.empty(), true, "vigie.example")
                        .missing())
                .isEmpty();
    }

    @Test
    void onlyThisMachineMayAskWithoutEnd() {
        assertThat(AccessOptions.DEFAULT.requestsASecond()).isEmpty();
        assertThat(options("127.0.0.1:80", Optional.empty(), true).requestsASecond())
                .contains(100);
        assertThat(options("0.0.0.0:80", FILE, false).requestsASecond()).contains(100);
        assertThat(new AccessOptions(Listen.DEFAULT, FILE, false, List.of(), Optional.of(7)).requestsASecond())
                .contains(7);
        assertThat(new AccessOptions(new Listen("::", 1), FILE, false, List.of(), Optional.of(0)).requestsASecond())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:9", "[::1]", "[::1]:8080"})
    void onLoopbackItsOwnNamesAreServed(String host) {
        assertThat(AccessOptions.DEFAULT.hostCheck().serves(Optional.of(host))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.example:8080",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "127.0.0.1@evil.example",
                "localhost:80:80",
                "localhost:evil",
                "[::1",
                "::1",
                "[::1]x",
                "localhost,evil.example",
                "127.1",
                "0.0.0.0"
            })
    void onLoopbackNoOtherNameIsServed(String host) {
        assertThat(AccessOptions.DEFAULT.hostCheck().serves(Optional.of(host))).isFalse();
        assertThat(AccessOptions.DEFAULT.hostCheck().serves(Optional.empty())).isFalse();
    }

    @Test
    void elsewhereTheNamesThatWereGivenAreServedOrAnyIfTokensAreNeeded() {
        HostCheck given = options("0.0.0.0:80", FILE, false, "Vigie.example", "other.example:8443")
                .hostCheck();
        assertThat(given.serves(Optional.of("vigie.example:8080"))).isTrue();
        assertThat(given.serves(Optional.of("other.example"))).isTrue();
        assertThat(given.serves(Optional.of("localhost"))).isFalse();
        HostCheck any = options("0.0.0.0:80", FILE, false).hostCheck();
        assertThat(any.serves(Optional.of("192.0.2.1"))).isTrue();
        HostCheck proxied =
                options("127.0.0.1:80", Optional.empty(), true, "vigie.example").hostCheck();
        assertThat(proxied.serves(Optional.of("vigie.example"))).isTrue();
        assertThat(proxied.serves(Optional.of("localhost"))).isTrue();
        assertThat(proxied.serves(Optional.of("evil.example"))).isFalse();
    }
}
