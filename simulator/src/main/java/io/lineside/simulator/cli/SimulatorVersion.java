package io.lineside.simulator.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest, or "development" when run from classes. */
final class SimulatorVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = SimulatorVersion.class.getPackage().getImplementationVersion();
        return new String[] {"lineside-simulator " + (version == null ? "development" : version)};
    }
}
