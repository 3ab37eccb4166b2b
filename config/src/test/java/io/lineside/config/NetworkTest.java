package io.lineside.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "172.16.0.0/12, 172.31.255.255, true",
        "172.16.0.0/12, 172.32.0.0, false",
        "192.168.1.7, 192.168.1.7, true",
        "192.168.1.7, 192.168.1.6, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "fe80::/10, febf::1, true",
        "fe80::/10, fec0::1, false",
        "fd12:3456::/32, fd12:3456:7::1, true"
    })
    void addressIsInTheNetworkWhoseBitsItShares(String network, String address, boolean contained) throws Exception {
        // When
        boolean found = Network.parse(network).contains(InetAddress.getByName(address));

        // Then
        assertThat(found).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0/8",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "010.0.0.1",
                "::1/129",
                "fe80::1%eth0",
                "shop.example",
                ":::",
                "1.2.3.4.5"
            })
    void whatIsNoNetworkIsRefusedWithoutLookingUpAName(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
