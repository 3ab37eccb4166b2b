package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's lines for a shell, and the Java program beside them, run as they stand there. */
class ShellRecipesTest extends ApiTestBase {
    private static final Pattern RECIPES =
            Pattern.compile("(?s)### In a shell\n```sh\n(.*?)```\nprints\n```text\n(.*?)```");

    @Test
    void linesOfTheReadmePrintWhatTheReadmeSays() throws Exception {
        // Given
        assumeTrue("true".equals(System.getenv("CI")) || isThere("curl"), "no curl here");
        Matcher recipes = RECIPES.matcher(Files.readString(Path.of("../../README.md")));
        assertThat(recipes.find()).isTrue();
        start(ApiLimits.USUAL);
        // When
        // The stream never ends: what ends it leaves a slow machine time to begin.
        String recipe = recipes.group(1).replace(":8080", ":" + port()).replace("-m 1 ", "-m 3 ");
        String said = run(List.of("bash", "-eu", "-c", recipe));
        // Then
        assertThat(said).isEqualTo(recipes.group(2));
    }

    @Test
    void programOfTheExamplesFollowsItsOrderToTheEnd() throws Exception {
        // Given
        start(ApiLimits.USUAL);
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "../examples/OrderAndFollow.java",
                        "http://127.0.0.1:" + port())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = program.inputReader()) {
            String first = said.readLine();
            // When
            platform.post(first.substring(0, first.indexOf(' ')) + "/cancel", "{}");
            // Then
            assertThat(said.lines()).last().asString().endsWith(" Cancelled");
            assertThat(program.waitFor()).isZero();
        }
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return !run(List.of(program, "--version")).isEmpty();
        } catch (IOException notThere) {
            return false;
        }
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
