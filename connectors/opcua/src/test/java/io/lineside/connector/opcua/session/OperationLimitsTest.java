package io.lineside.connector.opcua.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OperationLimitsTest {
    private static final String[] NODES = {"a", "b", "c"};

    @Test
    void nodesAreAskedForInPortionsThatTheServerTakes() {
        assertThat(new OperationLimits(2, 1).portions(NODES)).containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(new OperationLimits(1, 1).portions(NODES)).hasSize(3);
    }

    @Test
    void serverWithoutLimitIsAskedOnce() {
        assertThat(new OperationLimits(Integer.MAX_VALUE, 1).portions(NODES)).containsExactly(List.of("a", "b", "c"));
    }
}
