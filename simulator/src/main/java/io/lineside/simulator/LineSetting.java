package io.lineside.simulator;

import io.lineside.simulator.ledger.MadeLedger;
import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.line.LineWire;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;

/**
 * Where a line stands: the plant's speed and files, and how its wire is started.
 *
 * @param port the OPC UA server's or the broker's port
 */
record LineSetting(
        double timeScale,
        Path dataDir,
        MadeLedger ledger,
        Clock clock,
        int port,
        Function<LineRuntime, LineWire> wire) {}
