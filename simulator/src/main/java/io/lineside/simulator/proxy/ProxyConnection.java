package io.lineside.simulator.proxy;

import java.io.IOException;
import java.net.Socket;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A client's connection and its continuation to the target. Thread-safe. */
final class ProxyConnection {
    private final Socket client;
    private final Socket target;
    private final Consumer<ProxyConnection> over;
    private final Set<Direction> ended = EnumSet.noneOf(Direction.class);
    private long countedSince = -1;
    private long passed;
    private long answered;

    ProxyConnection(Socket client, Socket target, Consumer<ProxyConnection> over) {
        this.client = client;
        this.target = target;
        this.over = over;
    }

    void begin(FaultGate gate, Executor threads) {
        var up = new Passage(Direction.UP, client, target, this, gate);
        var down = new Passage(Direction.DOWN, target, client, this, gate);
        threads.execute(up::read);
        threads.execute(up::write);
        threads.execute(down::read);
        threads.execute(down::write);
    }

    /** How many of so many bytes may pass. */
    synchronized int admitted(Direction direction, FaultGate.Setting setting, int wanted) {
        if (setting.version() != countedSince) {
            countedSince = setting.version();
            passed = 0;
            answered = 0;
        }
        long admitted = Math.min(wanted, rest(direction, setting.faults()));
        passed += admitted;
        if (direction == Direction.DOWN) {
            answered += admitted;
        }
        return (int) admitted;
    }

    /** Ends the connection when it has carried all that its faults allow, and says so. */
    boolean exhausted(Direction direction, FaultGate.Setting setting) {
        Faults faults = setting.faults();
        if (isReached(faults)) {
            reset();
            return true;
        }
        if (direction == Direction.DOWN && isTruncated(faults)) {
            // The target is not told: whatever else it sends comes to nothing.
            shutDown(client);
            return true;
        }
        return false;
    }

    private synchronized boolean isReached(Faults faults) {
        return faults.dropAfter().isPresent() && passed >= faults.dropAfter().getAsLong();
    }

    private synchronized boolean isTruncated(Faults faults) {
        return faults.truncateAfter().isPresent()
                && answered >= faults.truncateAfter().getAsLong();
    }

    private long rest(Direction direction, Faults faults) {
        long rest = faults.dropAfter().isPresent() ? faults.dropAfter().getAsLong() - passed : Long.MAX_VALUE;
        if (direction == Direction.DOWN && faults.truncateAfter().isPresent()) {
            rest = Math.min(rest, faults.truncateAfter().getAsLong() - answered);
        }
        return Math.max(0, rest);
    }

    /** One direction is over: the other goes on, as TCP has it, unless it was a reset. */
    void ended(Direction direction, boolean reset) {
        if (reset) {
            reset();
            return;
        }
        boolean both;
        synchronized (this) {
            ended.add(direction);
            both = ended.size() == Direction.values().length;
        }
        if (both) {
            close();
        } else {
            shutDown(direction == Direction.UP ? target : client);
        }
    }

    /** Both ends see a reset. */
    void reset() {
        abort(client);
        abort(target);
        over.accept(this);
    }

    private void close() {
        quietly(client::close);
        quietly(target::close);
        over.accept(this);
    }

    private static void shutDown(Socket socket) {
        quietly(socket::shutdownOutput);
    }

    private static void abort(Socket socket) {
        quietly(() -> socket.setSoLinger(true, 0));
        quietly(socket::close);
    }

    private static void quietly(Closing closing) {
        try {
            closing.run();
        } catch (IOException e) {
            // It is closed already, which is what was wanted.
        }
    }

    private interface Closing {
        void run() throws IOException;
    }
}
