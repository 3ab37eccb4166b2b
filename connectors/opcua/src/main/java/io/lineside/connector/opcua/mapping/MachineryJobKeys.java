package io.lineside.connector.opcua.mapping;

import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.jspecify.annotations.Nullable;

/** The predefined parameters of OPC 40001-3 Table 1 with their types, as an example of each. */
final class MachineryJobKeys {
    /** How many pieces the job makes; 0 for unknown. */
    static final String RUNS_PLANNED = "RunsPlanned";

    /** The numbers that the customers know their orders by. */
    static final String CUSTOMER_ORDER_NUMBERS = "CustomerOrderNumbers";

    private static final String[] TEXTS = {};

    private static final Map<String, Object> EXAMPLES = Map.of(
            RUNS_PLANNED,
            UInteger.valueOf(0),
            CUSTOMER_ORDER_NUMBERS,
            TEXTS,
            "OrderNumbers",
            TEXTS,
            "Customers",
            TEXTS,
            "JobName",
            new LocalizedText[0],
            "JobExecutionMode",
            0);

    private MachineryJobKeys() {}

    /** Whether a key's value is a list of texts. */
    static boolean isTexts(String key) {
        return example(key) instanceof String[];
    }

    /** A value of the type that a key has; null for a name that is no key. */
    static @Nullable Object example(String key) {
        return EXAMPLES.get(key);
    }
}
