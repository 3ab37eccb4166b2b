package io.lineside.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Where the public keys of an issuer of tokens are: a JWK set (RFC 7517). */
public sealed interface KeySetPlace {
    /** A server that is asked for it: {@code https}, or {@code http} on this machine alone. */
    record Server(URI url) implements KeySetPlace {
        private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

        /** Refuses what could be read by others on its way. */
        public Server {
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            boolean local = scheme.equals("http") && THIS_MACHINE.contains(String.valueOf(url.getHost()));
            if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
                throw new IllegalArgumentException(
                        "must name a host, and neither a user nor a fragment, was '" + url + "'");
            }
            if (!scheme.equals("https") && !local) {
                throw new IllegalArgumentException(
                        "must begin with https://, or with http:// on this very machine, was '" + url + "'");
            }
        }

        @Override
        public String toString() {
            return url.toString();
        }
    }

    /** A file that the factory keeps up to date. */
    record File(Path path) implements KeySetPlace {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** The place that a text says: what has {@code ://} in it is a server, all else a file in the folder. */
    static KeySetPlace parse(String text, Path folder) {
        if (!text.contains("://")) {
            return new File(folder.resolve(text));
        }
        try {
            return new Server(new URI(text).parseServerAuthority());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "must be a URL such as https://login.example/keys, or a file, was '" + text + "'", e);
        }
    }
}
