package io.lineside.simulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of OPC 10031-4 6.2.1, every command in every state. */
class TransitionsTest {
    private static final Map<Command, Set<Integer>> ALLOWED_IN = new EnumMap<>(Map.ofEntries(
            Map.entry(Command.STORE, Set.of()),
            Map.entry(Command.STORE_AND_START, Set.of()),
            Map.entry(Command.START, Set.of(1)),
            Map.entry(Command.REVOKE_START, Set.of(2)),
            Map.entry(Command.UPDATE, Set.of(1, 2)),
            Map.entry(Command.PAUSE, Set.of(3)),
            Map.entry(Command.RESUME, Set.of(4)),
            Map.entry(Command.STOP, Set.of(3, 4)),
            Map.entry(Command.ABORT, Set.of(1, 2, 3, 4)),
            Map.entry(Command.CANCEL, Set.of(1, 2)),
            Map.entry(Command.CLEAR, Set.of(5, 6))));

    @ParameterizedTest
    @EnumSource(Command.class)
    void aCommandIsAllowedInTheStandardsStatesOnly(Command command) {
        for (JobState state : JobState.values()) {
            // When
            boolean allowed = Transitions.of(command, state).isPresent();

            // Then
            assertThat(allowed)
                    .as("%s in %s", command, state)
                    .isEqualTo(ALLOWED_IN.getOrDefault(command, Set.of()).contains(state.number()));
        }
    }

    // OPC 10031-4 6.2.2: Stop leaves a job Closed, Pause leaves it Suspended.
    @ParameterizedTest
    @EnumSource(
            value = Command.class,
            names = {"STOP", "PAUSE"})
    void aCommandThatEndsARunNamesTheSubstate(Command command) {
        // When
        Transition transition = Transitions.of(command, JobState.RUNNING).orElseThrow();

        // Then
        SubState wanted = command == Command.STOP ? SubState.CLOSED : SubState.SUSPENDED;
        assertThat(((Transition.Enter) transition).subState()).contains(wanted);
    }
}
