package io.lineside.gateway.notify.webhook;

import io.lineside.config.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Keeps webhooks out of the factory's own networks: a receiver has a public address, unless the site says that it may be
 * private. Thread-safe.
 */
public final class AddressGuard {
    /** No site can allow these: nobody's machine has one of them, or it is the one that hands out a cloud's credentials. */
    private static final List<Block> NEVER = List.of(
            new Block("0.0.0.0/8", "of this network"),
            new Block("169.254.169.254", "of a cloud's metadata"),
            new Block("fd00:ec2::254", "of a cloud's metadata"),
            new Block("100.100.100.200", "of a cloud's metadata"),
            new Block("224.0.0.0/4", "of a multicast group"),
            new Block("240.0.0.0/4", "reserved"),
            new Block("::", "of no machine"),
            new Block("ff00::/8", "of a multicast group"));
    // RFC 6890 and the registries of special purpose addresses that followed it.
    private static final List<Block> PRIVATE = List.of(
            new Block("10.0.0.0/8", "private"),
            new Block("100.64.0.0/10", "shared by a carrier's customers"),
            new Block("127.0.0.0/8", "of this machine"),
            new Block("169.254.0.0/16", "of the local link"),
            new Block("172.16.0.0/12", "private"),
            new Block("192.0.0.0/24", "reserved"),
            new Block("192.0.2.0/24", "for documentation"),
            new Block("192.88.99.0/24", "reserved"),
            new Block("192.168.0.0/16", "private"),
            new Block("198.18.0.0/15", "for measurements"),
            new Block("198.51.100.0/24", "for documentation"),
            new Block("203.0.113.0/24", "for documentation"),
            new Block("::1", "of this machine"),
            new Block("100::/64", "that discards"),
            new Block("2001::/23", "reserved"),
            new Block("2001:db8::/32", "for documentation"),
            new Block("3fff::/20", "for documentation"),
            new Block("5f00::/16", "reserved"),
            new Block("fc00::/7", "private"),
            new Block("fe80::/10", "of the local link"),
            new Block("fec0::/10", "private"));
    private static final Network NAT64 = Network.parse("64:ff9b::/96");
    private static final Network NAT64_LOCAL = Network.parse("64:ff9b:1::/48");
    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");
    private static final Network COMPATIBLE = Network.parse("::/96");
    private static final Network MAPPED_PREFIX = Network.parse("::ffff:0:0:0/96");

    private final List<Network> allowed;

    /** A guard that lets these networks pass though they are private. */
    public AddressGuard(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    private record Block(Network network, String word) {
        Block(String network, String word) {
            this(Network.parse(network), word);
        }
    }

    /** The address and why nothing may be sent to it; empty where it may. */
    public Optional<String> refusal(InetAddress address) {
        InetAddress meant = inner(address);
        Optional<String> never = word(NEVER, meant);
        if (never.isPresent()) {
            return never.map(word -> text(address, word));
        }
        if (allowed.stream().anyMatch(network -> network.contains(meant))) {
            return Optional.empty();
        }
        return word(PRIVATE, meant).map(word -> text(address, word) + "; allowed: networks in allowPrivate");
    }

    private static Optional<String> word(List<Block> blocks, InetAddress address) {
        return blocks.stream()
                .filter(block -> block.network().contains(address))
                .map(Block::word)
                .findFirst();
    }

    private static String text(InetAddress address, String word) {
        return address.getHostAddress() + " (" + word + ")";
    }

    /** The IPv4 address that an IPv6 address stands for, where it stands for one; Java itself unwraps mapped ones. */
    private static InetAddress inner(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return address;
        }
        boolean last = NAT64.contains(address)
                || NAT64_LOCAL.contains(address)
                || MAPPED_PREFIX.contains(address)
                || (COMPATIBLE.contains(address) && (bytes[12] != 0 || bytes[13] != 0 || bytes[14] != 0));
        if (last) {
            return ipv4(bytes, 12);
        }
        return SIX_TO_FOUR.contains(address) ? ipv4(bytes, 2) : address;
    }

    private static InetAddress ipv4(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
