package io.lineside.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses, such as {@code 10.20.0.0/16} or {@code fd12::/48}; an address alone is a block of one. Thread-safe.
 *
 * @param address any address of it
 * @param prefix how many of its bits all addresses of the block share
 */
public record Network(InetAddress address, int prefix) {
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    /** The block that a text says; no name is ever looked up. */
    public static Network parse(String text) {
        String[] parts = text.split("/", 2);
        InetAddress address = literal(parts[0]);
        int bits = address.getAddress().length * 8;
        int prefix = parts.length == 1 ? bits : prefix(parts[1], bits, text);
        return new Network(address, prefix);
    }

    /** Whether a text is the whole of an IPv4 address in its usual notation. */
    static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    /** Whether a text is an IPv6 address, without brackets or zone. */
    static boolean isIpv6(String text) {
        try {
            return IPV6.matcher(text).matches() && literal(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether an address is of this block. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] its = other.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        int whole = prefix / 8;
        if (!Arrays.equals(mine, 0, whole, its, 0, whole)) {
            return false;
        }
        int rest = prefix % 8;
        return rest == 0 || (mine[whole] & 0xFF) >> (8 - rest) == (its[whole] & 0xFF) >> (8 - rest);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }

    private static InetAddress literal(String text) {
        try {
            if (IPV4.matcher(text).matches() || IPV6.matcher(text).matches()) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            throw refused(text, e);
        }
        throw refused(text, null);
    }

    private static int prefix(String digits, int bits, String text) {
        if (digits.matches("\\d{1,3}") && Integer.parseInt(digits) <= bits) {
            return Integer.parseInt(digits);
        }
        throw refused(text, null);
    }

    private static IllegalArgumentException refused(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "must be a network such as 10.20.0.0/16 or fd12::/48, was '" + text + "'", cause);
    }
}
