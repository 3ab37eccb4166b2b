package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SerialExecutorTest {
    @Test
    void tasksRunInOrderEvenWhenGivenFromWithinATask() {
        // Given
        List<String> ran = new ArrayList<>();
        var serial = new SerialExecutor(Runnable::run);
        // When
        serial.execute(() -> {
            serial.execute(() -> ran.add("second"));
            ran.add("first");
        });
        // Then
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void failedTaskDoesNotHoldUpTheNext() {
        // Given
        List<String> ran = new ArrayList<>();
        var serial = new SerialExecutor(Runnable::run);
        // When
        serial.execute(() -> {
            throw new IllegalStateException("a bug (test)");
        });
        serial.execute(() -> ran.add("next"));
        // Then
        assertThat(ran).containsExactly("next");
    }
}
