package io.lineside.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The space of the store's disk, of which some is kept free for what must go on when no order is taken any more: reports
 * of lines, and decisions. Looks at the disk once a second at most. Thread-safe.
 */
final class DiskSpace {

    /** Tells how many bytes are free. */
    @FunctionalInterface
    interface Probe {
        long free() throws IOException;
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(DiskSpace.class);
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Probe probe;
    private final long reserve;
    private OptionalLong free = OptionalLong.empty();
    private boolean looked;
    private long lookedAt;
    private boolean low;

    /** @param reserve bytes to be kept free */
    DiskSpace(Probe probe, long reserve) {
        this.probe = probe;
        this.reserve = reserve;
    }

    /** The disk that a file is on. */
    static DiskSpace of(Path file, long reserve) {
        var folder = file.toAbsolutePath().normalize().resolveSibling(".");
        return new DiskSpace(() -> Files.getFileStore(folder).getUsableSpace(), reserve);
    }

    /** A disk that never runs out. */
    static DiskSpace endless() {
        return new DiskSpace(() -> Long.MAX_VALUE, 0);
    }

    /** A disk that nobody here can see. */
    static DiskSpace untold() {
        return new DiskSpace(
                () -> {
                    throw new IOException("it is another machine's");
                },
                0);
    }

    long reserve() {
        return reserve;
    }

    /** Free bytes; empty while the disk does not tell. */
    synchronized OptionalLong free() {
        look();
        return free;
    }

    /** Whether less is free than is to be kept. A disk that does not tell is not low: its writes will. */
    synchronized boolean isLow() {
        look();
        return low;
    }

    private void look() {
        long now = System.nanoTime();
        if (looked && now - lookedAt < FRESH_NANOS) {
            return;
        }
        looked = true;
        lookedAt = now;
        try {
            free = OptionalLong.of(probe.free());
        } catch (IOException e) {
            LOGGER.debug("free space can not be told", e);
            free = OptionalLong.empty();
        }
        boolean lowNow = free.isPresent() && free.getAsLong() < reserve;
        if (lowNow && !low) {
            LOGGER.warn(
                    "the disk has {} bytes left, less than store.reserve ({}): no new orders until it has",
                    free.getAsLong(),
                    reserve);
        } else if (low && !lowNow) {
            LOGGER.warn("the disk has room again: orders are taken");
        }
        low = lowNow;
    }
}
