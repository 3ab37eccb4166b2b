package io.lineside.connector.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports that stay ours while a process is away: below those that the system gives to outgoing connections. */
public final class Ports {
    private static final int FIRST = 21_000;
    private static final int LAST = 31_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(FIRST + (int) (ProcessHandle.current().pid() * 97 % (LAST - FIRST)));

    private Ports() {}

    /** A port that nobody listens on. */
    public static int next() {
        while (true) {
            int port = NEXT.getAndUpdate(last -> last >= LAST ? FIRST : last + 1);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
                return port;
            } catch (IOException taken) {
                // Then the next one.
            }
        }
    }
}
