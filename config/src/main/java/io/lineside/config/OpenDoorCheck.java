package io.lineside.config;

import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Refuses to offer the platform API to other machines before anybody has said who may use it. */
final class OpenDoorCheck {
    static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "::1");

    private OpenDoorCheck() {}

    static void check(Path folder, SiteFile site, FaultLog faults) {
        String host = site.http().host();
        if (!THIS_MACHINE.contains(host) && !Files.exists(folder.resolve(PlatformsReader.FILE))) {
            faults.add(
                    Position.startOf(Path.of("site.yaml")).child("http").child("host"),
                    "must be an address of this machine alone while there is no platforms.yaml, was '" + host
                            + "'; allowed: 127.0.0.1, localhost, ::1, or any once lineside key new has made a key");
        }
    }
}
