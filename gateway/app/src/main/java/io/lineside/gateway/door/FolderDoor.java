package io.lineside.gateway.door;

import io.lineside.config.door.FolderConfig;
import io.lineside.gateway.crash.CrashPoint;
import io.lineside.gateway.door.format.Format;
import io.lineside.gateway.intake.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A folder in which somebody puts files of orders. A file is taken when it is complete, handed in, and put away; one that can
 * not be handed in now lies where it lies, and is looked at again. Its key is made of the door, its name and its content, so
 * that a file which a crash left behind is known again and nothing is made twice. {@link #look} and {@link #isComplete} are
 * confined to the thread that looks; otherwise thread-safe.
 */
public final class FolderDoor {
    private final FolderConfig config;
    private final DoorDesk desk;
    private final DoorJson json;
    private final FolderLook looks = new FolderLook();
    private final FolderFiling filing;
    private final DoorState state;

    /** A door by these settings. */
    public FolderDoor(FolderConfig config, DoorDesk desk, DoorJson json) {
        this.config = config;
        this.desk = desk;
        this.json = json;
        this.filing = new FolderFiling(config.path());
        this.state = desk.book().state(config.name());
    }

    /** A file of the folder and what became of it. */
    public record Taken(Path file, Document document, Optional<DoorAnswer> answer) {
        Taken answered(DoorAnswer found) {
            return new Taken(file, document, Optional.of(found));
        }
    }

    /** The settings. */
    public FolderConfig config() {
        return config;
    }

    /** What is wrong with it. */
    public DoorState state() {
        return state;
    }

    /** Begins to look at the folder; false when there is no use in that now, of which the state tells. */
    public boolean look() {
        boolean any = looks.begin();
        Path folder = config.path();
        if (!Files.isDirectory(folder)) {
            state.troubled("the folder " + folder + " is not there");
            return false;
        }
        if (!Files.isReadable(folder) || !Files.isWritable(folder)) {
            state.troubled("the folder " + folder + " can not be read and written");
            return false;
        }
        try {
            filing.prepare();
        } catch (IOException e) {
            state.troubled("the folders in " + folder + " can not be made (" + e.getMessage() + ")");
            return false;
        }
        if (!any) {
            state.fine();
        }
        return true;
    }

    /** Whether a file of the folder is complete. */
    public boolean isComplete(Path file) {
        return looks.isComplete(file);
    }

    /** Reads a file; empty when it is not there any more or can not be read now. One that never can be is answered already. */
    public Optional<Taken> take(Path file) {
        String name = String.valueOf(file.getFileName());
        Optional<Format> format = Format.ofFile(name);
        try {
            Optional<Refusal> refusal = refusal(file, format);
            if (refusal.isPresent()) {
                return Optional.of(refused(file, refusal.get()));
            }
            byte[] content = read(file);
            if (content.length > config.maxFile().bytes()) {
                return Optional.of(refused(file, tooLarge("more")));
            }
            Optional<String> mapping = format.filter(Format.JSON::equals).flatMap(json -> config.mapping());
            var document = new Document(
                    config.name(),
                    config.tenant(),
                    Document.key(config.name(), name, content),
                    content,
                    format.orElseThrow(),
                    mapping);
            return Optional.of(new Taken(file, document, Optional.empty()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            return Optional.of(refused(
                    file, new Refusal(400, "unreadable", "File can not be read", "the gateway must be let read it")));
        } catch (IOException e) {
            state.troubled("the file " + file + " can not be read (" + e.getMessage() + ")");
            return Optional.empty();
        }
    }

    private Optional<Refusal> refusal(Path file, Optional<Format> format) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(
                    new Refusal(400, "no-file", "No plain file", "must be a plain file, was something else"));
        }
        if (format.isEmpty()) {
            return Optional.of(new Refusal(
                    415,
                    "unknown-ending",
                    "Nobody knows what is in the file",
                    "the name must end in one of " + String.join(", ", Format.endings())));
        }
        long size = Files.size(file);
        return size > config.maxFile().bytes() ? Optional.of(tooLarge(size + " bytes")) : Optional.empty();
    }

    private Refusal tooLarge(String was) {
        return new Refusal(
                413,
                "file-too-large",
                "File too large",
                "must have at most " + config.maxFile() + " (maxFile of the door), was " + was);
    }

    private byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(Math.toIntExact(config.maxFile().bytes() + 1));
        }
    }

    private Taken refused(Path file, Refusal refusal) {
        String name = String.valueOf(file.getFileName());
        var none = new Document(
                config.name(),
                config.tenant(),
                Document.key(config.name(), name, new byte[0]),
                new byte[0],
                Format.JSON,
                Optional.empty());
        return new Taken(file, none, Optional.of(new DoorAnswer.Refused(refusal)));
    }

    /** Hands in what was taken, unless it is answered already. */
    public CompletionStage<Taken> hand(Taken taken) {
        return taken.answer().isPresent()
                ? CompletableFuture.completedFuture(taken)
                : desk.hand(taken.document()).thenApply(taken::answered);
    }

    /** Puts away what was answered. */
    public void file(Taken taken) {
        DoorAnswer answer = taken.answer().orElseThrow();
        desk.book().counts(config.name()).answered(answer);
        if (answer instanceof DoorAnswer.Later later) {
            state.troubled("files wait: " + later.why());
            return;
        }
        CrashPoint.DOCUMENT_ANSWERED.passed();
        boolean done = answer instanceof DoorAnswer.Answered answered && answered.complete();
        try {
            filing.put(
                    taken.file(),
                    done ? FolderFiling.Place.DONE : FolderFiling.Place.REJECTED,
                    taken.document().key(),
                    json.reply(answer, config.name() + "/" + taken.file().getFileName()));
            state.fine();
        } catch (IOException e) {
            state.troubled("the file " + taken.file().getFileName() + " is handed in and can not be put away ("
                    + e.getClass().getSimpleName() + ": " + e.getMessage() + ")");
        }
    }
}
