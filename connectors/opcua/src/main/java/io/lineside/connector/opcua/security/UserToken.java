package io.lineside.connector.opcua.security;

import java.nio.file.Path;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;

/** As whom the gateway opens sessions (OPC 10000-4 7.36). What is configured is used or the session is not opened. */
public sealed interface UserToken {
    /** The kind of token that the server has to take. */
    UserTokenType type();

    /** In words, without secrets. */
    String words();

    /** Nobody in particular. */
    record Anonymous() implements UserToken {
        @Override
        public UserTokenType type() {
            return UserTokenType.Anonymous;
        }

        @Override
        public String words() {
            return "an anonymous user";
        }
    }

    /** A user with a password. */
    record Password(String username, String password) implements UserToken {
        @Override
        public UserTokenType type() {
            return UserTokenType.UserName;
        }

        @Override
        public String words() {
            return "user '" + username + "' with a password";
        }

        @Override
        public String toString() {
            return words();
        }
    }

    /**
     * A user with an X.509 certificate.
     *
     * @param certificate file, DER or PEM
     * @param key file, PKCS #8 in PEM
     */
    record Certificate(Path certificate, Path key) implements UserToken {
        @Override
        public UserTokenType type() {
            return UserTokenType.Certificate;
        }

        @Override
        public String words() {
            return "the user of certificate " + certificate;
        }
    }
}
