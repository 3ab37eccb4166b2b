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
import io.lineside.model.Capability;
import io.lineside.model.TenantId;
import io.lineside.model.work.EventType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
        assertThat(site.mqtt()).isEmpty();
        assertThat(site.platforms()).isEmpty();
        assertThat(site.doors()).isEqualTo(DoorsConfig.NONE);
        assertThat(site.mappings()).isEmpty();
    }

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
    void certificateOfAClientIsRequiredUnlessSaidOtherwise() {
        // When
        Site site = SiteFiles.good(folder)
                .with(
                        "site.yaml",
                        "enterprise: acme\nsite: north\nhttp: { certFile: a.pem, keyFile: a.key, clientCa: ca.pem }\n")
                .loaded();
        // Then
        assertThat(site.http().clients()).contains(new HttpConfig.ClientCertificates(folder.resolve("ca.pem"), true));
    }

    @Test
    void issuersOfTokensDefaultsAndMapping() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with("ca.pem", "-")
                .with("keys.json", "{}")
                .with(
                        "platforms.yaml",
                        """
                        keys: []
                        jwt:
                          - { issuer: "https://login.example", audience: lineside, jwks: keys.json, tenants: [shop] }
                          - issuer: https://other.example/
                            audience: https://gateway.example
                            jwks: https://other.example/keys
                            caFile: ca.pem
                            algorithms: [PS256]
                            tenantClaim: azp
                            scopeClaim: scp
                            tenants: [shop, shop-2]
                            leeway: PT5S
                        """);
        // When
        List<JwtConfig> issuers = files.loaded().platforms().orElseThrow().jwt();
        // Then
        JwtConfig usual = issuers.get(0);
        assertThat(usual.issuer()).isEqualTo("https://login.example");
        assertThat(usual.audience()).isEqualTo("lineside");
        assertThat(usual.keys()).isEqualTo(new KeySetPlace.File(folder.resolve("keys.json")));
        assertThat(usual.caFile()).isEmpty();
        assertThat(usual.algorithms()).containsExactlyInAnyOrder(JwtAlgorithm.RS256, JwtAlgorithm.ES256);
        assertThat(usual.claims()).isEqualTo(new JwtConfig.Claims("tenant", "scope"));
        assertThat(usual.tenants()).containsExactly(new TenantId("shop"));
        assertThat(usual.leeway()).isEqualTo(Duration.ofMinutes(1));
        JwtConfig other = issuers.get(1);
        assertThat(other.keys()).isEqualTo(new KeySetPlace.Server(URI.create("https://other.example/keys")));
        assertThat(other.caFile()).contains(folder.resolve("ca.pem"));
        assertThat(other.algorithms()).containsExactly(JwtAlgorithm.PS256);
        assertThat(other.claims()).isEqualTo(new JwtConfig.Claims("azp", "scp"));
        assertThat(other.tenants()).containsExactly(new TenantId("shop"), new TenantId("shop-2"));
        assertThat(other.leeway()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void certificatesOfClientsDefaultsAndMapping() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with(
                        "platforms.yaml",
                        """
                        keys: []
                        certificates:
                          - { sha256: "%s", tenant: shop, scopes: [orders:read] }
                          - { subject: "CN=Shop 2, O=Acme", tenant: shop, scopes: [orders:write], until: "2027-01-31T00:00:00Z" }
                        """
                                .formatted("AB:".repeat(31) + "AB"));
        // When
        List<CertificateConfig> certificates =
                files.loaded().platforms().orElseThrow().certificates();
        // Then
        assertThat(certificates.get(0).mark()).isEqualTo(new CertificateConfig.Mark.Fingerprint("ab".repeat(32)));
        assertThat(certificates.get(0).tenant()).isEqualTo(new TenantId("shop"));
        assertThat(certificates.get(0).scopes()).containsExactly(Scope.ORDERS_READ);
        assertThat(certificates.get(0).until()).isEmpty();
        assertThat(certificates.get(1).mark()).isEqualTo(new CertificateConfig.Mark.Subject("cn=shop 2,o=acme"));
        assertThat(certificates.get(1).until()).contains(Instant.parse("2027-01-31T00:00:00Z"));
    }

    @Test
    void platformsDefaultsAndMapping() {
        // Given
        String key =
                "id: abcd2345, tenant: shop, scopes: [orders:write, products:read], sha256: \"" + "a".repeat(64) + "\"";
        SiteFiles files = SiteFiles.good(folder).with("platforms.yaml", "keys:\n  - { " + key + " }\n");

        // When
        PlatformsConfig platforms = files.loaded().platforms().orElseThrow();

        // Then
        assertThat(platforms.perSecond()).isEqualTo(100);
        assertThat(platforms.burst()).isEqualTo(200);
        ApiKeyConfig read = platforms.keys().get(0);
        assertThat(read.id()).isEqualTo("abcd2345");
        assertThat(read.tenant().value()).isEqualTo("shop");
        assertThat(read.scopes()).containsExactly(Scope.ORDERS_WRITE, Scope.PRODUCTS_READ);
        assertThat(read.sha256()).isEqualTo("a".repeat(64));
        assertThat(read.until()).isEmpty();
        files.with(
                "platforms.yaml",
                "limits: { perSecond: 7, burst: 9 }\nkeys:\n  - { " + key + ", until: 2027-01-31T00:00:00Z }\n");
        PlatformsConfig more = files.loaded().platforms().orElseThrow();
        assertThat(more.perSecond()).isEqualTo(7);
        assertThat(more.burst()).isEqualTo(9);
        assertThat(more.keys().get(0).until()).contains(Instant.parse("2027-01-31T00:00:00Z"));
    }

    @Test
    void webhookDefaults() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with(
                        "platforms.yaml",
                        """
                        keys: []
                        webhooks:
                          - { id: status, tenant: shop, url: "https://shop.example/hooks", secrets: ["${env:HOOK}"] }
                        """);

        // When
        PlatformsConfig platforms = files.loaded().platforms().orElseThrow();

        // Then
        WebhookConfig webhook = platforms.webhooks().get(0);
        assertThat(webhook.id()).isEqualTo("status");
        assertThat(webhook.tenant()).isEqualTo(new TenantId("shop"));
        assertThat(webhook.url().value()).isEqualTo(URI.create("https://shop.example/hooks"));
        assertThat(webhook.secrets()).containsExactly(new Secret("whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="));
        assertThat(webhook.events()).containsExactlyInAnyOrder(EventType.values());
        assertThat(webhook.reach()).isEqualTo(new WebhookConfig.Reach(List.of(), false, Optional.empty()));
        assertThat(webhook.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(webhook.concurrency()).isEqualTo(4);
        assertThat(webhook.giveUpAfter()).isEqualTo(Duration.ofDays(1));
        assertThat(files.with("platforms.yaml", "keys: []")
                        .loaded()
                        .platforms()
                        .orElseThrow()
                        .webhooks())
                .isEmpty();
    }

    @Test
    void webhookMappingShowsNoSecret() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with("ca.pem", "an authority")
                .with("new.secret", "whsec_WllYV1ZVVFNSUVBPTk1MS0pJSEdGRURDQkE=\n")
                .with(
                        "platforms.yaml",
                        """
                        keys: []
                        webhooks:
                          - id: status
                            tenant: shop
                            url: http://${env:HOST}:8088/hooks?token=${env:BROKER_PASSWORD}
                            secrets: ["${file:new.secret}", "${env:HOOK}"]
                            events: [order.*, job.ended]
                            allowPrivate: [10.0.0.0/8, "fd12::/48", 127.0.0.1]
                            allowHttp: true
                            caFile: ca.pem
                            timeout: PT3S
                            concurrency: 2
                            giveUpAfter: PT2H
                        """);

        // When
        WebhookConfig webhook =
                files.loaded().platforms().orElseThrow().webhooks().get(0);

        // Then
        assertThat(webhook.url().host()).isEqualTo("10.0.0.7");
        assertThat(webhook.url().port()).isEqualTo(8088);
        assertThat(webhook.url().target()).isEqualTo("/hooks?token=s3cret");
        assertThat(webhook.secrets()).hasSize(2);
        assertThat(webhook.events())
                .contains(EventType.ORDER_ACCEPTED, EventType.ORDER_STATE_CHANGED, EventType.JOB_ENDED)
                .doesNotContain(EventType.JOB_RUNNING);
        assertThat(webhook.reach())
                .isEqualTo(new WebhookConfig.Reach(
                        List.of(Network.parse("10.0.0.0/8"), Network.parse("fd12::/48"), Network.parse("127.0.0.1/32")),
                        true,
                        Optional.of(folder.resolve("ca.pem"))));
        assertThat(webhook.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(webhook.concurrency()).isEqualTo(2);
        assertThat(webhook.giveUpAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(webhook.toString()).doesNotContain("s3cret").doesNotContain("whsec_");
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
