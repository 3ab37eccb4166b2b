package io.lineside.simulator.cli;

import picocli.CommandLine.Command;

/** The root command; what it can do is in its subcommands. */
@Command(
        name = "lineside-simulator",
        description = "A plant of simulated production lines on real wires.",
        mixinStandardHelpOptions = true,
        versionProvider = SimulatorVersion.class,
        subcommands = RunCommand.class,
        synopsisSubcommandLabel = "COMMAND")
final class SimulatorCommand {}
