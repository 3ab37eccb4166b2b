package io.lineside.gateway.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Under which names a port may be spoken to. A page in a browser on this machine, or one whose name was made to point here
 * (DNS rebinding), is under another. Immutable.
 */
final class Origins {
    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "[::]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

    private final Set<String> names = new HashSet<>(THIS_MACHINE);
    private final boolean anyAddress;

    /** The names of a port that listens at this address. */
    Origins(String address) {
        anyAddress = WILDCARDS.contains(address);
        names.add(address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address);
        if (anyAddress) {
            try {
                InetAddress here = InetAddress.getLocalHost();
                names.add(here.getHostName().toLowerCase(Locale.ROOT));
                names.add(here.getCanonicalHostName().toLowerCase(Locale.ROOT));
            } catch (UnknownHostException nameless) {
                // Then it is spoken to by address.
                names.add("localhost");
            }
        }
    }

    /** Whether the request is to one of the names. */
    boolean isToUs(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll("Host");
        return hosts.size() == 1 && isOurs(hosts.get(0));
    }

    /** Whether the request is from no page, or from one of ours. */
    boolean isFromUs(HttpServerRequest request) {
        return request.headers().getAll("Origin").stream().allMatch(this::isOurPage);
    }

    private boolean isOurPage(String origin) {
        try {
            URI page = URI.create(origin);
            return page.getRawAuthority() != null && isOurs(page.getRawAuthority());
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    /** A host that is an address was looked up by nobody, so that nobody can have lied about it. */
    private boolean isOurs(String host) {
        String name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
        return names.contains(name) || (anyAddress && ADDRESS.matcher(name).matches());
    }
}
