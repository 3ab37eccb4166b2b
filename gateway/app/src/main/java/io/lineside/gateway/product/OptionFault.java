package io.lineside.gateway.product;

/**
 * One thing wrong with the options of an order.
 *
 * @param block {@code options} or {@code packaging}
 * @param name the option; empty where several are wrong together
 * @param rule machine code: {@code unknown-option}, {@code required}, {@code type}, {@code choice}, {@code range},
 *     {@code min-length}, {@code max-length}, {@code charset}, {@code pattern}, {@code rule:<id>}, {@code expression} or
 *     {@code no-operation}
 * @param was what was ordered; never the value of a personal option
 * @param allowed what may be ordered
 * @param must what it breaks, in English; with {@code was} and {@code allowed} it is the whole {@link #message()}
 */
public record OptionFault(String block, String name, String rule, String was, String allowed, String must) {
    /** The block of the product's own options. */
    public static final String OPTIONS = "options";
    /** The block of the packaging's options. */
    public static final String PACKAGING = "packaging";
    /** Prefix of the code of a violated rule. */
    public static final String RULE = "rule:";

    /** All of it in one English sentence. */
    public String message() {
        String where = name.isEmpty() ? block : block + "." + name;
        return where + ": " + must + ", was " + was + "; allowed: " + allowed;
    }
}
