package io.lineside.config;

import io.lineside.config.CertificateConfig.Mark;
import io.lineside.config.source.Block;
import io.lineside.config.source.Value;
import io.lineside.model.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/** Reads the {@code certificates} of {@code platforms.yaml}. Confined to the loading thread. */
final class CertificateReader {
    private static final Pattern FINGERPRINT = Pattern.compile("([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}");

    private CertificateReader() {}

    static List<CertificateConfig> read(Value value) {
        if (!value.isPresent()) {
            return List.of();
        }
        List<CertificateConfig> certificates = value.list(CertificateReader::certificate);
        Map<Mark, CertificateConfig> seen = new HashMap<>();
        for (CertificateConfig certificate : certificates) {
            CertificateConfig first = seen.putIfAbsent(certificate.mark(), certificate);
            if (first != null) {
                value.fault("each must be given once, was " + certificate.mark() + " on lines "
                        + first.at().line() + " and " + certificate.at().line());
            }
        }
        return certificates;
    }

    private static Optional<CertificateConfig> certificate(Value value) {
        Block block = value.block("sha256", "subject", "tenant", "scopes", "until");
        Optional<Mark> mark = mark(block);
        Optional<TenantId> tenant = block.required("tenant").id(TenantId::new);
        List<Scope> scopes = PlatformsReader.scopes(block.required("scopes"));
        Optional<Instant> until = block.optional("until").id(PlatformsReader::instant);
        return block.make(() -> new CertificateConfig(
                mark.orElseThrow(), tenant.orElseThrow(), new LinkedHashSet<>(scopes), until, block.at()));
    }

    private static Optional<Mark> mark(Block block) {
        Value subject = block.optional("subject");
        if (!subject.isPresent()) {
            return block.required("sha256").id(CertificateReader::fingerprint);
        }
        block.refuse(List.of("sha256"), "must not stand next to subject");
        return subject.id(CertificateReader::subject);
    }

    private static Mark fingerprint(String text) {
        if (!FINGERPRINT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be the 64 hexadecimal digits of the certificate's SHA-256, was '" + text + "'");
        }
        return new Mark.Fingerprint(text.replace(":", "").toLowerCase(Locale.ROOT));
    }

    private static Mark subject(String text) {
        try {
            return new Mark.Subject(new X500Principal(text).getName(X500Principal.CANONICAL));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "must be a distinguished name such as CN=shop,O=Acme, was '" + text + "'", e);
        }
    }
}
