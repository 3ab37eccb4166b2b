package io.lineside.gateway.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LinesideMainTest {
    static Set<String> commands() {
        return LinesideMain.commandLine().getSubcommands().keySet();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandIsMadeAlone(String name) {
        // Given
        String[] arguments = {name, "--help"};
        // When
        CommandLine made = LinesideMain.commandLine(arguments);
        // Then
        assertThat(made.getSubcommands()).containsOnlyKeys(name);
        CommandLine alone = requireNonNull(made.getSubcommands().get(name));
        CommandLine amongAll =
                requireNonNull(LinesideMain.commandLine().getSubcommands().get(name));
        assertThat(alone.getUsageMessage()).isEqualTo(amongAll.getUsageMessage());
        assertThat(alone.getCommandName()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "rum", ""})
    void helpKnowsAllCommands(String first) {
        // When
        CommandLine made = LinesideMain.commandLine(first);
        // Then
        assertThat(made.getSubcommands().keySet()).isEqualTo(commands()).contains("run", "check", "demo");
    }
}
