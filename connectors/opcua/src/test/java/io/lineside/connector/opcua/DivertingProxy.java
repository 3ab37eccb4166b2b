package io.lineside.connector.opcua;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody between gateway and line who answers every first of two connections from elsewhere. */
final class DivertingProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int first;
    private final int second;

    DivertingProxy(int first, int second) throws IOException {
        this.first = first;
        this.second = second;
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            for (int count = 0; ; count++) {
                Socket here = listening.accept();
                var there = new Socket(InetAddress.getLoopbackAddress(), count % 2 == 0 ? first : second);
                sockets.addAll(List.of(here, there));
                threads.execute(() -> copy(here, there));
                threads.execute(() -> copy(there, here));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException closed) {
            // Either end has closed: so does this one, by leaving.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
