package io.lineside.gateway.product;

import java.util.Map;
import java.util.Set;

/**
 * One thing wrong with the options of an order.
 *
 * @param block {@code options}, {@code packaging}, {@code delivery} or {@code service}
 * @param name the option; empty where several are wrong together
 * @param rule machine code: {@code unknown-option}, {@code required}, {@code type}, {@code choice}, {@code range},
 *     {@code step}, {@code precision}, {@code unit}, {@code colour}, {@code min-length}, {@code max-length},
 *     {@code charset}, {@code pattern}, {@code url}, {@code sha256}, {@code media-type}, {@code size},
 *     {@code unknown-field}, {@code rule:<id>}, {@code expression} or {@code no-operation}
 * @param was what was ordered; never the value of a personal option
 * @param allowed what may be ordered
 * @param must what it breaks, in English; with {@code was} and {@code allowed} it is the whole {@link #message()}
 * @param reasons what it breaks, by language, as far as the product file says it
 * @param about names, as expressions use them, of the options that a change of could mend it; empty where it may be any
 */
public record OptionFault(
        String block,
        String name,
        String rule,
        String was,
        String allowed,
        String must,
        Map<String, String> reasons,
        Set<String> about) {
    /** The block of the product's own options. */
    public static final String OPTIONS = "options";
    /** The block of the packaging's options. */
    public static final String PACKAGING = "packaging";
    /** The block of what is ordered about its delivery. */
    public static final String DELIVERY = "delivery";
    /** The block of what is ordered about its service. */
    public static final String SERVICE = "service";
    /** Prefix of the code of a violated rule. */
    public static final String RULE = "rule:";

    /** Copies the collections. */
    public OptionFault {
        reasons = Map.copyOf(reasons);
        about = Set.copyOf(about);
    }

    /** A fault of one option, or of no option in particular where the name is empty. */
    OptionFault(String block, String name, String rule, String was, String allowed, String must) {
        this(block, name, rule, was, allowed, must, Map.of(), Set.of());
    }

    /** All of it in one English sentence. */
    public String message() {
        String where = name.isEmpty() ? block : block + "." + name;
        return where + ": " + must + ", was " + was + "; allowed: " + allowed;
    }
}
