package io.lineside.simulator.cli;

import picocli.CommandLine;

/** The program {@code lineside-simulator}. */
public final class SimulatorMain {
    private SimulatorMain() {}

    /** Runs the command line; the exit code is 0, or 2 when the plant cannot run as asked. */
    public static void main(String[] arguments) {
        quietLogs();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SimulatorCommand()).setUsageHelpAutoWidth(true);
    }

    // Before the first logger: a healthy plant says nothing but its addresses.
    private static void quietLogs() {
        setUnlessGiven("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        setUnlessGiven("org.slf4j.simpleLogger.log.org.apache.activemq", "error");
        // Artemis calls it an error when a client leaves while the broker stops.
        setUnlessGiven("org.slf4j.simpleLogger.log.org.apache.activemq.artemis.core.protocol.mqtt", "off");
        // The server library fails to describe a session that ended in the meantime, and says so with a stack trace.
        setUnlessGiven("org.slf4j.simpleLogger.log.org.eclipse.milo.opcua.stack.core.util.TaskQueue", "error");
        setUnlessGiven("org.slf4j.simpleLogger.log.org.eclipse.milo.opcua.sdk.server.diagnostics", "error");
        setUnlessGiven("org.slf4j.simpleLogger.showDateTime", "true");
    }

    private static void setUnlessGiven(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
