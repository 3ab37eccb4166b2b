package io.lineside.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No serialized object is read in the gateway's process. A filter is for a whole process, so each try has its own. */
class SerializedObjectsTest {
    @Test
    void gatewayReadsNone() throws Exception {
        assertThat(tried(List.of(), "gateway")).isEqualTo("refused");
    }

    @Test
    void scriptSaysSoToTheJvmToo() throws Exception {
        // Given
        String script = Files.readString(Path.of("src/main/dist/bin/lineside"));
        // Then
        assertThat(script).contains("\"-Djdk.serialFilter=!*\"");
        assertThat(tried(List.of("-Djdk.serialFilter=!*"))).isEqualTo("refused");
        assertThat(tried(List.of("-Djdk.serialFilter=!*"), "gateway")).isEqualTo("refused");
    }

    @Test
    void withoutEitherItWouldBeRead() throws Exception {
        assertThat(tried(List.of())).isEqualTo("read [harmless]");
    }

    private static String tried(List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SerializedObjectsMain.class.getName()));
        command.addAll(List.of(arguments));
        Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
        return said.strip();
    }
}
