package io.lineside.simulator.mqtt;

import java.util.HexFormat;

/** A few bytes as a value, written as hexadecimal. */
record Bytes(String hex) {
    static Bytes of(byte[] bytes) {
        return new Bytes(HexFormat.of().formatHex(bytes));
    }

    byte[] toArray() {
        return HexFormat.of().parseHex(hex);
    }
}
