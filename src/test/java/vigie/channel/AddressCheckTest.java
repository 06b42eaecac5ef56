package vigie.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.channel.AddressCheck.Network;

class AddressCheckTest {

    private static AddressCheck allowing(String... networks) {
        return new AddressCheck(
                Arrays.stream(networks)
                        .map(text -> Network.parse(text).orElseThrow())
                        .toList(),
                AddressCheckTest::literal);
    }

    private static InetAddress[] literal(String host) throws UnknownHostException {
        return switch (host) {
            case "public.test" -> new InetAddress[] {InetAddress.getByName("9.9.9.9")};
            case "both.test" -> new InetAddress[] {InetAddress.getByName("9.9.9.9"), InetAddress.getByName("10.0.0.1")};
            case "none.test" -> new InetAddress[0];
            default -> new InetAddress[] {InetAddress.getByName(host)};
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "192.0.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "[::1]",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "[::ffff:7f00:1]",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::7f00:1",
                "::ffff:0:7f00:1",
                "100::1",
                "100:0:0:1::1",
                "fe80::1%1",
                "2620:fe::5efe:7f00:1",
                "2620:fe::200:5efe:7f00:1",
                "017700000001",
                "4294967297",
                "2002:7f00:1::",
                "2001::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "127.1",
                "127.0.1",
                "0177.0.0.1",
                "010.0.0.1",
                "127.0.0.1.",
                "0",
                "0x",
                "1.2.3.4.5",
                "both.test"
            })
    void whatIsNotPublicIsRefused(String host) {
        assertThatExceptionOfType(AddressCheck.Refused.class)
                .isThrownBy(() -> allowing().resolve(host, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9.9.9", "172.32.0.1", "2620:fe::fe", "public.test"})
    void whatIsPublicIsNot(String host) throws IOException {
        assertThat(allowing().resolve(host, true)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.0.0.0/8",
        "127.0.0.1, 127.0.0.1",
        "fd00::17, fd00::/8",
        "::1, ::1/128",
        "192.168.5.1, 192.168.4.0/22"
    })
    void aNetworkOfTheSettingsIsAllowedWithOrWithoutEncryption(String host, String network) throws IOException {
        assertThat(allowing(network).resolve(host, true)).isNotEmpty();
        assertThat(allowing(network).resolve(host, false)).isNotEmpty();
        assertThatExceptionOfType(AddressCheck.Refused.class)
                .isThrownBy(() -> allowing("192.168.8.0/22").resolve(host, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "0x7f.0.0.1", "127.1"})
    void aNumberIsRefusedEvenWhereItsNetworkIsAllowed(String host) {
        assertThatExceptionOfType(AddressCheck.Refused.class)
                .isThrownBy(() -> allowing("127.0.0.0/8").resolve(host, true))
                .withMessageContaining(host);
    }

    @Test
    void withoutEncryptionOnlyAllowedNetworksAreWrittenTo() {
        assertThatExceptionOfType(AddressCheck.Refused.class)
                .isThrownBy(() -> allowing().resolve("public.test", false))
                .withMessageContaining("encryption");
    }

    @Test
    void aNameWithoutAnAddressIsUnknown() {
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> allowing().resolve("none.test", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0/8",
                "::/129",
                "intranet",
                "10.0.0.0/8/8",
                "0x0a.0.0.0/8"
            })
    void whatIsNoNetworkIsNone(String text) {
        assertThat(List.of(text)).noneMatch(ChannelSettings::isNetwork);
    }
}
