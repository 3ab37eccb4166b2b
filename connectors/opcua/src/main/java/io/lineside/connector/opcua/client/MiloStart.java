package io.lineside.connector.opcua.client;

import java.net.URLConnection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.milo.opcua.stack.core.Stack;

/** Gets the OPC UA stack ready beside what else is done at the start of the gateway. Thread-safe. */
public final class MiloStart {
    /** So that threads that connecting many lines at once took are not kept for long, each with its stack of memory. */
    private static final int IDLE_SECONDS = 5;

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private MiloStart() {}

    /** Begins, where nobody has; who needs the stack before it is ready waits for it by itself. */
    public static void begin() {
        if (BEGUN.compareAndSet(false, true)) {
            var thread = new Thread(MiloStart::initialize, "lineside-opcua-start");
            thread.setDaemon(true);
            thread.start();
        }
    }

    // Milo reads the manifests of all jars for its version: that verifies signatures, and what is read once from a
    // cached connection stays in memory for good.
    private static void initialize() {
        boolean cached = URLConnection.getDefaultUseCaches("jar");
        URLConnection.setDefaultUseCaches("jar", false);
        ExecutorService shared;
        try {
            shared = Stack.sharedExecutor();
        } finally {
            URLConnection.setDefaultUseCaches("jar", cached);
        }
        if (shared instanceof ThreadPoolExecutor pool) {
            pool.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
