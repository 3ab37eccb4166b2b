package io.lineside.connector.opcua;

import java.util.Optional;

/** Whether what a line stored is compared with what was ordered before it may start. */
enum ReadBack {
    /** Every order is stored, compared and then started; what can not be read back is not started. */
    ALWAYS,
    /** Compared where Store and Start go apart anyway and the line shows what it stored. */
    WHERE_POSSIBLE,
    /** Never. */
    NEVER;

    /** What the line file says. */
    static ReadBack of(Optional<String> setting) {
        return setting.map(flag -> Boolean.parseBoolean(flag) ? ALWAYS : NEVER).orElse(WHERE_POSSIBLE);
    }
}
