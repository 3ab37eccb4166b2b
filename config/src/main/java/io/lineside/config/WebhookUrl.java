package io.lineside.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a webhook is sent: {@code https}, or {@code http} where the site allows that; a host that can only be read in one
 * way; no user, no fragment. Its query may hold a token and is never shown.
 */
public record WebhookUrl(URI value) {
    private static final int LONGEST = 2_000;
    private static final Pattern NAME = Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.?)+");
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)\\.?");

    /** Refuses what is no such URL. */
    public WebhookUrl {
        String scheme = String.valueOf(value.getScheme()).toLowerCase(Locale.ROOT);
        require(scheme.equals("https") || scheme.equals("http"), "must begin with https:// or http://");
        require(value.getRawUserInfo() == null, "must not name a user");
        require(value.getRawFragment() == null, "must not have a fragment");
        require(value.getHost() != null && isHost(value.getHost().toLowerCase(Locale.ROOT)), "must name a host");
        require(value.getPort() != 0 && value.getPort() <= 65_535, "must have a port from 1 to 65535");
    }

    /** The URL that a text says. */
    public static WebhookUrl parse(String text) {
        try {
            require(text.length() <= LONGEST, "must have at most " + LONGEST + " characters");
            return new WebhookUrl(new URI(text).parseServerAuthority());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be a URL such as https://shop.example/hooks, was " + text, e);
        }
    }

    /** Whether it is encrypted. */
    public boolean isEncrypted() {
        return value.getScheme().equalsIgnoreCase("https");
    }

    /** The name or address, without brackets. */
    public String host() {
        String host = value.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The port, given or usual. */
    public int port() {
        return value.getPort() > 0 ? value.getPort() : isEncrypted() ? 443 : 80;
    }

    /** What is asked for: path and query. */
    public String target() {
        String path = value.getRawPath().isEmpty() ? "/" : value.getRawPath();
        return value.getRawQuery() == null ? path : path + "?" + value.getRawQuery();
    }

    /** The URL without its query, for people. */
    public String shown() {
        return value.getScheme() + "://" + value.getRawAuthority() + value.getRawPath();
    }

    @Override
    public String toString() {
        return shown();
    }

    // Not 127.1, 0x7f000001 or 2130706433: whoever reads the file should see the address that is meant.
    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return Network.isIpv6(host.substring(1, host.length() - 1));
        }
        return NUMBER.matcher(host).matches()
                ? Network.isIpv4(host)
                : NAME.matcher(host).matches();
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", was another");
        }
    }
}
