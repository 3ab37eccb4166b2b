package io.lineside.simulator.plant;

import io.lineside.simulator.proxy.Faults;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wire in front of a server.
 *
 * @param name letters, digits, dot, underscore and hyphen, at most 64
 * @param port on 127.0.0.1; 0 for a free one
 * @param target the id of an OPC UA line, {@code broker} for the plant's own, or {@code host:port}
 * @param faults what is wrong with it from the start
 */
public record ProxySpec(String name, int port, String target, Faults faults) {
    /** The target that means the plant's own broker. */
    static final String BROKER = "broker";

    private static final String NAME = "[A-Za-z0-9._-]{1,64}";
    private static final Pattern ADDRESS = Pattern.compile("([^:\\s]+):([0-9]{1,5})");

    /** Refuses what no proxy can be, naming the key. */
    public ProxySpec {
        Rules.require(name.matches(NAME), "name: must match " + NAME + ", was '" + name + "'");
        Rules.port("port", port);
        Rules.require(!target.isBlank(), "target: must be given, was blank");
    }

    /** Whether it stands before the plant's own broker. */
    public boolean isToBroker() {
        return target.equals(BROKER);
    }

    /** Host and port, when the target is given by them. */
    public Optional<Address> address() {
        Matcher address = ADDRESS.matcher(target);
        return address.matches()
                ? Optional.of(new Address(address.group(1), Integer.parseInt(address.group(2))))
                : Optional.empty();
    }

    /** Where a server listens. */
    public record Address(String host, int port) {
        /** Refuses a number that is no port. */
        public Address {
            Rules.require(port > 0, "target: must have a port above 0, was " + port);
            Rules.port("target", port);
        }
    }
}
