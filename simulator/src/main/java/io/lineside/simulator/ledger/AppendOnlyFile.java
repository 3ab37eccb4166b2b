package io.lineside.simulator.ledger;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of lines that only grows. Every line is one {@code write()}, so a killed process loses no line that was
 * appended; a last line that is torn all the same (the machine lost power) is cut when the file is opened.
 *
 * <p>Thread-safe. A file that cannot be written fails with {@link UncheckedIOException}.
 */
public final class AppendOnlyFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private AppendOnlyFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens the file, making it and its folder when missing, and cuts a torn last line. A file that is open in another
     * simulator is refused with an {@link IllegalArgumentException}.
     */
    public static AppendOnlyFile open(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(path, CREATE, READ, WRITE);
            lock(path, channel);
            long whole = endOfLastWholeLine(channel);
            channel.truncate(whole);
            channel.position(whole);
            return new AppendOnlyFile(path, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": must be a file that can be written", e);
        }
    }

    /** Writes one line; it must hold no line break. */
    public synchronized void append(String line) {
        ByteBuffer bytes = ByteBuffer.wrap((line + '\n').getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be written", e);
        }
    }

    /** All whole lines, oldest first. */
    public synchronized List<String> lines() {
        try (Stream<String> lines = Files.lines(path)) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be closed", e);
        }
    }

    // Freed by the system when the process is killed.
    private static void lock(Path path, FileChannel channel) throws IOException {
        boolean free;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false;
        }
        if (!free) {
            channel.close();
            throw new IllegalArgumentException(path
                    + ": must be written by one simulator only, was open in another; allowed: another data folder");
        }
    }

    private static long endOfLastWholeLine(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }
}
