package io.lineside.gateway.dispatch;

import io.lineside.config.LineMemory;
import io.lineside.config.LineProfile;
import io.lineside.config.OnDoubt;
import io.lineside.model.EquipmentId;

/** Settings of scripted lines. */
final class Desks {
    private Desks() {}

    static DeskSettings line(LineProfile profile, LineMemory memory) {
        return line(ScriptedLine.ID, profile, memory);
    }

    static DeskSettings line(EquipmentId line, LineProfile profile, LineMemory memory) {
        return new DeskSettings(line, 4, profile, memory, OnDoubt.HOLD, DispatchTestBase.LATE);
    }
}
