package io.lineside.gateway.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps a second gateway out of a store: an operating system lock on a file next to it, which names the holder. */
final class LockFile implements AutoCloseable {

    // Closing any channel of a file drops all locks this process has on it (POSIX), so the same process must not even
    // open the file a second time.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
    // Out of the way of the text, because Windows keeps others from reading what is locked.
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path path;
    private final FileChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LockFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Takes the lock of a store file, or says who has it. */
    static LockFile take(Path store) {
        var path = store.resolveSibling(store.getFileName() + ".lock");
        if (!HELD_HERE.add(path)) {
            throw taken(store, path, "this same process (pid " + pid() + ")");
        }
        try {
            return open(store, path);
        } catch (RuntimeException | Error e) {
            HELD_HERE.remove(path);
            throw e;
        } catch (IOException e) {
            HELD_HERE.remove(path);
            throw new StoreException("store " + store + ": lock file " + path + " cannot be written: " + e, e);
        }
    }

    private static LockFile open(Path store, Path path) throws IOException {
        OwnerOnly.create(path);
        var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw taken(store, path, "the process with pid " + read(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(Long.toString(pid()).getBytes(StandardCharsets.US_ASCII)), 0);
            return new LockFile(path, channel);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(20);
        int length = channel.read(bytes, 0);
        return length <= 0 ? "unknown" : new String(bytes.array(), 0, length, StandardCharsets.US_ASCII);
    }

    private static StoreException taken(Path store, Path path, String holder) {
        return new StoreException("store " + store + ": is in use by " + holder + ", which holds " + path
                + "; stop that process first, or give this one a store of its own");
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    /** What is done while nobody else can have the store. */
    @FunctionalInterface
    interface Deed<T> {
        T run() throws IOException, SQLException;
    }

    <T> T whileHeld(Deed<T> deed) throws IOException, SQLException {
        return deed.run();
    }

    /** Lets the next process in, the first time only; the file stays, and what it says counts only while it is locked. */
    @Override
    public void close() {
        // A second close must not take the mark away from one who has the lock by then.
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("lock file " + path + ": cannot be released: " + e, e);
        } finally {
            HELD_HERE.remove(path);
        }
    }
}
