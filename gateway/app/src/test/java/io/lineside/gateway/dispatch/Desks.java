package io.lineside.gateway.dispatch;

import io.lineside.config.LineMemory;
import io.lineside.config.LineProfile;
import io.lineside.config.OnDoubt;

/** Settings of the scripted line. */
final class Desks {
    private Desks() {}

    static DeskSettings line(LineProfile profile, LineMemory memory) {
        return new DeskSettings(ScriptedLine.ID, 4, profile, memory, OnDoubt.HOLD, DispatchTestBase.LATE);
    }
}
