package io.lineside.gateway.access.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.lineside.config.JwtAlgorithm;
import java.text.ParseException;
import java.util.List;

/** The keys of an issuer that can check a signature: RSA of 2048 bits or more, and elliptic curves. Immutable. */
final class PublicKeys {
    private static final int SMALLEST_RSA = 2_048;

    private final List<JWK> keys;

    private PublicKeys(List<JWK> keys) {
        this.keys = keys;
    }

    /** Reads a JWK set (RFC 7517, 5), leaving out what is for something else. */
    static PublicKeys read(String text) throws ParseException {
        return new PublicKeys(JWKSet.parse(text).getKeys().stream()
                .filter(PublicKeys::canCheck)
                .map(JWK::toPublicJWK)
                .toList());
    }

    static PublicKeys none() {
        return new PublicKeys(List.of());
    }

    int size() {
        return keys.size();
    }

    boolean has(String id) {
        return keys.stream().anyMatch(key -> id.equals(key.getKeyID()));
    }

    /** Whether a key of this name, and of the sort that the algorithm wants, has signed this. */
    boolean haveSigned(TokenText token, TokenHead head) {
        return keys.stream()
                .filter(key -> head.keyId().equals(key.getKeyID()))
                .anyMatch(key -> hasSigned(key, token, head.algorithm()));
    }

    private static boolean canCheck(JWK key) {
        boolean forSigning = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean forChecking =
                key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY);
        boolean strong = key instanceof ECKey || (key instanceof RSAKey && key.size() >= SMALLEST_RSA);
        return key.getKeyID() != null && forSigning && forChecking && strong;
    }

    private static boolean hasSigned(JWK key, TokenText token, JwtAlgorithm algorithm) {
        JWSAlgorithm wanted = JWSAlgorithm.parse(algorithm.name());
        if (key.getAlgorithm() != null && !key.getAlgorithm().getName().equals(wanted.getName())) {
            return false;
        }
        try {
            JWSVerifier verifier;
            if (key instanceof ECKey ec) {
                verifier = new ECDSAVerifier(ec);
            } else {
                verifier = new RSASSAVerifier(key.toRSAKey());
            }
            return verifier.supportedJWSAlgorithms().contains(wanted)
                    && verifier.verify(new JWSHeader(wanted), token.signed(), Base64URL.encode(token.signature()));
        } catch (JOSEException unfit) {
            return false;
        }
    }
}
