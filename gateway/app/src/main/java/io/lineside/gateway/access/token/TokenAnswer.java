package io.lineside.gateway.access.token;

import io.lineside.gateway.access.Credential;

/** What came of judging a token. */
public sealed interface TokenAnswer {
    /** It is good. */
    record Good(Credential credential) implements TokenAnswer {}

    /**
     * It is not.
     *
     * @param rule which one it breaks, for logs and tests
     * @param detail what whoever sent it may know
     */
    record Bad(String rule, String detail) implements TokenAnswer {}

    /**
     * It can not be told, because the keys of its issuer were never read.
     *
     * @param issuer as in the site's file
     */
    record Unknown(String issuer) implements TokenAnswer {}
}
