package io.lineside.connector.opcua.security;

import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineSettings;
import io.lineside.model.pki.CertificateFolder;
import io.lineside.model.pki.Fingerprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;

/** The keys of a {@code connection:} block that are about security, the same for every OPC UA protocol. */
public final class SecurityBlock {
    private static final List<String> POLICIES =
            EndpointChoice.POLICIES.stream().map(SecurityPolicy::name).toList();

    /** The keys, with their meaning. */
    public static final List<ConnectionSetting> SETTINGS = List.of(
            ConnectionSetting.optional(
                    "insecure",
                    ConnectionSetting.Type.FLAG,
                    "true: speak without any security, and warn about it. Default false: every message is signed and"
                            + " encrypted."),
            new ConnectionSetting(
                    "securityPolicy",
                    ConnectionSetting.Type.TEXT,
                    false,
                    Optional.empty(),
                    POLICIES,
                    "The only security policy to use. Default: the first of the allowed ones that the server offers."),
            ConnectionSetting.optional(
                    "serverFingerprint",
                    ConnectionSetting.Type.TEXT,
                    "SHA-256 of the only certificate that the line may have, 64 hexadecimal digits. Default: every"
                            + " trusted certificate."),
            ConnectionSetting.optional(
                    "username", ConnectionSetting.Type.TEXT, "User at the server. Default: an anonymous session."),
            ConnectionSetting.optional(
                    "password", ConnectionSetting.Type.TEXT, "Password of the user, as ${env:NAME} or ${file:path}."),
            ConnectionSetting.optional(
                    "userCertificate",
                    ConnectionSetting.Type.PATH,
                    "File with the certificate of the user, DER or PEM, instead of username and password."),
            ConnectionSetting.optional(
                    "userKey",
                    ConnectionSetting.Type.PATH,
                    "File with the RSA key of userCertificate, PKCS #8 in PEM without a password."),
            ConnectionSetting.optional(
                            "certificates",
                            ConnectionSetting.Type.PATH,
                            "Folder with own/, trusted/ and rejected/ certificates. Default: the site's.")
                    .orFromSite("certificates.folder"));

    private SecurityBlock() {}

    /**
     * Reads and checks the keys.
     *
     * @throws IllegalArgumentException with path, rule and value
     */
    public static LineSecurity read(LineSettings line) {
        boolean insecure = line.setting("insecure").map(Boolean::parseBoolean).orElse(false);
        if (insecure) {
            Stream.of("securityPolicy", "serverFingerprint")
                    .forEach(key -> line.setting(key).ifPresent(value -> {
                        throw refused(line, key, "must be absent beside insecure: true, which uses none", value);
                    }));
        }
        UserToken user = user(line);
        boolean needsCertificates = !insecure || user instanceof UserToken.Password;
        return new LineSecurity(new SecuritySettings(
                insecure,
                line.setting("securityPolicy").map(word -> policy(line, word)),
                line.setting("serverFingerprint").map(text -> fingerprint(line, text)),
                user,
                Optional.of(needsCertificates)
                        .filter(needed -> needed)
                        .map(needed -> new CertificateFolder(Path.of(line.required("certificates")))),
                line.gatewayId(),
                line.clock()));
    }

    private static UserToken user(LineSettings line) {
        Optional<String> username = line.setting("username");
        Optional<String> certificate = line.setting("userCertificate");
        if (username.isPresent() && certificate.isPresent()) {
            throw refused(line, "userCertificate", "must be absent beside username: a session has one user", "present");
        }
        together(line, "username", "password");
        together(line, "userCertificate", "userKey");
        return username.<UserToken>map(name -> new UserToken.Password(name, line.required("password")))
                .or(() -> certificate.map(
                        file -> new UserToken.Certificate(Path.of(file), Path.of(line.required("userKey")))))
                .orElseGet(UserToken.Anonymous::new);
    }

    private static void together(LineSettings line, String one, String other) {
        if (line.setting(one).isPresent() != line.setting(other).isPresent()) {
            boolean hasOne = line.setting(one).isPresent();
            throw refused(line, hasOne ? other : one, "must be present beside " + (hasOne ? one : other), "absent");
        }
    }

    private static SecurityPolicy policy(LineSettings line, String word) {
        return EndpointChoice.POLICIES.stream()
                .filter(policy -> policy.name().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> refused(line, "securityPolicy", "must be one of " + String.join(", ", POLICIES), word));
    }

    private static Fingerprint fingerprint(LineSettings line, String text) {
        try {
            return Fingerprint.parse(text);
        } catch (IllegalArgumentException e) {
            throw refused(
                    line,
                    "serverFingerprint",
                    "must be the 64 hexadecimal digits of a SHA-256, as cert list shows",
                    text);
        }
    }

    private static IllegalArgumentException refused(LineSettings line, String key, String rule, String value) {
        return new IllegalArgumentException(
                "lines." + line.line() + ".connection." + key + ": " + rule + ", was '" + value + "'");
    }
}
