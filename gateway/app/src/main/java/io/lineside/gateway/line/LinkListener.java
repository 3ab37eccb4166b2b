package io.lineside.gateway.line;

import io.lineside.model.EquipmentId;

/** Hears whether lines can be reached. Called from connector threads; must not block. */
public interface LinkListener {
    /** The line can be asked and commanded, and reports may have been missed before. */
    void connected(EquipmentId line);

    /** The line can not be reached. */
    void disconnected(EquipmentId line, String reason);
}
