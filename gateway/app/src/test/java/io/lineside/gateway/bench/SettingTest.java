package io.lineside.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingTest {
    @Test
    void gatewayIsMeasuredAsItsLauncherStartsIt() throws Exception {
        // Given
        String launcher = Files.readString(Path.of("src/main/dist/bin/lineside"));
        // When
        Stream<String> options = Setting.GATEWAY.words().stream();
        // Then
        assertThat(options).isNotEmpty().allMatch(launcher::contains);
    }
}
