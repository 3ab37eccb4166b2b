package io.lineside.gateway.access.token;

import static io.lineside.gateway.access.token.RefusedTokenException.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.config.JwtConfig;
import io.lineside.config.Scope;
import io.lineside.gateway.access.Credential;
import io.lineside.model.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the claims of a token that its issuer has signed (RFC 7519, 4.1). */
final class TokenClaims {
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7E]{1,200}");
    /** The year 9999: further off is no time that anybody means. */
    private static final long LATEST = 253_402_300_799L;

    private final JsonNode claims;
    private final JwtConfig issuer;

    private TokenClaims(JsonNode claims, JwtConfig issuer) {
        this.claims = claims;
        this.issuer = issuer;
    }

    /** Who the holder is, while the token is good for us and now. */
    static Credential read(JsonNode claims, JwtConfig issuer, Instant now) throws RefusedTokenException {
        return new TokenClaims(claims, issuer).credential(now);
    }

    private Credential credential(Instant now) throws RefusedTokenException {
        require(texts("aud").contains(issuer.audience()), TokenRule.AUDIENCE);
        Instant end = time("exp", TokenRule.EXPIRY)
                .orElseThrow(() -> new RefusedTokenException(TokenRule.EXPIRY))
                .plus(issuer.leeway());
        require(now.isBefore(end), TokenRule.OVER);
        Instant latest = now.plus(issuer.leeway());
        require(time("nbf", TokenRule.NOT_YET).filter(latest::isBefore).isEmpty(), TokenRule.NOT_YET);
        require(time("iat", TokenRule.NOT_YET).filter(latest::isBefore).isEmpty(), TokenRule.NOT_YET);
        // RFC 7800: such a token is no bearer's.
        require(!claims.has("cnf"), TokenRule.BOUND);
        return new Credential(
                "token " + holder() + " of " + issuer.issuer(),
                tenant(),
                scopes(),
                Optional.of(end),
                new Credential.Token(issuer));
    }

    /** The client, where the token names one, else the subject. */
    private String holder() throws RefusedTokenException {
        for (String claim : List.of("azp", "client_id", "sub")) {
            if (claims.has(claim)) {
                String name = claims.path(claim).asText("");
                require(claims.path(claim).isTextual() && NAME.matcher(name).matches(), TokenRule.SUBJECT);
                return name;
            }
        }
        throw new RefusedTokenException(TokenRule.SUBJECT);
    }

    private TenantId tenant() throws RefusedTokenException {
        JsonNode named = claims.path(issuer.claims().tenant());
        require(named.isTextual(), TokenRule.TENANT);
        try {
            var tenant = new TenantId(named.textValue());
            require(issuer.tenants().isEmpty() || issuer.tenants().contains(tenant), TokenRule.TENANT);
            return tenant;
        } catch (IllegalArgumentException notOne) {
            throw new RefusedTokenException(TokenRule.TENANT);
        }
    }

    /** The words that are ours; an issuer has others for other programs. */
    private Set<Scope> scopes() {
        String claim = issuer.claims().scope();
        JsonNode said = claims.path(claim);
        Collection<String> words =
                said.isTextual() ? Arrays.asList(said.textValue().split(" ", -1)) : texts(claim);
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (Scope scope : Scope.values()) {
            if (words.contains(scope.word())) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    private Set<String> texts(String claim) {
        JsonNode said = claims.path(claim);
        if (said.isTextual()) {
            return Set.of(said.textValue());
        }
        Set<String> texts = new HashSet<>();
        said.forEach(entry -> {
            if (entry.isTextual()) {
                texts.add(entry.textValue());
            }
        });
        return texts;
    }

    private Optional<Instant> time(String claim, TokenRule rule) throws RefusedTokenException {
        JsonNode said = claims.path(claim);
        if (said.isMissingNode()) {
            return Optional.empty();
        }
        require(said.isNumber() && said.asDouble() >= 0 && said.asDouble() <= LATEST, rule);
        return Optional.of(Instant.ofEpochSecond((long) said.asDouble()));
    }
}
