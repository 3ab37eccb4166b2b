package io.lineside.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/lineside} starts, asked of a Java that only says what it was given. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherTest {
    private static final String MAKES = "-XX:ArchiveClassesAtExit=";
    private static final String USES = "-XX:SharedArchiveFile=";

    @TempDir
    private Path folder;

    private Path home;
    private Path jvm;
    private String javaOptions = "";

    @BeforeEach
    void install() throws Exception {
        home = folder.resolve("lineside one");
        jvm = folder.resolve("jvm");
        Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(jvm.resolve("bin"));
        Files.writeString(home.resolve("lib/gateway.jar"), "1");
        Files.writeString(jvm.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        executable(home.resolve("bin/lineside"), Files.readString(Path.of("src/main/dist/bin/lineside")));
        executable(jvm.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    }

    @Test
    void firstOrderlyStopLeavesAnArchiveForLaterStarts() throws Exception {
        // Given
        Path archive = archive(MAKES, started());
        Files.createFile(archive);

        // When
        List<String> next = started("run", "a site");

        // Then
        assertThat(archive).hasParentRaw(home.toRealPath());
        assertThat(archive(USES, next)).isEqualTo(archive);
        assertThat(next).endsWith("io.lineside.gateway.cli.LinesideMain", "run", "a site");
    }

    @Test
    void archiveOfAnotherJvmIsMadeAnewAndTheOldOneGoes() throws Exception {
        // Given
        Path old = archive(MAKES, started());
        Files.createFile(old);

        // When
        Files.writeString(jvm.resolve("release"), "JAVA_VERSION=\"17.0.16\"\n");
        Path other = archive(MAKES, started());

        // Then
        assertThat(other).isNotEqualTo(old);
        assertThat(old).doesNotExist();
    }

    @Test
    void archiveOfOtherLibrariesIsMadeAnew() throws Exception {
        // Given
        Path old = archive(MAKES, started());
        Files.createFile(old);

        // When
        Files.writeString(home.resolve("lib/gateway.jar"), "22");

        // Then
        assertThat(archive(MAKES, started())).isNotEqualTo(old);
    }

    @Test
    void collectorThatSomebodyNamesIsLeftToItself() throws Exception {
        // Given
        List<String> own = List.of("-XX:+UseSerialGC", "-XX:NewRatio=1", "-XX:MaxNewSize=64m", "-XX:SurvivorRatio=7");
        javaOptions = "-Xmx2g";
        assertThat(started()).containsAll(own).containsSubsequence("-Xmx512m", "-Xmx2g");
        // When
        javaOptions = "-Xmx2g -XX:+UseG1GC";
        // Then
        assertThat(started()).contains("-XX:+UseG1GC").doesNotContainAnyElementsOf(own);
    }

    private static Path archive(String option, List<String> arguments) {
        return arguments.stream()
                .filter(argument -> argument.startsWith(option))
                .map(argument -> Path.of(argument.substring(option.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(option + " is not among " + arguments));
    }

    private List<String> started(String... arguments) throws Exception {
        var command = new ProcessBuilder(home.resolve("bin/lineside").toString());
        command.command().addAll(List.of(arguments));
        command.environment().put("JAVA_HOME", jvm.toString());
        command.environment().put("JAVA_OPTS", javaOptions);
        command.redirectErrorStream(true);
        var process = command.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    private static void executable(Path file, String text) throws Exception {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
