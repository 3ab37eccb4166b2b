package io.lineside.gateway.access.token;

/** A token breaks a rule. */
final class RefusedTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    private final TokenRule rule;

    RefusedTokenException(TokenRule rule) {
        super("the token " + rule.words(), null, false, false);
        this.rule = rule;
    }

    TokenRule rule() {
        return rule;
    }

    /** Refuses a token unless it is so. */
    static void require(boolean so, TokenRule rule) throws RefusedTokenException {
        if (!so) {
            throw new RefusedTokenException(rule);
        }
    }
}
