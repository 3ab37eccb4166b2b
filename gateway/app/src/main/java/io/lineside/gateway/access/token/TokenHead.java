package io.lineside.gateway.access.token;

import static io.lineside.gateway.access.token.RefusedTokenException.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.config.JwtAlgorithm;
import io.lineside.config.JwtConfig;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What of the header of a token counts: how it is signed, among what the site allows, and by which key of its issuer. A key
 * that the token brings itself, or an address of one, is refused, whoever it might be (RFC 8725, 3).
 */
record TokenHead(JwtAlgorithm algorithm, String keyId) {
    private static final List<String> OWN_KEYS = List.of("jwk", "jku", "x5c", "x5u");
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final int LONGEST_KEY_ID = 200;

    static TokenHead read(JsonNode header, JwtConfig issuer) throws RefusedTokenException {
        require(!header.has("crit"), TokenRule.CRITICAL);
        for (String own : OWN_KEYS) {
            require(!header.has(own), TokenRule.OWN_KEY);
        }
        require(
                !header.has("typ") || TYPES.contains(header.path("typ").asText().toLowerCase(Locale.ROOT)),
                TokenRule.TYPE);
        JwtAlgorithm algorithm = issuer.algorithms().stream()
                .filter(allowed -> allowed.name().equals(header.path("alg").textValue()))
                .findFirst()
                .orElseThrow(() -> new RefusedTokenException(TokenRule.ALGORITHM));
        String keyId = header.path("kid").asText("");
        require(
                header.path("kid").isTextual() && !keyId.isEmpty() && keyId.length() <= LONGEST_KEY_ID,
                TokenRule.NO_KEY_ID);
        return new TokenHead(algorithm, keyId);
    }
}
