package io.lineside.gateway;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a test starts a gateway of its own process: with the launcher of a distribution that
 * {@code -Dlineside.test.launcher} names, which takes half as long where it has its class archive, and otherwise with the
 * classes as they were built.
 */
public final class GatewayProgram {
    private static final String LAUNCHER = System.getProperty("lineside.test.launcher", "");
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private GatewayProgram() {}

    /**
     * The command that runs a site.
     *
     * @param options of the JVM, without spaces in them
     */
    public static List<String> run(Path site, List<String> options) {
        List<String> all = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        all.addAll(options);
        List<String> command = new ArrayList<>();
        if (LAUNCHER.isEmpty()) {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(all);
            command.addAll(List.of("-cp", CLASS_PATH, "io.lineside.gateway.cli.LinesideMain"));
        } else {
            command.addAll(List.of(
                    "env",
                    "JAVA_HOME=" + System.getProperty("java.home"),
                    "JAVA_OPTS=" + String.join(" ", all),
                    LAUNCHER));
        }
        command.addAll(List.of("run", site.toString()));
        return command;
    }
}
