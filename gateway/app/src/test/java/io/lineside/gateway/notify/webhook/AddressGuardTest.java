package io.lineside.gateway.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.Network;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where webhooks may not go: RFC 6890 and what stands for it in IPv6. */
class AddressGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:0:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001::1",
                "2001:db8::1",
                "fc00::1",
                "fd00:ec2::254",
                "fdff::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void nothingIsSentToAnAddressThatIsNotPublic(String address) throws Exception {
        // When
        var refusal = new AddressGuard(List.of()).refusal(InetAddress.getByName(address));

        // Then
        assertThat(refusal).as(address).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "223.255.255.255",
                "2606:4700::1111",
                "64:ff9b::1.1.1.1",
                "2002:101:101::1"
            })
    void publicAddressesPass(String address) throws Exception {
        // When
        var refusal = new AddressGuard(List.of()).refusal(InetAddress.getByName(address));

        // Then
        assertThat(refusal).as(address).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.20.0.7", "::ffff:10.20.0.7", "fd12::7", "127.0.0.1"})
    void factoryNetworksPassWhereTheSiteSaysSo(String address) throws Exception {
        // Given
        var guard = new AddressGuard(
                List.of(Network.parse("10.20.0.0/16"), Network.parse("fd12::/48"), Network.parse("127.0.0.1")));

        // When
        var refusal = guard.refusal(InetAddress.getByName(address));

        // Then
        assertThat(refusal).isEmpty();
        assertThat(guard.refusal(InetAddress.getByName("10.21.0.1"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "fd00:ec2::254", "224.0.0.1", "0.0.0.0", "255.255.255.255", "ff02::1"})
    void someAddressesNoSiteCanAllow(String address) throws Exception {
        // Given
        var guard = new AddressGuard(List.of(Network.parse("0.0.0.0/0"), Network.parse("::/0")));

        // When
        var refusal = guard.refusal(InetAddress.getByName(address));

        // Then
        assertThat(refusal).isPresent();
    }
}
