package io.lineside.model.work;

import io.lineside.model.SpecDigest;
import io.lineside.model.job.ParameterValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One variant of a product within an order, and how many of it.
 *
 * @param number position in the order, from 1
 * @param product MaterialDefinitionID
 * @param options every option of the product with its value, defaults included; options without a value are absent
 * @param packaging every packaging option with its value, defaults included
 * @param digest of the canonical text of product, version, options and packaging
 * @param personal names of the options that say something about a person, those of packaging with {@code packaging.}
 *     before them, and as {@code operation#Parameter} of what lines are told of them
 */
public record WorkItem(
        int number,
        String product,
        int productVersion,
        int quantity,
        Map<String, ParameterValue> options,
        Map<String, ParameterValue> packaging,
        SpecDigest digest,
        Set<String> personal) {
    /** Refuses a number or quantity below 1; copies the maps and keeps their order. */
    public WorkItem {
        if (number < 1 || quantity < 1) {
            throw new IllegalArgumentException(
                    "item number and quantity must be at least 1, were " + number + " and " + quantity);
        }
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        packaging = Collections.unmodifiableMap(new LinkedHashMap<>(packaging));
        personal = Set.copyOf(personal);
    }

    /** A variant that says nothing about a person. */
    public WorkItem(
            int number,
            String product,
            int productVersion,
            int quantity,
            Map<String, ParameterValue> options,
            Map<String, ParameterValue> packaging,
            SpecDigest digest) {
        this(number, product, productVersion, quantity, options, packaging, digest, Set.of());
    }
}
