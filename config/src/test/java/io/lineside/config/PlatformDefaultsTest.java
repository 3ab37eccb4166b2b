package io.lineside.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.source.Secret;
import io.lineside.model.TenantId;
import io.lineside.model.work.EventType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key of {@code platforms.yaml}: what it means when absent, and where it goes when given. */
class PlatformDefaultsTest {
    @TempDir
    Path folder = Path.of("");

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
}
