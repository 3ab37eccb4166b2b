package io.lineside.gateway.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lineside.config.source.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The lines of the README by which a receiver verifies a delivery, run as they stand there. */
class ReceiverRecipeTest {
    private static final String OLD = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String NEW = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void linesOfTheReadmeTakeWhatTheGatewaySignsAndNothingElse() throws Exception {
        // Given
        assumeTrue("true".equals(System.getenv("CI")) || run("print(1)").startsWith("1"), "no python3 here");
        Matcher recipe =
                Pattern.compile("(?s)```python\n(.*?)```").matcher(Files.readString(Path.of("../../README.md")));
        assertThat(recipe.find()).isTrue();
        String body = "{\"id\":\"7\"}";
        var headers = new Signer(List.of(new Secret(NEW), new Secret(OLD)))
                .headers("7", Instant.ofEpochSecond(1_772_344_800), body);
        String given = "time.time = lambda: 1772344900\nheaders = {"
                + "'webhook-id': '7', 'webhook-timestamp': '1772344800', 'webhook-signature': '"
                + headers.getOrDefault("webhook-signature", "") + "'}\n";

        // When
        String said = run(recipe.group(1) + given
                + "print(verified(headers, b'" + body + "', '" + NEW + "'), verified(headers, b'" + body + "', '" + OLD
                + "'), verified(headers, b'{}', '" + NEW + "'), verified(headers, b'" + body
                + "', 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'))\n"
                + "time.time = lambda: 1772349900\nprint(verified(headers, b'" + body + "', '" + NEW + "'))\n");

        // Then
        assertThat(said).isEqualToIgnoringNewLines("True True False False\nFalse\n");
    }

    private static String run(String program) throws InterruptedException {
        try {
            Process python =
                    new ProcessBuilder("python3", "-").redirectErrorStream(true).start();
            try (var in = python.getOutputStream()) {
                in.write(program.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            python.waitFor();
            return said;
        } catch (IOException notThere) {
            return notThere.toString();
        }
    }
}
