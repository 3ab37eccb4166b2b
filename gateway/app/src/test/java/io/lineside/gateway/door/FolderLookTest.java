package io.lineside.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderLookTest {
    @TempDir
    private Path folder;

    private final FolderLook look = new FolderLook();

    @Test
    void fileIsCompleteWhenItStayedTheSameForOneLook() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("a.json"), "{");
        assertThat(completeNow(file)).isFalse();

        // When somebody goes on writing
        Files.writeString(file, "}", StandardOpenOption.APPEND);

        // Then
        assertThat(completeNow(file)).isFalse();
        assertThat(completeNow(file)).isTrue();
    }

    @Test
    void fileThatWasTakenAndComesAgainIsLookedAtAnew() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("a.json"), "{}");
        completeNow(file);
        assertThat(completeNow(file)).isTrue();
        Files.delete(file);
        assertThat(completeNow(file)).isFalse();

        // When
        Files.writeString(file, "{}");

        // Then
        assertThat(completeNow(file)).isFalse();
        assertThat(completeNow(file)).isTrue();
    }

    @Test
    void emptyFileIsGivenTimeToBeFilled() throws IOException {
        // Given
        Path file = Files.createFile(folder.resolve("a.json"));

        // Then
        for (int i = 0; i < 10; i++) {
            assertThat(completeNow(file)).as("look " + i).isFalse();
        }
        assertThat(completeNow(file)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.json.part", ".a.json", "a.json~", "a.tmp"})
    void fileThatSaysItIsBeingWrittenIsNeverComplete(String name) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve(name), "{}");

        // Then
        assertThat(completeNow(file)).isFalse();
        assertThat(completeNow(file)).isFalse();
    }

    private boolean completeNow(Path file) {
        look.begin();
        return look.isComplete(file);
    }
}
