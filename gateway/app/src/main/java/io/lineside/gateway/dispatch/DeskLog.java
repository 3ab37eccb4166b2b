package io.lineside.gateway.dispatch;

import io.lineside.model.EquipmentId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a desk has to say to people: in the log, and why its work waits now. Thread-safe. */
final class DeskLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(LineDesk.class);

    private final EquipmentId line;
    private volatile String remark = "";

    DeskLog(EquipmentId line) {
        this.line = line;
    }

    /** Why work waits although the line is connected; empty when it does not. */
    String remark() {
        return remark;
    }

    /** Says why work waits, once; or with an empty text that it does not. */
    void remark(String text) {
        if (!text.isEmpty() && !text.equals(remark)) {
            LOGGER.atWarn().addKeyValue("equipment", line).log("work waits: {}", text);
        }
        remark = text;
    }

    void ready() {
        LOGGER.atInfo().addKeyValue("equipment", line).log("line is ready for work");
    }

    void away(String reason) {
        LOGGER.atWarn()
                .addKeyValue("equipment", line)
                .addKeyValue("reason", reason)
                .log("line can not be reached; its work waits");
    }

    /** A step failed that the next round makes up for. */
    void note(Throwable failure) {
        warn("dispatch step failed; the desk's next round makes up for it", failure);
    }

    void warn(String what, @Nullable Throwable failure) {
        LOGGER.atWarn().addKeyValue("equipment", line).setCause(failure).log(what);
    }
}
