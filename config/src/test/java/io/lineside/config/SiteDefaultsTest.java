package io.lineside.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.door.DoorsConfig;
import io.lineside.config.source.ByteSize;
import io.lineside.config.source.Secret;
import io.lineside.model.Capability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key of {@code site.yaml} and of line files: what it means when absent, and where it goes when given. */
class SiteDefaultsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void siteFileDefaults() {
        // When
        Site site = SiteFiles.good(folder).loaded();

        // Then
        assertThat(site.folder()).isEqualTo(folder);
        assertThat(site.gateway()).isEqualTo("lineside");
        assertThat(site.http()).isEqualTo(new HttpConfig("127.0.0.1", 8080, new ByteSize(1_000_000)));
        assertThat(site.management()).isEqualTo(new ManagementConfig("127.0.0.1", 8081));
        assertThat(site.store())
                .isEqualTo(new StoreConfig(
                        folder.resolve("data/lineside.db"), new ByteSize(256_000_000), Optional.empty()));
        assertThat(site.certificates()).isEqualTo(folder.resolve("certificates"));
        assertThat(site.reload()).isEqualTo(new ReloadConfig(true, Duration.ofSeconds(2)));
        assertThat(site.retention()).isEqualTo(RetentionConfig.NONE);
        assertThat(site.log()).isEqualTo(LogConfig.DEFAULT);
        assertThat(site.traces()).isEmpty();
        assertThat(site.mqtt()).isEmpty();
        assertThat(site.platforms()).isEmpty();
        assertThat(site.doors()).isEqualTo(DoorsConfig.NONE);
        assertThat(site.mappings()).isEmpty();
    }

    @Test
    void siteFileMapping() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with("platforms.yaml", "keys: []")
                .with(
                        "site.yaml",
                        """
                        enterprise: umbrella
                        site: south
                        gateway: gw-2
                        http: { host: 0.0.0.0, port: 0, maxBody: 512kB, certFile: tls/api.pem, keyFile: tls/api.key, clientCa: tls/shops.pem, clientCert: optional }
                        management:
                          host: "${env:HOST}"
                          port: 9001
                          token: "${env:OPERATOR_TOKEN}"
                          users: [{ name: anna, token: "${env:ANNA_TOKEN}" }]
                        store: { file: db/orders.db, reserve: 40MB, backup: { folder: /mnt/backup, every: PT6H, keep: 30 } }
                        certificates: { folder: pki }
                        reload: { watch: false, every: PT30S }
                        retention: { personal: P30D }
                        log: { format: json, level: warn, levels: { io.vertx: debug } }
                        traces: { endpoint: "http://collector:4318", sample: 0.25 }
                        mqtt:
                          broker: "ssl://broker.south:8883"
                          username: gw-2
                          password: "${env:BROKER_PASSWORD}"
                          caFile: tls/ca.pem
                          certFile: tls/gw-2.pem
                          keyFile: tls/gw-2.key
                        """);

        // When
        Site site = files.loaded();

        // Then
        assertThat(site.enterprise()).isEqualTo("umbrella");
        assertThat(site.site()).isEqualTo("south");
        assertThat(site.gateway()).isEqualTo("gw-2");
        assertThat(site.http())
                .isEqualTo(new HttpConfig(
                        "0.0.0.0",
                        0,
                        new ByteSize(512_000),
                        Optional.of(folder.resolve("tls/api.pem")),
                        Optional.of(folder.resolve("tls/api.key")),
                        Optional.of(new HttpConfig.ClientCertificates(folder.resolve("tls/shops.pem"), false))));
        assertThat(site.management())
                .isEqualTo(new ManagementConfig(
                        "10.0.0.7",
                        9001,
                        List.of(
                                new OperatorConfig("operator", new Secret("an-operator-token-of-32-letters!")),
                                new OperatorConfig("anna", new Secret("annas-own-token-of-some-letters")))));
        assertThat(site.store())
                .isEqualTo(new StoreConfig(
                        folder.resolve("db/orders.db"),
                        new ByteSize(40_000_000),
                        Optional.of(new BackupConfig(Path.of("/mnt/backup"), Duration.ofHours(6), 30))));
        assertThat(site.certificates()).isEqualTo(folder.resolve("pki"));
        assertThat(site.reload()).isEqualTo(new ReloadConfig(false, Duration.ofSeconds(30)));
        assertThat(site.retention()).isEqualTo(new RetentionConfig(Optional.of(Duration.ofDays(30))));
        assertThat(site.log())
                .isEqualTo(
                        new LogConfig(LogFormat.JSON, Optional.of(LogLevel.WARN), Map.of("io.vertx", LogLevel.DEBUG)));
        assertThat(site.traces()).contains(new TracesConfig("http://collector:4318", 0.25));
        assertThat(site.mqtt())
                .contains(new MqttConfig(
                        "ssl://broker.south:8883",
                        Optional.of("gw-2"),
                        Optional.of(new Secret("s3cret")),
                        Optional.of(folder.resolve("tls/ca.pem")),
                        Optional.of(folder.resolve("tls/gw-2.pem")),
                        Optional.of(folder.resolve("tls/gw-2.key"))));
    }

    @Test
    void tracesAreOfAllOrdersByDefault() {
        // When
        Site site = SiteFiles.good(folder)
                .with("site.yaml", SiteFiles.SITE + "traces: { endpoint: 'https://otel.plant.example/in' }")
                .loaded();

        // Then
        assertThat(site.traces()).contains(new TracesConfig("https://otel.plant.example/in", 1));
    }

    @Test
    void backupDefaults() {
        // Given
        SiteFiles files =
                SiteFiles.good(folder).with("site.yaml", SiteFiles.SITE + "store: { backup: { folder: backups } }");

        // When
        Site site = files.loaded();

        // Then
        assertThat(site.store().backup())
                .contains(new BackupConfig(folder.resolve("backups"), Duration.ofHours(24), 7));
    }

    @Test
    void postgresqlDefaultsAndMapping() {
        // Given
        String url = "jdbc:postgresql://db-1:5432,db-2/lineside?sslmode=verify-full&targetServerType=primary";
        SiteFiles files = SiteFiles.good(folder)
                .with("db.password", "s3cret\n")
                .with("site.yaml", SiteFiles.SITE + "store: { postgresql: { url: '" + url + "' } }");

        // When
        StoreConfig plain = files.loaded().store();

        // Then
        assertThat(plain.postgresql()).contains(new PostgresqlConfig(url, Optional.empty(), Optional.empty()));
        files.with(
                "site.yaml",
                SiteFiles.SITE + "store: { postgresql: { url: '" + url
                        + "', user: gw, password: '${file:db.password}' } }");
        StoreConfig secured = files.loaded().store();
        assertThat(secured.postgresql())
                .contains(new PostgresqlConfig(url, Optional.of("gw"), Optional.of(new Secret("s3cret"))));
        assertThat(secured.place()).isEqualTo(url);
        assertThat(files.loaded().toString()).doesNotContain("s3cret");
    }

    @Test
    void secretsAreReadFromFilesAndShownNowhere() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with("broker.password", "s3cret\n")
                .with(
                        "site.yaml",
                        SiteFiles.SITE + "mqtt: { broker: tcp://b:1883, password: '${file:broker.password}' }")
                .with(
                        "lines/pack-1.yaml",
                        "line: pack-1\narea: finishing\ncapabilities: [packing]\nprotocol: mqtt-uns\n");

        // When
        Site site = files.loaded();

        // Then
        assertThat(site.mqtt().orElseThrow().password()).contains(new Secret("s3cret"));
        assertThat(site.lines().get(1).connection()).containsEntry("password", "s3cret");
        assertThat(site.toString()).doesNotContain("s3cret");
    }

    @Test
    void lineFileDefaults() {
        // When
        LineConfig line = SiteFiles.good(folder).loaded().lines().get(0);

        // Then
        assertThat(line.profile()).isEqualTo(LineProfile.A);
        assertThat(line.memory()).isEqualTo(LineMemory.LOST);
        assertThat(line.onDoubt()).isEqualTo(OnDoubt.HOLD);
        assertThat(line.quantities()).isEqualTo(LineQuantities.SENT);
        assertThat(line.drain()).isFalse();
        assertThat(line.capacity()).isEqualTo(4);
        assertThat(line.mostPieces()).isEmpty();
        assertThat(line.requestTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(line.limits())
                .isEqualTo(new LineLimits(
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        Duration.ofHours(8),
                        Duration.ofMinutes(30),
                        Duration.ofHours(1)));
        assertThat(line.connection())
                .isEqualTo(Map.of(
                        "endpoint",
                        "opc.tcp://127.0.0.1:4840",
                        "certificates",
                        folder.resolve("certificates").toString()));
    }

    @Test
    void lineFileMapping() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with(
                        "lines/glaze-1.yaml",
                        """
                        line: kiln-7
                        area: hall-2
                        capabilities: [glazing, firing]
                        protocol: opcua-job-control
                        profile: B
                        memory: kept
                        onDoubt: resend
                        quantities: assumed
                        capacity: 10000
                        batch: { max: 30 }
                        requestTimeout: PT1M30S
                        drain: true
                        limits:
                          queued: PT1S
                          sending: PT2S
                          inDoubt: PT3S
                          stored: PT4S
                          started: PT5S
                          running: PT6S
                          interrupted: PT7S
                          held: PT8S
                        connection:
                          endpoint: opc.tcp://${env:HOST}:4840
                          insecure: true
                          keepAlive: PT10S
                          namespace: 3
                          returnStatus: enum
                          userKey: secret/operator.key
                          tags: { Request.Seq: "nsu=urn:plc;s=seq" }
                        """);

        // When
        LineConfig line = files.loaded().lines().get(0);

        // Then
        assertThat(line.id().value()).isEqualTo("kiln-7");
        assertThat(line.equipmentPath()).containsExactly("acme", "north", "hall-2", "kiln-7");
        assertThat(line.capabilities()).isEqualTo(Set.of(new Capability("glazing"), new Capability("firing")));
        assertThat(line.protocol()).isEqualTo("opcua-job-control");
        assertThat(line.profile()).isEqualTo(LineProfile.B);
        assertThat(line.memory()).isEqualTo(LineMemory.KEPT);
        assertThat(line.onDoubt()).isEqualTo(OnDoubt.RESEND);
        assertThat(line.quantities()).isEqualTo(LineQuantities.ASSUMED);
        assertThat(line.capacity()).isEqualTo(10_000);
        assertThat(line.mostPieces()).contains(30);
        assertThat(line.requestTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(line.drain()).isTrue();
        assertThat(line.limits())
                .isEqualTo(new LineLimits(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(8)));
        assertThat(line.connection())
                .isEqualTo(Map.of(
                        "endpoint", "opc.tcp://10.0.0.7:4840",
                        "insecure", "true",
                        "keepAlive", "PT10S",
                        "namespace", "3",
                        "returnStatus", "enum",
                        "tags.Request.Seq", "nsu=urn:plc;s=seq",
                        "userKey", folder.resolve("secret/operator.key").toString(),
                        "certificates", folder.resolve("certificates").toString()));
    }

    @Test
    void limitsOfASlowLineFollowItsRequestTimeout() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with(
                        "lines/glaze-1.yaml",
                        """
                        line: old-1
                        area: a
                        capabilities: [glazing]
                        protocol: opcua-job-control
                        requestTimeout: PT2M
                        limits: { running: PT20M }
                        connection: { endpoint: opc.tcp://old }
                        """);

        // When
        LineLimits limits = files.loaded().lines().get(0).limits();

        // Then
        assertThat(limits.sending()).isEqualTo(Duration.ofMinutes(8));
        assertThat(limits.inDoubt()).isEqualTo(Duration.ofMinutes(20));
        assertThat(limits.running()).isEqualTo(Duration.ofMinutes(20));
        assertThat(limits.held()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void handshakeIsOfProfileCWithRoomForOneJob() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with(
                        "lines/glaze-1.yaml",
                        "line: press-1\narea: a\ncapabilities: [glazing]\nprotocol: opcua-tags\n"
                                + "connection: { endpoint: opc.tcp://plc, namespace: urn:press }");

        // When
        LineConfig line = files.loaded().lines().get(0);

        // Then
        assertThat(line.profile()).isEqualTo(LineProfile.C);
        assertThat(line.capacity()).isEqualTo(1);
    }

    @Test
    void blindLineResendsWhereItsFileAcceptsDuplicates() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with(
                        "lines/glaze-1.yaml",
                        "line: old-1\narea: a\ncapabilities: [glazing]\nprotocol: opcua-job-control\nprofile: D\n"
                                + "onDoubt: resend\niAcceptDuplicates: true\nconnection: { endpoint: opc.tcp://old }");

        // When
        LineConfig line = files.loaded().lines().get(0);

        // Then
        assertThat(line.profile()).isEqualTo(LineProfile.D);
        assertThat(line.onDoubt()).isEqualTo(OnDoubt.RESEND);
    }

    @Test
    void lineWithItsOwnBrokerIsNotGivenTheCredentialsOfTheSites() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with("site.yaml", SiteFiles.SITE + "mqtt: { broker: tcp://site:1883, username: gw }")
                .with(
                        "lines/pack-1.yaml",
                        "line: pack-1\narea: a\ncapabilities: [packing]\nprotocol: mqtt-uns\n"
                                + "connection: { broker: tcp://own:1883 }");

        // When
        LineConfig line = files.loaded().lines().get(1);

        // Then
        assertThat(line.connection()).isEqualTo(Map.of("broker", "tcp://own:1883"));
    }
}
