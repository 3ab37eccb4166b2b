package io.lineside.gateway.access.token;

/** What a token must be; logs name the rule that one breaks. */
enum TokenRule {
    SIZE("is too long", false),
    FORM("is not three parts in base64url with JSON in the first two", false),
    DUPLICATE("says something twice", false),
    TYPE("is of another type than JWT or at+jwt", false),
    CRITICAL("has extensions that must be understood", false),
    OWN_KEY("brings its own key", false),
    ALGORITHM("is signed in a way that is not allowed", false),
    NO_KEY_ID("does not name its key", false),
    ISSUER("is of an issuer that is not known", false),
    KEY_ID("names a key that its issuer does not have", false),
    SIGNATURE("is not signed by the key that it names", false),
    AUDIENCE("is for another audience", true),
    EXPIRY("does not say when it ends", true),
    OVER("is over", true),
    NOT_YET("is not good yet", true),
    BOUND("may only be used by whoever has another key", true),
    SUBJECT("does not say whose it is", true),
    TENANT("is for no platform of this factory", true);

    private final String words;
    private final boolean told;

    TokenRule(String words, boolean told) {
        this.words = words;
        this.told = told;
    }

    /** What is wrong, for the factory. */
    String words() {
        return words;
    }

    /** What is wrong, for whoever sent it: details only where its issuer has really signed it. */
    String answer() {
        return told ? "the token " + words : "the token is not valid";
    }
}
