package io.lineside.simulator.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A port on 127.0.0.1 whose connections go on to a target, over a wire whose faults are switched on and off while it
 * runs. Without faults it passes everything at once, ends and resets included.
 *
 * <p>Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
    private static final Duration CONNECT_BUDGET = Duration.ofSeconds(10);
    private static final Duration CLOSE_BUDGET = Duration.ofSeconds(5);
    private static final int BACKLOG = 50;

    private final String name;
    private final int port;
    private final String targetHost;
    private final int targetPort;
    private final FaultGate gate = new FaultGate();
    private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private final ScheduledExecutorService timer;
    private Faults faults = Faults.NONE;
    private @Nullable ServerSocket listening;
    private Future<?> accepting = CompletableFuture.completedFuture(null);
    private @Nullable ScheduledFuture<?> playing;
    private boolean closed;

    private FaultProxy(String name, ServerSocket listening, String targetHost, int targetPort) {
        this.name = name;
        this.listening = listening;
        this.port = listening.getLocalPort();
        this.targetHost = targetHost;
        this.targetPort = targetPort;
        this.threads = Executors.newCachedThreadPool(this::thread);
        this.timer = Executors.newSingleThreadScheduledExecutor(this::thread);
    }

    /**
     * Starts a proxy; it takes connections when this returns.
     *
     * @param port 0 for a free one
     */
    public static FaultProxy start(String name, int port, String targetHost, int targetPort) {
        ServerSocket socket = open(name, port);
        var proxy = new FaultProxy(name, socket, targetHost, targetPort);
        proxy.accepting = proxy.threads.submit(() -> proxy.accept(socket));
        return proxy;
    }

    /** Starts a proxy on a free port to a port of this machine. */
    public static FaultProxy to(int targetPort) {
        return start("wire", 0, InetAddress.getLoopbackAddress().getHostAddress(), targetPort);
    }

    /** The name in the plan. */
    public String name() {
        return name;
    }

    /** The port on 127.0.0.1 that it listens on. */
    public int port() {
        return port;
    }

    /** Where connections go on to, {@code host:port}. */
    public String target() {
        return targetHost + ":" + targetPort;
    }

    /** What is wrong with the wire. */
    public synchronized Faults faults() {
        return faults;
    }

    /** Connections that are open. */
    public int connections() {
        return connections.size();
    }

    /**
     * Switches some faults; open connections feel them at once. See {@link Faults#with} for the keys; what is wrong with
     * them is an {@link IllegalArgumentException}, and nothing is changed.
     */
    public synchronized void set(Map<String, ?> changes) {
        become(faults.with(changes));
    }

    /** Switches all faults off; what waited in a black hole arrives now. */
    public synchronized void heal() {
        become(Faults.NONE);
    }

    /** Both ends of every open connection see a reset; new ones are taken. */
    public void reset() {
        Set.copyOf(connections).forEach(ProxyConnection::reset);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            stopListening();
        }
        timer.shutdownNow();
        reset();
        threads.shutdownNow();
    }

    private void become(Faults next) {
        boolean sameSeed = next.random().equals(faults.random());
        faults = next;
        if (!sameSeed) {
            ScheduledFuture<?> old = playing;
            if (old != null) {
                old.cancel(false);
            }
            playing = null;
        }
        if (next.random().isEmpty()) {
            enforce(next);
        } else if (!sameSeed) {
            enforce(Faults.NONE);
            play(new RandomFaults(next.random().getAsLong()), next.random());
        }
    }

    private void play(RandomFaults sequence, OptionalLong seed) {
        RandomFaults.Step step = sequence.next();
        after(step.pause(), seed, () -> {
            if (step.reset()) {
                reset();
            }
            enforce(step.faults());
            after(step.lasting(), seed, () -> {
                enforce(Faults.NONE);
                play(sequence, seed);
            });
        });
    }

    private void after(Duration wait, OptionalLong seed, Runnable task) {
        playing = timer.schedule(() -> onlyWhile(seed, task), wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void onlyWhile(OptionalLong seed, Runnable task) {
        if (!closed && faults.random().equals(seed)) {
            task.run();
        }
    }

    private void enforce(Faults effective) {
        gate.set(effective);
        if (effective.refuse()) {
            stopListening();
        } else if (listening == null && !closed) {
            listen();
        }
    }

    private void listen() {
        ServerSocket socket = open(name, port);
        listening = socket;
        accepting = threads.submit(() -> accept(socket));
    }

    private static ServerSocket open(String name, int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("proxies." + name + ": port " + port + " cannot be opened", e);
        }
    }

    private void stopListening() {
        ServerSocket socket = listening;
        listening = null;
        if (socket != null) {
            try {
                socket.close();
                // The kernel takes connections until nobody waits for them any more.
                accepting.get(CLOSE_BUDGET.toMillis(), TimeUnit.MILLISECONDS);
            } catch (IOException | ExecutionException | TimeoutException e) {
                throw new IllegalStateException("proxies." + name + ": port " + port + " cannot be closed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void accept(ServerSocket socket) {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                threads.execute(() -> connect(client));
            }
        } catch (IOException e) {
            // The proxy refuses connections from now on, or is closed.
        }
    }

    private void connect(Socket client) {
        Socket target = new Socket();
        var connection = new ProxyConnection(client, target, connections::remove);
        connections.add(connection);
        try {
            // A black hole takes the first packet, too.
            gate.awaitPassage(Direction.UP, System.nanoTime());
            client.setTcpNoDelay(true);
            target.setTcpNoDelay(true);
            target.connect(new InetSocketAddress(targetHost, targetPort), (int) CONNECT_BUDGET.toMillis());
            connection.begin(gate, threads);
        } catch (IOException e) {
            connection.reset();
        } catch (InterruptedException e) {
            connection.reset();
            Thread.currentThread().interrupt();
        }
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "proxy-" + name);
        thread.setDaemon(true);
        return thread;
    }
}
