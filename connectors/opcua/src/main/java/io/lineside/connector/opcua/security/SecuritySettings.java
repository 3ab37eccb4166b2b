package io.lineside.connector.opcua.security;

import io.lineside.model.pki.CertificateFolder;
import io.lineside.model.pki.Fingerprint;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;

/**
 * What the line file says about security.
 *
 * @param insecure whether the line may be spoken to without any; otherwise every message is signed and encrypted
 * @param policy the only policy to use; empty for the strongest that the server offers
 * @param pinned the only certificate that the line may have; empty for every trusted one
 * @param certificates empty where the line needs none: insecure and anonymous
 * @param gatewayId goes into the gateway's own certificate
 */
public record SecuritySettings(
        boolean insecure,
        Optional<SecurityPolicy> policy,
        Optional<Fingerprint> pinned,
        UserToken user,
        Optional<CertificateFolder> certificates,
        String gatewayId,
        Clock clock) {}
