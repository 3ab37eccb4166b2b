package io.lineside.simulator.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Sends back what it gets, and remembers how much that was and how its connections ended. */
final class EchoServer implements AutoCloseable {
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong received = new AtomicLong();
    private final List<String> endings = new CopyOnWriteArrayList<>();

    EchoServer() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    long received() {
        return received.get();
    }

    /** {@code end} or {@code reset}, one per connection that is over. */
    List<String> endings() {
        return List.copyOf(endings);
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (!listening.isClosed()) {
                Socket client = listening.accept();
                threads.execute(() -> echo(client));
            }
        } catch (IOException e) {
            endings.add("closed");
        }
    }

    private void echo(Socket client) {
        var buffer = new byte[8_192];
        try (client) {
            for (int n = client.getInputStream().read(buffer);
                    n >= 0;
                    n = client.getInputStream().read(buffer)) {
                received.addAndGet(n);
                client.getOutputStream().write(buffer, 0, n);
            }
            endings.add("end");
        } catch (IOException e) {
            endings.add("reset");
        }
    }
}
