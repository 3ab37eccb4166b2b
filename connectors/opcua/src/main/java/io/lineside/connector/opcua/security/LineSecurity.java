package io.lineside.connector.opcua.security;

import io.lineside.model.pki.CertificateFolder;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfigBuilder;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.sdk.client.identity.X509IdentityProvider;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;

/**
 * The security of one line's connections: which endpoint, whose certificate, as which user. Thread-safe; blocks for
 * small files, and for a second or so when it makes the gateway's certificate.
 */
public final class LineSecurity {
    /** What a client without a certificate calls itself. */
    private static final String UNCERTIFIED = "urn:lineside:gateway";

    private static final Duration WARN_BEFORE = Duration.ofDays(30);

    private static final Map<Long, String> USER_REFUSED = Map.of(
            StatusCodes.Bad_IdentityTokenRejected, "the server does not accept ",
            StatusCodes.Bad_IdentityTokenInvalid, "the server does not accept ",
            StatusCodes.Bad_UserAccessDenied, "the server does not let in ");

    private final SecuritySettings settings;
    private final EndpointChoice choice;
    private final Optional<ServerTrust> trust;
    private volatile Optional<OwnCertificate> own = Optional.empty();
    private volatile List<X509Certificate> theirs = List.of();

    /** The security of a line; touches no file yet. */
    public LineSecurity(SecuritySettings settings) {
        this.settings = settings;
        choice = new EndpointChoice(settings);
        trust = settings.certificates().map(folder -> new ServerTrust(settings, folder));
    }

    /**
     * Picks the endpoint and checks who is there.
     *
     * @param host of the line file
     * @throws SecurityFailure when the gateway should not connect
     */
    public EndpointDescription choose(List<EndpointDescription> offered, String host) {
        EndpointDescription endpoint = choice.of(offered);
        PolicyAlgorithms.provideFor(endpoint);
        theirs = settings.insecure() ? List.of() : certificates(endpoint).orElse(List.of());
        if (settings.user() instanceof UserToken.Password
                && EndpointChoice.token(endpoint, UserTokenType.UserName)
                        .filter(policy -> EndpointChoice.isPlain(endpoint, policy))
                        .isPresent()) {
            throw new SecurityFailure(
                    "the server would take the password of " + settings.user().words()
                            + " in clear text: the gateway does not send it. Secure the line, or take username and"
                            + " password out of its file");
        }
        if (!settings.insecure()) {
            distrust(endpoint, host).ifPresent(why -> {
                throw new SecurityFailure(why);
            });
        }
        return endpoint;
    }

    /** Why the certificate of the endpoint is not trusted (any more); empty where it is, or where none is asked for. */
    public Optional<String> distrust(EndpointDescription endpoint, String host) {
        if (settings.insecure() || trust.isEmpty()) {
            return Optional.empty();
        }
        return certificates(endpoint)
                .map(chain -> trust.get().distrust(chain, endpoint.getServer().getApplicationUri(), host))
                .orElse(Optional.of("the server's secured endpoint comes without a certificate"));
    }

    /** Whether the line file wants no security at all. */
    public boolean isInsecure() {
        return settings.insecure();
    }

    /** Why two lists of endpoints, one of them got over a secured connection, are not the same; empty where they are. */
    public Optional<String> altered(List<EndpointDescription> before, List<EndpointDescription> secured) {
        return EndpointChoice.offer(before).equals(EndpointChoice.offer(secured))
                ? Optional.empty()
                : Optional.of("the list of endpoints was altered on the way: without security it said "
                        + EndpointChoice.summary(before) + ", over the secured connection "
                        + EndpointChoice.summary(secured) + ". Somebody between here and the line wants a weaker one");
    }

    /** Tells a client who it is, whom to trust and as whom to open sessions. */
    public void applyTo(OpcUaClientConfigBuilder config) {
        config.setApplicationUri(UNCERTIFIED).setIdentityProvider(identity());
        if (settings.insecure()) {
            return;
        }
        OwnCertificate certificate = ownCertificate();
        config.setApplicationUri(certificate.applicationUri())
                .setKeyPair(certificate.keys())
                .setCertificate(certificate.certificate())
                .setCertificateChain(certificate.chain().toArray(X509Certificate[]::new))
                .setCertificateValidator(validator());
    }

    /** What a refusal to connect means, where it is about who the gateway is. */
    public Optional<SecurityFailure> explain(StatusCode status) {
        String refused = USER_REFUSED.get(status.value());
        if (refused != null) {
            boolean named = !(settings.user() instanceof UserToken.Anonymous);
            return Optional.of(new SecurityFailure(refused + settings.user().words(), named));
        }
        return settings.insecure()
                ? Optional.empty()
                : own.flatMap(certificate -> words(status, certificate)).map(SecurityFailure::new);
    }

    /** What works but should not stay so. */
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (settings.insecure()) {
            warnings.add("the line is connected without security (connection.insecure): anybody on the network can"
                    + " read and command it");
        }
        own.ifPresent(certificate -> {
            expiry("the gateway's own certificate", certificate.certificate())
                    .map(words ->
                            words + "; put a new one and its key in the place of lineside.crt and lineside.key in "
                                    + certificate.keyFile().getParent()
                                    + ", or take both away and a new one is made; then trust"
                                    + " it on every line")
                    .ifPresent(warnings::add);
            if (PemFiles.isOpenToOthers(certificate.keyFile())) {
                warnings.add(
                        "other users of this computer can read the gateway's key: chmod 600 " + certificate.keyFile());
            }
        });
        List<X509Certificate> chain = theirs;
        chain.stream()
                .findFirst()
                .flatMap(certificate -> expiry("the line's certificate", certificate))
                .ifPresent(warnings::add);
        trust.ifPresent(known -> warnings.addAll(known.warnings(chain)));
        return warnings;
    }

    /** How messages to an endpoint are protected, for example {@code Basic256Sha256/SignAndEncrypt}. */
    public static String words(EndpointDescription endpoint) {
        return EndpointChoice.words(endpoint);
    }

    /** When the certificate ends that the gateway shows; empty before it has read it, and where it shows none. */
    public Optional<Instant> ownUntil() {
        return own.map(certificate -> certificate.certificate().getNotAfter().toInstant());
    }

    /** When the certificate ends that the line last showed; empty before it has, and where none is asked for. */
    public Optional<Instant> lineUntil() {
        return theirs.stream()
                .findFirst()
                .map(certificate -> certificate.getNotAfter().toInstant());
    }

    /** The only source of wall-clock time. */
    public Clock clock() {
        return settings.clock();
    }

    private Optional<String> expiry(String whose, X509Certificate certificate) {
        Instant until = certificate.getNotAfter().toInstant();
        return settings.clock().instant().plus(WARN_BEFORE).isAfter(until)
                ? Optional.of(whose + " is valid only until " + until + ": no connection after that")
                : Optional.empty();
    }

    private Optional<String> words(StatusCode status, OwnCertificate certificate) {
        long code = status.value();
        if (code == StatusCodes.Bad_CertificateUriInvalid) {
            return Optional.of("the line does not accept the application URI " + certificate.applicationUri()
                    + " of our certificate " + certificate.words());
        }
        if (code == StatusCodes.Bad_CertificateTimeInvalid) {
            return Optional.of("the line finds our certificate " + certificate.words()
                    + " not valid at its time: it is valid from "
                    + certificate.certificate().getNotBefore().toInstant() + " to "
                    + certificate.certificate().getNotAfter().toInstant());
        }
        boolean untrusted = code == StatusCodes.Bad_SecurityChecksFailed
                || code == StatusCodes.Bad_CertificateUntrusted
                || code == StatusCodes.Bad_CertificateInvalid
                || code == StatusCodes.Bad_CertificateChainIncomplete;
        return untrusted
                ? Optional.of("the line does not trust our certificate: on the line, move " + certificate.words()
                        + " to its trusted certificates")
                : Optional.empty();
    }

    private OwnCertificate ownCertificate() {
        CertificateFolder folder = settings.certificates()
                .orElseThrow(() -> new IllegalStateException("a secured line without a certificate folder"));
        OwnCertificate read = OwnCertificate.in(folder, settings.gatewayId(), settings.clock());
        own = Optional.of(read);
        return read;
    }

    private CertificateValidator validator() {
        return trust.orElseThrow(() -> new IllegalStateException("a secured line without a certificate folder"));
    }

    private IdentityProvider identity() {
        if (settings.user() instanceof UserToken.Password user) {
            return new UsernameProvider(user.username(), user.password(), validator(), EndpointChoice::mostSecret);
        }
        if (settings.user() instanceof UserToken.Certificate user) {
            return new X509IdentityProvider(PemFiles.certificates(user.certificate()), PemFiles.key(user.key()));
        }
        return AnonymousProvider.INSTANCE;
    }

    private static Optional<List<X509Certificate>> certificates(EndpointDescription endpoint) {
        ByteString bytes = endpoint.getServerCertificate();
        if (bytes == null || bytes.isNullOrEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CertificateUtil.decodeCertificates(bytes.bytesOrEmpty()));
        } catch (UaException unreadable) {
            return Optional.empty();
        }
    }
}
