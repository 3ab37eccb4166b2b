package io.lineside.simulator.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** TCP ports on 127.0.0.1. */
public final class LoopbackPort {
    /** The only address that the simulator listens on. */
    public static final String HOST = "127.0.0.1";

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int TRIES = 50;
    private static final int TRIES_AGAIN = 500;

    private LoopbackPort() {}

    /** The loopback address with that port. */
    public static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /**
     * Checks that a port is free and answers it; for 0, a free one. A socket that was just closed may hold its port until
     * its selector has seen that, so a taken port is tried again for a second.
     *
     * @param setting the key by which a user changes the port
     */
    public static int claim(int port, String setting) {
        return claim(port, setting, TRIES);
    }

    /**
     * Checks that a port that the caller had before is free again. A connection of another program may have it for a
     * moment, so a taken port is tried again for ten seconds.
     *
     * @param setting the key by which a user changes the port
     */
    public static void claimAgain(int port, String setting) {
        var unused = claim(port, setting, TRIES_AGAIN);
    }

    private static int claim(int port, String setting, int tries) {
        for (int again = tries - 1; ; again--) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(address(port));
                return socket.getLocalPort();
            } catch (BindException e) {
                if (again == 0) {
                    throw new PortTakenException(port, setting, e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (IOException e) {
                throw new UncheckedIOException(setting + ": port " + port + " cannot be tried", e);
            }
        }
    }
}
