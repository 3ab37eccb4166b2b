package io.lineside.simulator.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a connection: what it has read waits in a short queue until the faults let it pass, so that a delay
 * costs no throughput. {@link #read} and {@link #write} have a thread each.
 */
final class Passage {
    private static final int CHUNK = 16_384;
    // About what the buffers of a real connection hold; a sender into a black hole has to wait at some point, too.
    private static final int CHUNKS = 64;
    private static final int SLICES_PER_SECOND = 20;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** What was read, and when it came. An end without bytes is told as well, as late as bytes would be. */
    private static final class Chunk {
        private final byte[] bytes;
        private final long readAt = System.nanoTime();
        private final End end;
        private int written;

        Chunk(byte[] bytes, End end) {
            this.bytes = bytes;
            this.end = end;
        }

        int rest() {
            return bytes.length - written;
        }

        void write(int length, OutputStream out) throws IOException {
            out.write(bytes, written, length);
            out.flush();
            written += length;
        }
    }

    private enum End {
        NOT_YET,
        CLOSED,
        RESET
    }

    private final Direction direction;
    private final Socket from;
    private final Socket to;
    private final ProxyConnection connection;
    private final FaultGate gate;
    private final BlockingQueue<Chunk> waiting = new LinkedBlockingQueue<>(CHUNKS);
    private long freeAt = System.nanoTime();

    Passage(Direction direction, Socket from, Socket to, ProxyConnection connection, FaultGate gate) {
        this.direction = direction;
        this.from = from;
        this.to = to;
        this.connection = connection;
        this.gate = gate;
    }

    void read() {
        try {
            waiting.put(readUntilEnd());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void write() {
        try {
            OutputStream out = to.getOutputStream();
            Chunk chunk = waiting.take();
            for (boolean carries = true; chunk.end == End.NOT_YET; chunk = waiting.take()) {
                carries = carries && write(chunk, out);
            }
            gate.awaitPassage(direction, due(chunk));
            connection.ended(direction, chunk.end == End.RESET);
        } catch (IOException e) {
            connection.reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Chunk readUntilEnd() throws InterruptedException {
        var buffer = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                waiting.put(new Chunk(Arrays.copyOf(buffer, length), End.NOT_YET));
            }
            return new Chunk(new byte[0], End.CLOSED);
        } catch (IOException e) {
            return new Chunk(new byte[0], End.RESET);
        }
    }

    /** False when the connection carries nothing more in this direction. */
    private boolean write(Chunk chunk, OutputStream out) throws IOException, InterruptedException {
        while (chunk.rest() > 0) {
            FaultGate.Setting setting = gate.awaitPassage(direction, Math.max(due(chunk), freeAt));
            int length = connection.admitted(direction, setting, slice(setting.faults(), chunk.rest()));
            chunk.write(length, out);
            occupy(setting.faults(), length);
            if (connection.exhausted(direction, setting)) {
                return false;
            }
        }
        return true;
    }

    private long due(Chunk chunk) {
        Duration delay = gate.current().faults().delay(direction);
        return chunk.readAt + delay.toNanos();
    }

    private static int slice(Faults faults, int wanted) {
        if (faults.bandwidth().isEmpty()) {
            return wanted;
        }
        long slice = Math.max(1, faults.bandwidth().getAsLong() / SLICES_PER_SECOND);
        return (int) Math.min(slice, wanted);
    }

    private void occupy(Faults faults, int length) {
        if (faults.bandwidth().isPresent()) {
            freeAt = System.nanoTime() + length * SECOND / faults.bandwidth().getAsLong();
        }
    }
}
