package io.lineside.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.gateway.door.FolderFiling.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFilingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void fileMovesAndWhatIsSaidLiesBesideIt() throws IOException {
        // When
        put("a.json", Place.DONE, "k1", "ord_1");
        put("b.csv", Place.REJECTED, "k2", "ord_2");

        // Then
        assertThat(names("done")).containsExactly("a.json", "a.json.receipt.json");
        assertThat(names("rejected")).containsExactly("b.csv", "b.csv.report.json");
        assertThat(JSON.readTree(folder.resolve("done/a.json.receipt.json").toFile()))
                .isEqualTo(JSON.readTree("{\"id\":\"ord_1\",\"file\":\"a.json\",\"key\":\"k1\"}"));
        assertThat(names(".")).containsExactly("done", "rejected");
    }

    @Test
    void takenNameIsNotOverwritten() throws IOException {
        // Given
        put("a.json", Place.DONE, "k1", "ord_1");

        // When
        put("a.json", Place.DONE, "k2", "ord_2");
        put("a.json", Place.DONE, "k3", "ord_3");

        // Then
        assertThat(names("done"))
                .containsExactly(
                        "a-2.json",
                        "a-2.json.receipt.json",
                        "a-3.json",
                        "a-3.json.receipt.json",
                        "a.json",
                        "a.json.receipt.json");
        assertThat(Files.readString(folder.resolve("done/a.json.receipt.json"))).contains("ord_1");
    }

    @Test
    void receiptThatACrashLeftWithoutItsFileIsFoundAgain() throws IOException {
        // Given
        put("a.json", Place.DONE, "k1", "ord_1");
        Files.move(folder.resolve("done/a.json"), folder.resolve("a.json"));

        // When
        new FolderFiling(folder).put(folder.resolve("a.json"), Place.DONE, "k1", said("ord_1"));

        // Then
        assertThat(names("done")).containsExactly("a.json", "a.json.receipt.json");
    }

    @Test
    void receiptWhoseFileWasTakenAwayIsKept() throws IOException {
        // Given
        put("a.json", Place.DONE, "k1", "ord_1");
        Files.delete(folder.resolve("done/a.json"));

        // When
        put("a.json", Place.DONE, "k2", "ord_2");

        // Then
        assertThat(names("done")).containsExactly("a-2.json", "a-2.json.receipt.json", "a.json.receipt.json");
    }

    @Test
    void folderThatCanNotBeWrittenIsToldAndTheFileStays() throws IOException {
        // Given
        Files.writeString(folder.resolve("done"), "no folder");

        // Then
        assertThatThrownBy(() -> put("a.json", Place.DONE, "k1", "ord_1")).isInstanceOf(IOException.class);
        assertThat(names(".")).containsExactly("a.json", "done");
    }

    @Test
    void folderThatWentAwayIsNotMadeAnew() {
        // Given: a share with an order that is handed in and not put away yet.
        Path share = folder.resolve("share");
        var filing = new FolderFiling(share);

        // Then
        assertThatThrownBy(() -> filing.put(share.resolve("a.json"), Place.DONE, "k1", said("ord_1")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(filing::prepare).isInstanceOf(NoSuchFileException.class);
        assertThat(share).doesNotExist();
    }

    private void put(String name, Place place, String key, String order) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "content of " + key);
        new FolderFiling(folder).put(file, place, key, said(order));
    }

    private static ObjectNode said(String order) {
        return JSON.createObjectNode().put("id", order);
    }

    private List<String> names(String place) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(place))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
