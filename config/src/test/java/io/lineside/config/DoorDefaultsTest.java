package io.lineside.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.door.DoorsConfig;
import io.lineside.config.door.FolderConfig;
import io.lineside.config.door.KafkaDoorConfig;
import io.lineside.config.door.KafkaSecurity;
import io.lineside.config.door.MappingConfig;
import io.lineside.config.door.MqttDoorConfig;
import io.lineside.config.door.ReportConfig;
import io.lineside.config.source.ByteSize;
import io.lineside.config.source.Secret;
import io.lineside.model.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key of {@code doors.yaml}: what it means when absent, and where it goes when given. */
class DoorDefaultsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void folderDefaultsAndMapping() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with("mappings/shop.jq", ". | {items}")
                .with(
                        "doors.yaml",
                        """
                        folders:
                          - { name: erp, tenant: acme }
                          - { name: web, tenant: shop, path: drop/web, mapping: shop, every: PT0.5S, maxFile: 64kB }
                        """);

        // When
        Site site = files.loaded();

        // Then
        assertThat(site.doors().folders())
                .containsExactly(
                        new FolderConfig(
                                "erp",
                                new TenantId("acme"),
                                folder.resolve("inbox/erp"),
                                Optional.empty(),
                                Duration.ofSeconds(1),
                                new ByteSize(8_000_000)),
                        new FolderConfig(
                                "web",
                                new TenantId("shop"),
                                folder.resolve("drop/web"),
                                Optional.of("shop"),
                                Duration.ofMillis(500),
                                new ByteSize(64_000)));
        assertThat(site.mappings()).extracting(MappingConfig::program).containsExactly(". | {items}");
        assertThat(site.mappings()).extracting(MappingConfig::name).containsExactly("shop");
    }

    @Test
    void orderTopicDefaultsAndMapping() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with("mappings/shop.jq", ".")
                .with("secret.txt", "hush")
                .with(
                        "doors.yaml",
                        """
                        mqtt:
                          - { name: a, tenant: acme, topic: a/orders, connection: { broker: "tcp://h:1883" } }
                          - name: b
                            tenant: acme
                            topic: b/+
                            replies: b-replies
                            mapping: shop
                            maxMessage: 64kB
                            connection:
                              broker: ssl://h:8883
                              username: gw
                              password: ${file:secret.txt}
                              caFile: ca.pem
                              certFile: cert.pem
                              keyFile: key.pem
                        """);

        // When
        List<MqttDoorConfig> doors = files.loaded().doors().mqtt();

        // Then
        MqttDoorConfig first = doors.get(0);
        assertThat(first.replies()).isEqualTo("a/orders/reply");
        assertThat(first.mapping()).isEmpty();
        assertThat(first.maxMessage()).isEqualTo(new ByteSize(1_000_000));
        assertThat(first.connection().orElseThrow().settings()).containsExactly(Map.entry("broker", "tcp://h:1883"));
        MqttDoorConfig second = doors.get(1);
        assertThat(second.topic()).isEqualTo("b/+");
        assertThat(second.replies()).isEqualTo("b-replies");
        assertThat(second.mapping()).contains("shop");
        assertThat(second.maxMessage()).isEqualTo(new ByteSize(64_000));
        assertThat(second.connection().orElseThrow().settings())
                .containsEntry("username", "gw")
                .containsEntry("password", "hush")
                .containsEntry(
                        "keyFile", folder.resolve("key.pem").toAbsolutePath().toString());
        assertThat(second.toString()).doesNotContain("hush");
    }

    @Test
    void kafkaDefaultsAndMapping() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with("mappings/shop.jq", ".")
                .with("secret.txt", "hush")
                .with(
                        "doors.yaml",
                        """
                        kafka:
                          - { name: a, brokers: "h:9092", orders: { topic: orders, tenant: acme } }
                          - name: b
                            brokers: h1:9092,h2:9092
                            security:
                              protocol: SASL_SSL
                              mechanism: SCRAM-SHA-512
                              username: gw
                              password: ${file:secret.txt}
                              caFile: ca.pem
                            orders:
                              { topic: o, tenant: acme, group: g, mapping: shop, replies: r, maxRecord: 64kB }
                            events: { topic: e, tenant: acme }
                        """);

        // When
        List<KafkaDoorConfig> doors = files.loaded().doors().kafka();

        // Then
        var acme = new TenantId("acme");
        assertThat(doors.get(0))
                .isEqualTo(new KafkaDoorConfig(
                        "a",
                        "h:9092",
                        KafkaSecurity.NONE,
                        Optional.of(new KafkaDoorConfig.Orders(
                                "orders",
                                acme,
                                "lineside-a",
                                Optional.empty(),
                                Optional.empty(),
                                new ByteSize(1_000_000))),
                        Optional.empty()));
        assertThat(doors.get(1))
                .isEqualTo(new KafkaDoorConfig(
                        "b",
                        "h1:9092,h2:9092",
                        new KafkaSecurity(
                                KafkaSecurity.Protocol.SASL_SSL,
                                Optional.of(new KafkaSecurity.Login(
                                        KafkaSecurity.Mechanism.SCRAM_SHA_512, "gw", new Secret("hush"))),
                                Optional.of(folder.resolve("ca.pem")),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.of(new KafkaDoorConfig.Orders(
                                "o", acme, "g", Optional.of("shop"), Optional.of("r"), new ByteSize(64_000))),
                        Optional.of(new KafkaDoorConfig.Events("e", acme))));
    }

    @Test
    void reportDefaultsAndMapping() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with(
                        "doors.yaml",
                        """
                        reports:
                          - { name: mes, tenant: acme, format: b2mml }
                          - { name: erp, tenant: shop, path: /mnt/erp, format: b2mml, every: PT1M }
                        """);

        // When
        DoorsConfig doors = files.loaded().doors();

        // Then
        assertThat(doors.reports())
                .containsExactly(
                        new ReportConfig(
                                "mes",
                                new TenantId("acme"),
                                folder.resolve("outbox/mes"),
                                ReportConfig.Format.B2MML,
                                Duration.ofSeconds(1)),
                        new ReportConfig(
                                "erp",
                                new TenantId("shop"),
                                Path.of("/mnt/erp"),
                                ReportConfig.Format.B2MML,
                                Duration.ofMinutes(1)));
        assertThat(doors.folders()).isEmpty();
    }
}
