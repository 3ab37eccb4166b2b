package io.lineside.gateway.http.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Texts, numbers and bytes that have broken programs before. All of it comes from the seed. Confined to one thread. */
final class Noise {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "undefined",
            "true",
            "NaN",
            "-0",
            "0x10",
            "1e400",
            "\u0000",
            "\u0001\u001b[31m",
            "\r\nSet-Cookie: a=b",
            "../../etc/passwd",
            "..%2f..%2f",
            "%00",
            "%",
            "%zz",
            "%c0%ae",
            "'; DROP TABLE job; --",
            "{{env:PATH}}",
            "${env:PATH}",
            "${jndi:ldap://127.0.0.1/a}",
            "<script>alert(1)</script>",
            "&lt;",
            "]]>",
            "\ufeff",
            "\u202eabc",
            "\u200b",
            "\ud83d\ude00",
            "\ud800",
            "\udc00x",
            "e\u0301",
            "\u00df",
            "\u0130",
            "\uff0e\uff0e/",
            "\u2028",
            "a".repeat(300),
            "9".repeat(120),
            "*",
            "\"",
            "\\",
            "W/\"1\"",
            "\"1\"",
            "latest",
            "2026-02-30T00:00:00Z",
            "+1000000000-01-01T00:00:00Z",
            "CamelHttpUri",
            "ord_none");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1.0",
            "1.5",
            "1e2",
            "1E+400",
            "1e-400",
            "-9223372036854775809",
            "9223372036854775808",
            "2147483648",
            "0.1e1",
            "1".repeat(90),
            "1".repeat(2_000),
            "00",
            "01",
            "+1",
            ".5",
            "1.",
            "1e",
            "NaN",
            "Infinity",
            "-",
            "0x1F",
            "1e2147483648");

    private final Random random;

    Noise(Random random) {
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Whether it happens, once in so many times. */
    boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    String text() {
        return switch (below(4)) {
            case 0 -> any(TEXTS) + any(TEXTS);
            case 1 -> letters(1 + below(40));
            default -> any(TEXTS);
        };
    }

    String number() {
        return onceIn(2) ? any(NUMBERS) : String.valueOf(random.nextInt());
    }

    String letters(int length) {
        var letters = new StringBuilder();
        random.ints(length, ' ', 0x17f).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The same bytes, damaged in a few places. */
    byte[] damaged(byte[] whole) {
        byte[] bytes = whole;
        for (int i = below(4); i >= 0 && bytes.length > 0; i--) {
            bytes = damagedOnce(bytes);
        }
        return bytes;
    }

    private byte[] damagedOnce(byte[] bytes) {
        int at = below(bytes.length);
        return switch (below(6)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 ->
                joined(Arrays.copyOf(bytes, at), bytes(1 + below(4)), Arrays.copyOfRange(bytes, at, bytes.length));
            case 2 ->
                joined(
                        Arrays.copyOf(bytes, at),
                        Arrays.copyOfRange(bytes, Math.min(bytes.length, at + 1 + below(8)), bytes.length));
            case 3 -> joined(bytes, Arrays.copyOfRange(bytes, at, bytes.length));
            case 4 ->
                joined(
                        Arrays.copyOf(bytes, at),
                        text().getBytes(StandardCharsets.UTF_8),
                        Arrays.copyOfRange(bytes, at, bytes.length));
            default -> {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << below(8));
                yield flipped;
            }
        };
    }

    static byte[] joined(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
