package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.Ports;
import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.line.LineConnector;
import io.lineside.model.pki.CertificateFolder;
import io.lineside.model.pki.CertificateFolder.Place;
import io.lineside.model.pki.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who the gateway is to a line and whom it trusts, against real servers in mode SignAndEncrypt on loopback. */
@SuppressWarnings("NullAway.Init") // Every test connects first.
final class OpcUaSecurityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final RecordingListener listener = new RecordingListener();
    private ServerSecurity security;
    private OddServer server;
    private LineConnector connector;

    @AfterEach
    void close() {
        connector.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = SecurityPolicy.class,
            names = {"Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss"})
    void lineIsConnectedSignedAndEncrypted(SecurityPolicy policy) {
        // Given
        serve(ServerSecurity.with(policy));
        bothTrust();
        // When
        connect(Map.of());
        // Then
        await().atMost(PATIENCE).until(listener::isConnected);
        assertThat(connector.health().detail()).contains(policy.name());
        assertThat(connector.health().warnings()).noneMatch(warning -> warning.contains("insecure"));
    }

    @Test
    void certificateOfTheGatewayIsMadeOnceWithItsUriAndAKeyForItsOwnerOnly() throws IOException {
        // Given
        serve(ServerSecurity.with(SecurityPolicy.Basic256Sha256));
        theLineTrustsUs();
        X509Certificate own = own();
        // When
        trustTheLine();
        connect(Map.of());
        await().atMost(PATIENCE).until(listener::isConnected);
        // Then
        assertThat(own()).isEqualTo(own);
        assertThat(CertificateUtil.getSanUri(own))
                .hasValueSatisfying(uri -> assertThat(uri).endsWith(":lineside:gw-1"));
        assertThat(CertificateUtil.getSanDnsNames(own)).isNotEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("own/lineside.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void lineThatDoesNotTrustTheGatewayIsToldWhatToDoAndThenConnects() {
        // Given
        serve(ServerSecurity.with(SecurityPolicy.Basic256Sha256));
        trustTheLine();
        // When
        connect(Map.of());
        // Then
        awaitReason("the line does not trust our certificate: on the line, move");
        X509Certificate own = own();
        assertThat(connector.health().detail()).contains(Fingerprint.thumbprint(own));
        assertThat(security.rejected()).contains(own);
        security.trust(own);
        await().atMost(PATIENCE).until(listener::isConnected);
    }

    @Test
    void unknownLineIsKeptForAPersonToJudgeAndConnectsOnceTrusted() throws IOException {
        // Given
        serve(ServerSecurity.with(SecurityPolicy.Basic256Sha256));
        theLineTrustsUs();
        // When
        connect(Map.of());
        // Then
        awaitReason("the gateway does not trust the line's certificate");
        List<CertificateFolder.Entry> rejected =
                certificates().contents(Place.REJECTED).entries();
        assertThat(rejected).extracting(CertificateFolder.Entry::certificate).containsExactly(security.certificate());
        assertThat(connector.health().detail())
                .contains(rejected.get(0).fingerprint().hex());
        certificates().move(rejected.get(0), Place.TRUSTED);
        await().atMost(PATIENCE).until(listener::isConnected);
    }

    @Test
    void trustThatIsTakenBackEndsTheConnection() throws IOException {
        // Given
        serve(ServerSecurity.with(SecurityPolicy.Basic256Sha256));
        bothTrust();
        connect(Map.of());
        await().atMost(PATIENCE).until(listener::isConnected);
        // When
        certificates().move(certificates().contents(Place.TRUSTED).entries().get(0), Place.REJECTED);
        // Then
        awaitReason("the gateway does not trust the line's certificate");
    }

    @Test
    void pinnedFingerprintNeedsNoTrustListAndAllowsNobodyElse() {
        // Given
        serve(ServerSecurity.with(SecurityPolicy.Basic256Sha256));
        theLineTrustsUs();
        String pinned = Fingerprint.of(security.certificate()).hex();
        // When
        connect(Map.of("serverFingerprint", pinned));
        await().atMost(PATIENCE).until(listener::isConnected);
        connector.close();
        bothTrust();
        connect(Map.of("serverFingerprint", "0".repeat(64)));
        // Then
        awaitReason("must have the fingerprint of connection.serverFingerprint");
    }

    @Test
    void serverThatOffersNoSecurityIsNotConnectedTo() {
        // Given
        serve(ServerSecurity.none());
        // When
        connect(Map.of());
        // Then
        awaitReason("the server offers no endpoint with Aes256_Sha256_RsaPss or Basic256Sha256 or Aes128_Sha256_RsaOaep"
                + " in mode SignAndEncrypt, only None/None");
    }

    @Test
    void brokenPolicyIsNotUsed() {
        // Given
        serve(ServerSecurity.with(SecurityPolicy.Basic128Rsa15));
        // When
        connect(Map.of());
        // Then
        awaitReason("only Basic128Rsa15/SignAndEncrypt");
    }

    @Test
    void onlyTheNamedPolicyIsUsed() {
        // Given
        serve(ServerSecurity.with(SecurityPolicy.Basic256Sha256));
        // When
        connect(Map.of("securityPolicy", "Aes256_Sha256_RsaPss"));
        // Then
        awaitReason("the server offers no endpoint with Aes256_Sha256_RsaPss in mode SignAndEncrypt");
    }

    @Test
    void listOfEndpointsWithoutTheStrongOnesIsNoticed() throws IOException {
        // Given: OPC 10000-4 5.6.2, the list got without security must be the one got with it.
        ServerSecurity weaker = ServerSecurity.with(SecurityPolicy.Aes128_Sha256_RsaOaep);
        security = new ServerSecurity(
                weaker.identity(), List.of(SecurityPolicy.Aes128_Sha256_RsaOaep, SecurityPolicy.Aes256_Sha256_RsaPss));
        server = new OddServer(Ports.next(), security, OddServer.V2).receiver("Jobs", "Store");
        bothTrust();
        try (var liar = new OddServer(Ports.next(), weaker, OddServer.V2);
                var wire = new DivertingProxy(liar.port(), server.port())) {
            // When
            connect(Map.of("endpoint", "opc.tcp://127.0.0.1:" + wire.port() + "/odd"));
            // Then
            awaitReason("the list of endpoints was altered on the way");
        }
    }

    @Test
    void expiredCertificateOfTheLineIsRefusedWithItsDates() throws IOException {
        // Given
        var now = Clock.systemUTC().instant();
        serve(new ServerSecurity(
                ServerSecurity.Identity.valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1))),
                List.of(SecurityPolicy.Basic256Sha256)));
        trustTheLine();
        // When
        connect(Map.of());
        // Then
        awaitReason("which is not now: give the line a new certificate");
    }

    @Test
    void certificateOfTheLineThatEndsSoonIsWarnedAbout() {
        // Given
        var now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        serve(new ServerSecurity(
                ServerSecurity.Identity.valid(now.minus(Duration.ofDays(9)), now.plus(Duration.ofDays(9))),
                List.of(SecurityPolicy.Basic256Sha256)));
        bothTrust();
        // When
        connect(Map.of());
        await().atMost(PATIENCE).until(listener::isConnected);
        // Then
        assertThat(connector.health().warnings())
                .anySatisfy(warning -> assertThat(warning).startsWith("the line's certificate is valid only until"));
        assertThat(connector.health().measures().lineCertificateUntil()).contains(now.plus(Duration.ofDays(9)));
        assertThat(connector.health().measures().gatewayCertificateUntil())
                .hasValueSatisfying(until -> assertThat(until).isAfter(now.plus(Duration.ofDays(300))));
    }

    @Test
    void certificateOfTheGatewayThatEndsSoonIsWarnedAboutAndMeasured() throws IOException {
        // Given
        var now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        var until = now.plus(Duration.ofDays(9));
        serve(ServerSecurity.with(SecurityPolicy.Basic256Sha256));
        ServerSecurity.Identity mine = ServerSecurity.Identity.valid(now.minus(Duration.ofDays(9)), until);
        mine.write(certificates().folder(Place.OWN));
        bothTrust();
        // When
        connect(Map.of());
        await().atMost(PATIENCE).until(listener::isConnected);
        // Then
        assertThat(connector.health().warnings()).anySatisfy(warning -> assertThat(warning)
                .startsWith("the gateway's own certificate is valid only until " + until)
                .contains("lineside.crt"));
        assertThat(connector.health().measures().gatewayCertificateUntil()).contains(until);
    }

    @Test
    void userWithPasswordIsLetIn() {
        // Given
        serve(withUsers(OpcUaServerConfig.USER_TOKEN_POLICY_USERNAME));
        bothTrust();
        // When
        connect(Map.of("username", ServerSecurity.USER, "password", ServerSecurity.PASSWORD));
        // Then
        await().atMost(PATIENCE).until(listener::isConnected);
    }

    @Test
    void wrongPasswordIsSaidAndNeverBecomesAnAnonymousSession() {
        // Given
        serve(withUsers(OpcUaServerConfig.USER_TOKEN_POLICY_USERNAME, OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS));
        bothTrust();
        // When
        connect(Map.of("username", ServerSecurity.USER, "password", "glaze & kiln"));
        // Then
        awaitReason("user 'lineside' with a password");
        assertThat(listener.connects()).isZero();
        assertThat(connector.health().detail()).doesNotContain("glaze & kiln");
        // Servers lock users out after some attempts; the usual pause would be over several times by then.
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> security.passwords() == 1);
    }

    @Test
    void serverThatTakesOnlyAnonymousUsersIsNotGivenOne() {
        // Given
        serve(withUsers(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS));
        bothTrust();
        // When
        connect(Map.of("username", ServerSecurity.USER, "password", ServerSecurity.PASSWORD));
        // Then
        awaitReason("the server does not take user 'lineside' with a password, only Anonymous");
    }

    @Test
    void anonymousUserIsRefusedInWords() {
        // Given
        serve(withUsers(OpcUaServerConfig.USER_TOKEN_POLICY_USERNAME));
        bothTrust();
        // When
        connect(Map.of());
        // Then
        awaitReason("the server does not take an anonymous user, only UserName");
    }

    @Test
    void passwordDoesNotTravelInClearText() {
        // Given
        var plain = new UserTokenPolicy("plain", UserTokenType.UserName, null, null, SecurityPolicy.None.getUri());
        serve(new ServerSecurity(ServerSecurity.Identity.selfSigned("urn:odd"), List.of(SecurityPolicy.None), plain));
        // When
        connect(Map.of("insecure", "true", "username", ServerSecurity.USER, "password", ServerSecurity.PASSWORD));
        // Then
        awaitReason("would take the password of user 'lineside' with a password in clear text");
    }

    @Test
    void userWithCertificateIsLetIn() {
        // Given: the gateway's own certificate serves as a person's.
        serve(withUsers(OpcUaServerConfig.USER_TOKEN_POLICY_X509));
        bothTrust();
        // When
        connect(Map.of(
                "userCertificate", folder.resolve("own/lineside.crt").toString(),
                "userKey", folder.resolve("own/lineside.key").toString()));
        // Then
        await().atMost(PATIENCE).until(listener::isConnected);
    }

    private void serve(ServerSecurity with) {
        security = with;
        server = new OddServer(Ports.next(), security, OddServer.V2)
                .receiver("Jobs", "Store")
                .provider("Results");
    }

    private static ServerSecurity withUsers(UserTokenPolicy... users) {
        return new ServerSecurity(
                ServerSecurity.Identity.selfSigned("urn:odd"), List.of(SecurityPolicy.Basic256Sha256), users);
    }

    private void bothTrust() {
        trustTheLine();
        theLineTrustsUs();
    }

    private void trustTheLine() {
        try {
            certificates().addRejected(security.certificate());
            for (CertificateFolder.Entry entry :
                    certificates().contents(Place.REJECTED).entries()) {
                certificates().move(entry, Place.TRUSTED);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The gateway makes its certificate when it first connects; a port that nobody listens on is enough for that. */
    private void theLineTrustsUs() {
        if (certificates().contents(Place.OWN).entries().isEmpty()) {
            var elsewhere = new ServerSecurity(security.identity(), List.of(SecurityPolicy.Basic256Sha256));
            try (var other = new OddServer(Ports.next(), elsewhere)) {
                connect(Map.of(
                        "endpoint",
                        other.endpoint(),
                        "serverFingerprint",
                        Fingerprint.of(security.certificate()).hex()));
                await().atMost(PATIENCE).until(() -> !elsewhere.rejected().isEmpty());
                connector.close();
            }
        }
        security.trust(own());
    }

    private CertificateFolder certificates() {
        return new CertificateFolder(folder);
    }

    private X509Certificate own() {
        return certificates().contents(Place.OWN).certificates().get(0);
    }

    private void connect(Map<String, String> settings) {
        var connection = new HashMap<String, String>();
        connection.put("endpoint", server == null ? "" : server.endpoint());
        connection.put("certificates", folder.toString());
        connection.putAll(settings);
        connector = OddServer.unconnected(Duration.ofSeconds(4), connection, listener);
        connector.start();
    }

    private void awaitReason(String words) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(connector.health().detail()).contains(words));
        assertThat(connector.health().connected()).isFalse();
    }
}
